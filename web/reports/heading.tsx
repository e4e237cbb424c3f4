import { Button, Group, Stack, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../shell/language.tsx';
import { TEXTS } from './texts.ts';

const PAGES = [
  { name: 'overview', to: '/reports' },
  { name: 'payments', to: '/reports/payments' },
] as const;

/** The title of a page, the ways to the others, printing, and what else can be done with it. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  const says = useTexts(TEXTS);
  const { pathname } = useLocation();
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h3">
          {title}
        </Title>
        <Group gap="xs" className="no-print">
          {children}
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {says.print}
          </Button>
        </Group>
      </Group>
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
    </Stack>
  );
}
