import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem } from '../shell/client.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { TEXTS } from './texts.ts';

const PAGES = [
  ['health', '/administration'],
  ['procedures', '/administration/procedures'],
  ['calendars', '/administration/calendars'],
  ['agencies', '/administration/agencies'],
  ['users', '/administration/users'],
  ['delegations', '/administration/delegations'],
  ['templates', '/administration/templates'],
  ['webhooks', '/administration/webhooks'],
] as const;

/** A page of the administrator's, with the way to the others. Whoever is none is told so. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  const says = useTexts(TEXTS);
  const { pathname } = useLocation();
  return (
    <Shown query={useMe()}>
      {(me) =>
        holds(me, 'administrator') ? (
          <Stack gap="lg">
            <Group component="nav" gap={4} aria-label={says.pages}>
              {PAGES.map(([name, to]) => {
                const isHere = to === '/administration' ? pathname === to : pathname.startsWith(to);
                return (
                  <Button
                    key={to}
                    size="compact-sm"
                    variant={isHere ? 'light' : 'subtle'}
                    renderRoot={(props) => <Link {...props} to={to} />}
                    {...(isHere ? { 'aria-current': 'page' as const } : {})}
                  >
                    {says.page[name]}
                  </Button>
                );
              })}
            </Group>
            <Title order={1} size="h3">
              {title}
            </Title>
            {children}
          </Stack>
        ) : (
          <Empty title={says.notYours}>{says.notYoursText}</Empty>
        )
      }
    </Shown>
  );
}

/** What the API said against it, with the fields at fault. */
export function Refusal({ error }: { error: unknown }) {
  const { says } = useLanguage();
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Alert color="red" variant="light" role="alert" title={problem?.title ?? says.shell.unreachable}>
      <Text size="sm">{problem?.message ?? says.shell.unreachableText}</Text>
      {problem?.errors.map(({ pointer, detail }) => (
        <Text key={pointer + detail} size="sm">
          {pointer}: {detail}
        </Text>
      ))}
    </Alert>
  );
}
