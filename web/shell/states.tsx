/** The states of a screen that has nothing to show yet, nothing at all, or cannot show it. */
import { Alert, Button, Center, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem } from './client.ts';
import { useLanguage } from './language.tsx';
import { signIn } from './session.ts';

export function Loading({ rows = 6 }: { rows?: number }) {
  const { says } = useLanguage();
  return (
    <Stack gap="sm" role="status" aria-label={says.shell.loading}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no names
        <Skeleton key={row} height={44} radius="md" />
      ))}
    </Stack>
  );
}

/** `order` 1: there is nothing else on the page. */
export function Empty({
  title,
  order = 2,
  children,
}: {
  title: string;
  order?: 1 | 2;
  children?: ReactNode;
}) {
  return (
    <Center mih={180}>
      <Stack align="center" gap={4} maw={480} ta="center">
        <Title order={order} size="h4">
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {children}
        </Text>
      </Stack>
    </Center>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { says } = useLanguage();
  const isProblem = error instanceof ApiProblem;
  const isStranger = isProblem && error.status === 401;
  return (
    <Alert
      color="red"
      variant="light"
      icon={isProblem ? <IconAlertTriangle aria-hidden /> : <IconPlugConnectedX aria-hidden />}
      title={isProblem ? error.title : says.shell.unreachable}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{isProblem ? error.message : says.shell.unreachableText}</Text>
        <Group gap="xs">
          {isStranger && <Button onClick={() => signIn()}>{says.shell.signIn}</Button>}
          {retry !== undefined && !isStranger && (
            <Button variant="default" onClick={retry}>
              {says.shell.again}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** What a query gives, or the state that it is in. What is known is shown on, even when asking anew fails. */
export function Shown<T>({
  query,
  rows,
  children,
}: {
  query: Loaded<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Loading {...(rows === undefined ? {} : { rows })} />;
  return <Failure error={query.error} retry={() => query.refetch()} />;
}
