import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { TEXTS } from './texts.ts';

const PAGES = [
  { name: 'history', to: '/audit' },
  { name: 'breaches', to: '/audit/breaches' },
  { name: 'reads', to: '/audit/reads' },
] as const;

/** The title of a page, the ways to the others, and what can be done with its list. */
export function Heading({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const { pathname } = useLocation();
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h3">
          {title}
        </Title>
        {children}
      </Group>
      {text !== undefined && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      {holds(me, 'auditor', 'administrator') && (
        <Group component="nav" gap="xs" aria-label={says.pages} className="no-print">
          {PAGES.map(({ name, to }) => (
            <Button
              key={name}
              component={Link}
              to={to}
              size="compact-md"
              variant={pathname === to ? 'filled' : 'default'}
              {...(pathname === to ? { 'aria-current': 'page' as const } : {})}
            >
              {says.page[name]}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
