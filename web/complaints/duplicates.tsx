import { Alert, Button, Group, SimpleGrid, Stack, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type Case, useAct, useCase } from '../case/data.ts';
import { Section } from '../case/section.tsx';
import { useLanguage, useWords } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import { type Duplicate, useDuplicates } from './data.ts';
import { TEXTS } from './texts.ts';

/** Others that may be about the same; whether they are is for a person to say, who sees both. */
export function Duplicates({ shown }: { shown: Case }) {
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const [other, setOther] = useState<Duplicate | null>(null);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <Section title={says.duplicates}>
      <Shown query={useDuplicates(shown.code)} rows={2}>
        {(found) => (
          <Stack gap="xs">
            {found.length === 0 && <Text c="dimmed">{says.noDuplicates}</Text>}
            {found.map((each) => (
              <Group key={each.id} justify="space-between" wrap="nowrap">
                <Stack gap={0}>
                  <Text size="sm" fw={600}>
                    {each.code} · {fill(says.alike, { percent: percent.format(each.score) })}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {each.reason}
                  </Text>
                </Stack>
                <Button
                  size="compact-sm"
                  variant="light"
                  miw="max-content"
                  onClick={() => setOther(each)}
                  aria-label={`${says.compare}: ${each.code}`}
                >
                  {says.compare}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Shown>
      <Window opened={other !== null} onClose={() => setOther(null)} title={says.side} size="xl">
        {other !== null && <SideBySide shown={shown} other={other} onDone={() => setOther(null)} />}
      </Window>
    </Section>
  );
}

function SideBySide({ shown, other, onDone }: { shown: Case; other: Duplicate; onDone: () => void }) {
  const says = useWords(TEXTS);
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
      {!mayMerge && <Text size="sm">{other.reason}</Text>}
      {act.error && (
        <Alert color="red" variant="light" role="alert">
          {act.error.message}
        </Alert>
      )}
      {mayMerge && (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {says.mergeWords}
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

function Seen({ shown }: { shown: Case }) {
  const says = useWords(TEXTS);
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
          {String(shown.documents.filter(({ mediaType }) => mediaType.startsWith('image/')).length)}
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
