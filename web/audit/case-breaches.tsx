import { Button, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Why } from '../case/why.tsx';
import { span } from '../shell/deadline.ts';
import { useAgencyNames } from '../shell/directory.ts';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { hours } from '../shell/minutes.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { Window } from '../shell/window.tsx';
import { ClockName } from './clock-name.tsx';
import { type CaseBreach, useCaseBreaches } from './data.ts';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;

/** The missed deadlines of a case: how late, in whose hands, what the system did, and why they were due then. */
export function CaseBreaches({ code }: { code: string }) {
  const says = useTexts(TEXTS);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Shown query={useCaseBreaches(code)}>
      {(breaches) => (
        <Stack gap="md">
          {breaches.length === 0 && <Empty title={says.noBreaches}>{says.noBreachesText}</Empty>}
          {breaches.map((breach) => (
            <BreachShown key={breach.clock} breach={breach} onWhy={() => setChosen(breach.clock)} />
          ))}
          <Window opened={chosen !== null} onClose={() => setChosen(null)} title={says.why} size="lg">
            {chosen !== null && <Why code={code} clock={chosen} />}
          </Window>
        </Stack>
      )}
    </Shown>
  );
}

function BreachShown({ breach, onWhy }: { breach: CaseBreach; onWhy: () => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const { dueAt, stoppedAt, lateElapsedMinutes, lateWorkingMinutes, heldMinutes, idleMinutes } = breach;
  const figures: readonly (readonly [string, string])[] = [
    [says.dueAt, dueAt === null ? says.none : dateTime(dueAt, language)],
    [says.stoppedAt, stoppedAt === null ? says.stillRunning : dateTime(stoppedAt, language)],
    [says.late, span(lateElapsedMinutes * MINUTE, language)],
    [says.lateWorking, hours(lateWorkingMinutes, language)],
    [says.held, hours(heldMinutes, language)],
    [says.idle, hours(idleMinutes, language)],
    [says.paused, hours(breach.pausedMinutes, language)],
    [says.agency, agencyName(breach.agency)],
  ];
  return (
    <Paper withBorder p="md" component="section">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5">
            <ClockName {...breach} />
          </Title>
          <Button size="compact-sm" variant="light" className="no-print" onClick={onWhy}>
            {says.why}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 2, md: 4 }}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <Text size="xs" c="dimmed">
                {name}
              </Text>
              <Text size="sm" fw={600}>
                {value}
              </Text>
            </div>
          ))}
        </SimpleGrid>
        {breach.turns.length > 0 && <Turns turns={breach.turns} />}
        {breach.reactions.length > 0 && (
          <Stack gap={2}>
            <Title order={3} size="h6">
              {says.reactions}
            </Title>
            {breach.reactions.map(({ at, text }) => (
              <Text key={`${at} ${text}`} size="sm">
                <Moment at={at} />: {text}
              </Text>
            ))}
          </Stack>
        )}
      </Stack>
    </Paper>
  );
}

function Turns({ turns }: { turns: CaseBreach['turns'] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const nameOf = useActorNames();
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {says.turns}
      </Title>
      <Stacked minWidth={560} head={[says.fromTo, says.agency, says.holder, says.working]}>
        {turns.map(({ task, from, to, agency, holder, workingMinutes }) => (
          <Table.Tr key={`${task} ${from}`}>
            <Cell>
              {dateTime(from, language)} – {dateTime(to, language)}
            </Cell>
            <Cell>{agencyName(agency)}</Cell>
            <Cell of={says.holder}>{holder === null ? says.nobody : nameOf(holder)}</Cell>
            <Cell of={says.working}>{hours(workingMinutes, language)}</Cell>
          </Table.Tr>
        ))}
      </Stacked>
    </Stack>
  );
}
