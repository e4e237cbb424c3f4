/** The session ended while somebody was at work, or another was begun in another tab: said over whatever form is open, with the way back to it. */
import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ApiProblem } from './client.ts';
import { useLanguage } from './language.tsx';
import { type Me, signIn, signOut } from './session.ts';

/** Nobody leaves a computer believing that they are signed out while they are not. */
export function useSignOut(): () => void {
  const { says } = useLanguage();
  return () =>
    void signOut().catch(() =>
      notifications.show({ color: 'red', autoClose: false, message: says.shell.notSignedOut }),
    );
}

const ID = 'session-end';

export function useSessionEnd(me: Me | null | undefined): void {
  const { says } = useLanguage();
  const queries = useQueryClient();
  const wasSomebody = useRef(false);

  useEffect(
    () =>
      // A change that is refused to whoever is nobody, or somebody else by now: ask who it is.
      queries.getMutationCache().subscribe(({ type, mutation }) => {
        if (type !== 'updated') return;
        const { error } = mutation.state;
        if (error instanceof ApiProblem && (error.status === 401 || error.code === 'cross-site-request'))
          void queries.invalidateQueries({ queryKey: ['me'] });
      }),
    [queries],
  );

  useEffect(() => {
    if (me) {
      wasSomebody.current = true;
      notifications.hide(ID);
    }
    if (me !== null || !wasSomebody.current) return;
    notifications.show({
      id: ID,
      color: 'orange',
      autoClose: false,
      title: says.shell.sessionOver,
      message: (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{says.shell.sessionOverText}</Text>
          <Button size="xs" onClick={() => signIn()}>
            {says.shell.signIn}
          </Button>
        </Stack>
      ),
    });
  }, [me, says]);
}
