import { Alert, Anchor, Button, Group, Image, SimpleGrid, Stack, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { type Case, useAct, useCase } from '../case/data.ts';
import { Section } from '../case/section.tsx';
import MapShown from '../map/map.tsx';
import { useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { Duplicate } from './data.ts';
import { placeOf } from './points.ts';
import { TEXTS } from './texts.ts';

/** Both as they were reported, with their pictures and their places; and the order that makes them one. */
export function SideBySide({ shown, other, onDone }: { shown: Case; other: Duplicate; onDone: () => void }) {
  const says = useTexts(TEXTS);
  const act = useAct(shown.code, shown.version);
  const [reason, setReason] = useState(other.reason);
  const mayMerge = other.mayMerge && shown.actions.some(({ name }) => name === 'merge');
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Section title={says.thisOne}>
          <Seen shown={shown} />
        </Section>
        <Section title={says.other}>
          <Shown query={useCase(other.code)} rows={4}>
            {(found) => <Seen shown={found} />}
          </Shown>
        </Section>
      </SimpleGrid>
      <Both shown={shown} other={other} />
      {!mayMerge && <Text size="sm">{other.reason}</Text>}
      {act.error && (
        <Alert color="red" variant="light" role="alert">
          {act.error.message}
        </Alert>
      )}
      {mayMerge && (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {says.mergeText}
          </Text>
          <Textarea
            label={says.why}
            required
            autosize
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button
            disabled={reason.trim() === ''}
            loading={act.isPending}
            onClick={() =>
              act.mutate(
                { name: 'merge', input: { into: other.id, reason: reason.trim() } },
                {
                  onSuccess: () => {
                    notifications.show({ color: 'jade', message: says.merged });
                    onDone();
                  },
                },
              )
            }
          >
            {says.merge}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

/** Where the two are, and how far from each other. */
function Both({ shown, other }: { shown: Case; other: Duplicate }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const { data: found } = useCase(other.code);
  const points = useMemo(
    () =>
      [shown, found].flatMap((each) => {
        const at = each === undefined ? null : placeOf(each);
        if (each === undefined || at === null) return [];
        const isThis = each.id === shown.id;
        const label = `${isThis ? says.thisOne : says.other}: ${each.code}`;
        return [{ id: each.code, ...at, label, tone: isThis ? ('urgent' as const) : ('calm' as const) }];
      }),
    [shown, found, says],
  );
  if (points.length < 2) return null;
  return (
    <Stack gap={4}>
      {other.metres !== null && <Text size="sm">{fill(says.apart, { metres: other.metres })}</Text>}
      <MapShown province={me?.province} points={points} height={220} isClose />
    </Stack>
  );
}

function Photos({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const photos = shown.documents.filter(({ mediaType, stored }) => stored && mediaType.startsWith('image/'));
  if (photos.length === 0) return '—';
  return (
    <Group gap="xs">
      {photos.map(({ id, name }) => (
        <Anchor key={id} href={`/v1/documents/${id}/file`} target="_blank" rel="noreferrer">
          <Image
            src={`/v1/documents/${id}/thumbnail`}
            alt={fill(says.photo, { name })}
            w={112}
            h={84}
            fit="cover"
            radius="sm"
          />
        </Anchor>
      ))}
    </Group>
  );
}

function Seen({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const said = (name: string) => {
    const value = (shown.form as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : '—';
  };
  return (
    <Table variant="vertical" layout="fixed">
      <Table.Tbody>
        <Line name={says.where}>{said('address')}</Line>
        <Line name={says.what}>{said('description')}</Line>
        <Line name={says.filedAt}>
          <Moment at={shown.filedAt} />
        </Line>
        <Line name={says.status}>{`${shown.code} · ${shown.statusText}`}</Line>
        <Line name={says.photos}>
          <Photos shown={shown} />
        </Line>
      </Table.Tbody>
    </Table>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={100}>{name}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}
