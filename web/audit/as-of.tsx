import { SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useHistory } from '../case/data.ts';
import { ApiProblem } from '../shell/client.ts';
import { useAgencyNames } from '../shell/directory.ts';
import { dateTime, money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { type CaseThen, useCaseThen } from './data.ts';
import { MomentChooser } from './moment-chooser.tsx';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

/** The case as it was at a moment; the last event's until another is chosen. */
export function AsOf({
  code,
  at: requestedAt,
  onChange,
}: {
  code: string;
  at: string | undefined;
  onChange: (at: string | undefined) => void;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: events } = useHistory(code);
  const at = requestedAt ?? events?.at(-1)?.at;
  const query = useCaseThen(code, at);
  const isBefore = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <Stack gap="md">
      <MomentChooser code={code} label={says.asOfAt} at={at} onChange={onChange} />
      {isBefore ? (
        <Empty title={says.notThen}>{says.notThenText}</Empty>
      ) : (
        <Shown query={query}>
          {(then) => (
            <Stack gap="md">
              <Text size="sm">{at !== undefined && fill(says.asOfText, { at: dateTime(at, language) })}</Text>
              <Then then={then} />
            </Stack>
          )}
        </Shown>
      )}
    </Stack>
  );
}

function Then({ then }: { then: CaseThen }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const { statusText, owner, dueAt, fee, documents } = then;
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Fact name={says.status}>{statusText}</Fact>
        <Fact name={says.owner}>{agencyName(owner)}</Fact>
        <Fact name={says.deadline}>
          <Moment at={dueAt} />
        </Fact>
        <Fact name={says.fee}>
          {fee === null ? says.none : `${money(fee.amount, language)}, ${fee.paid ? says.paid : says.unpaid}`}
        </Fact>
      </SimpleGrid>
      <Title order={2} size="h5">
        {says.tasks}
      </Title>
      {then.tasks.length === 0 ? <Text size="sm">{says.noTasks}</Text> : <Tasks tasks={then.tasks} />}
      <Title order={2} size="h5">
        {says.documents}
      </Title>
      {documents.length === 0 ? (
        <Text size="sm">{says.noDocuments}</Text>
      ) : (
        <Stack gap={2}>
          {documents.map(({ id, name }) => (
            <Text key={id} size="sm">
              {name}
            </Text>
          ))}
        </Stack>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fw={600}>{children}</Text>
    </div>
  );
}

function Tasks({ tasks }: { tasks: CaseThen['tasks'] }) {
  const says = useTexts(TEXTS);
  const agencyName = useAgencyNames();
  const nameOf = useActorNames();
  return (
    <Stacked
      minWidth={640}
      head={[says.task, says.agency, says.holder, says.openedAt, says.dueAt, says.closedAt]}
    >
      {tasks.map(({ id, name, agency, assignee, openedAt, dueAt, closedAt }) => (
        <Table.Tr key={id}>
          <Cell>{name}</Cell>
          <Cell of={says.agency}>{agencyName(agency)}</Cell>
          <Cell of={says.holder}>{assignee === null ? says.nobody : nameOf(assignee)}</Cell>
          <Cell of={says.openedAt}>
            <Moment at={openedAt} />
          </Cell>
          <Cell of={says.dueAt}>
            <Moment at={dueAt} />
          </Cell>
          <Cell of={says.closedAt}>
            <Moment at={closedAt} />
          </Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
