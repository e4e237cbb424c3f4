import { Badge, Group } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

const SAY_MS = 20_000;
const at = (code: string) => ({ params: { path: { idOrCode: code } } });

/** Which colleagues have the case open too, so that two do not do one thing. */
export function Viewers({ code }: { code: string }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const isOfficer = me !== null && me !== undefined && !isOutsider(me);
  const userName = useUserNames(isOfficer);
  const { data: others = [] } = useQuery({
    queryKey: ['presence', code],
    queryFn: () =>
      dataOf(api.PUT('/v1/cases/{idOrCode}/presence', { ...at(code), body: { open: true } })).then(
        (answer) => answer.others,
      ),
    refetchInterval: SAY_MS,
    refetchOnMount: 'always',
    gcTime: 0,
    retry: false,
    enabled: isOfficer,
  });
  useEffect(() => {
    if (!isOfficer) return;
    return () => void api.PUT('/v1/cases/{idOrCode}/presence', { ...at(code), body: { open: false } });
  }, [code, isOfficer]);
  if (others.length === 0) return null;
  const names = others.map(userName).join(', ');
  return (
    <Group role="status" className="no-print">
      <Badge variant="default" size="lg" tt="none" leftSection={<IconEye size={14} aria-hidden />}>
        {fill(says.alsoLooking, { names })}
      </Badge>
    </Group>
  );
}
