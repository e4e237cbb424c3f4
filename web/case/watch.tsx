import { notifications } from '@mantine/notifications';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import type { Case } from './data.ts';
import { HeadingButton } from './heading-button.tsx';
import { TEXTS } from './texts.ts';

/** Keeps the case in the box of what one watches. */
export function Watch({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const queries = useQueryClient();
  const key = ['case', shown.code];
  const watching = useMutation({
    mutationFn: (watched: boolean) =>
      dataOf(
        api.PUT('/v1/cases/{idOrCode}/watch', {
          params: { path: { idOrCode: shown.code } },
          body: { watched },
        }),
      ),
    onSuccess: ({ watched }) => {
      queries.setQueryData<Case>(key, (before) => (before === undefined ? before : { ...before, watched }));
      void queries.invalidateQueries({ queryKey: ['counts'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  });
  if (me === null || me === undefined || isOutsider(me)) return null;
  const Icon = shown.watched ? IconBellOff : IconBell;
  return (
    <HeadingButton
      icon={Icon}
      label={shown.watched ? says.unwatch : says.watch}
      loading={watching.isPending}
      onClick={() => watching.mutate(!shown.watched)}
    />
  );
}
