import { Alert, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Section } from '../case/section.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { useChange } from './change.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

/** Open cases keep the version under which they began, until somebody moves them: first it is shown whom that would touch. */
export function Migration({ code, versions }: { code: string; versions: readonly number[] }) {
  const says = useWords(TEXTS);
  const [newest = 1, before = 1] = versions;
  const [from, setFrom] = useState(before);
  const [reason, setReason] = useState('');
  const at = { params: { path: { code } } };
  const preview = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/v1/procedures/{code}/migrations/preview', { ...at, body: { from, to: newest } })),
  });
  const move = useChange(
    () =>
      dataOf(
        api.POST('/v1/procedures/{code}/migrations', {
          params: { path: { code }, header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: { from, to: newest, mapping: {}, reason },
        }),
      ),
    ['cases', 'case'],
    ({ moved }) => fill(says.moved, { count: moved }),
  );
  const seen = preview.data;
  return (
    <Section title={says.migration}>
      <Text size="sm">{says.migrationWords}</Text>
      <Group align="end">
        <Select
          label={says.fromVersion}
          allowDeselect={false}
          data={versions.filter((each) => each !== newest).map(String)}
          value={String(from)}
          onChange={(chosen) => {
            setFrom(Number(chosen));
            preview.reset();
          }}
        />
        <Text pb={8}>→ {newest}</Text>
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
          {says.whoIsAffected}
        </Button>
      </Group>
      <Refusal error={preview.error ?? move.error} />
      {seen !== undefined && (
        <Stack gap="sm">
          <Alert color="gray" variant="light" role="status">
            {fill(says.affected, { affected: seen.affected, movable: seen.movable })}
          </Alert>
          {seen.cases.length > 0 && (
            <Table.ScrollContainer minWidth={420}>
              <Table>
                <Table.Tbody>
                  {seen.cases.map(({ id, code: caseCode, ok, why }) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        <Link to="/cases/$code" params={{ code: caseCode }}>
                          {caseCode}
                        </Link>
                      </Table.Td>
                      <Table.Td>{ok ? says.canMove : why}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
          {seen.movable > 0 && (
            <Group align="end">
              <TextInput
                label={says.reason}
                required
                flex={1}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
              <Button
                disabled={reason.trim() === ''}
                loading={move.isPending}
                onClick={() => move.mutate(undefined, { onSuccess: () => preview.mutate() })}
              >
                {fill(says.move, { count: seen.movable })}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Section>
  );
}
