import { Alert, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../case/section.tsx';
import { CaseLink } from '../shell/case-link.tsx';
import { useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Loading } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { Refusal } from './frame.tsx';
import { type Move, type Moving, useMove, usePreview } from './move-data.ts';
import { StepMapping } from './step-mapping.tsx';
import { TEXTS } from './texts.ts';

/** Open cases keep the version under which they began, until somebody moves them: first it is shown whom that would touch. */
export function Migration({ code, versions }: { code: string; versions: readonly number[] }) {
  const says = useTexts(TEXTS);
  const [newest = 1, before = 1] = versions;
  const [from, setFrom] = useState(before);
  const [mapping, setMapping] = useState<Move['mapping']>({});
  const [isRequested, setRequested] = useState(false);
  const move = { code, from, to: newest, mapping };
  return (
    <Section title={says.migration}>
      <Text size="sm">{says.migrationText}</Text>
      <Group align="end">
        <Select
          label={says.fromVersion}
          allowDeselect={false}
          data={versions.filter((each) => each !== newest).map(String)}
          value={String(from)}
          onChange={(chosen) => {
            setFrom(Number(chosen));
            setMapping({});
            setRequested(false);
          }}
        />
        <Text pb={8}>→ {newest}</Text>
      </Group>
      <StepMapping
        code={code}
        from={from}
        to={newest}
        mapping={mapping}
        onChange={(changed) => {
          setMapping(changed);
          // What was looked at is not what would be done any more.
          setRequested(false);
        }}
      />
      <Group>
        <Button variant="default" onClick={() => setRequested(true)}>
          {says.whoIsAffected}
        </Button>
      </Group>
      {isRequested && <Affected move={move} />}
    </Section>
  );
}

function Affected({ move }: { move: Move }) {
  const says = useTexts(TEXTS);
  const [reason, setReason] = useState('');
  const query = usePreview(move, true);
  const { doing, count } = useMove(move, { moved: says.moved, left: says.notMoved });
  const pages = query.data?.pages ?? [];
  const cases = pages.flatMap((page) => page.cases);
  const movable = cases.filter(({ ok }) => ok).length;
  const affected = pages.at(-1)?.affected ?? 0;
  if (query.isPending) return <Loading rows={2} />;
  return (
    <Stack gap="sm">
      <Refusal error={query.error ?? doing.error} />
      <Alert color="gray" variant="light" role="status">
        {fill(query.hasNextPage ? says.affectedSoFar : says.affected, {
          affected,
          looked: cases.length,
          movable,
        })}
      </Alert>
      {cases.length > 0 && <Cases cases={cases} />}
      <More query={query} />
      {(movable > 0 || query.hasNextPage) && (
        <Group align="end">
          <TextInput
            label={says.reason}
            required
            flex={1}
            miw={200}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button
            disabled={reason.trim() === ''}
            loading={doing.isPending}
            onClick={() => doing.mutate(reason, { onSettled: () => void query.refetch() })}
          >
            {query.hasNextPage ? says.moveAll : fill(says.move, { count: movable })}
          </Button>
        </Group>
      )}
      {!doing.isIdle && (
        <Text size="sm" role="status">
          {fill(says.moved, { count })}
        </Text>
      )}
    </Stack>
  );
}

/** Those that cannot be moved first: they are the ones to think about. */
function Cases({ cases }: { cases: readonly Moving[] }) {
  const says = useTexts(TEXTS);
  return (
    <Stacked minWidth={420} head={[says.case, says.state]}>
      {[...cases.filter(({ ok }) => !ok), ...cases.filter(({ ok }) => ok)].map(({ id, code, ok, why }) => (
        <Table.Tr key={id}>
          <Cell>
            <CaseLink code={code} />
          </Cell>
          <Cell>{ok ? says.canMove : why}</Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
