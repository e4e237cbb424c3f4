import { Group, Stack, Table, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { AgencyChooser, KindChooser, PeriodFields, ProcedureChooser } from '../shell/choosers.tsx';
import { useAgencyNames } from '../shell/directory.ts';
import { ExportMenu } from '../shell/export.tsx';
import { useLanguage, useWords } from '../shell/language.tsx';
import { hours } from '../shell/minutes.ts';
import { More } from '../shell/more.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment, span } from '../shell/time.tsx';
import { ClockName } from './clock-name.tsx';
import { type Breach, breachesAsked, useBreaches } from './data.ts';
import { type BreachFilters, readBreachFilters } from './filters.ts';
import { Heading } from './heading.tsx';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;
/** Who had it longest; the rest stands on the case's own page. */
const HOLDERS_SHOWN = 2;

/** Deadlines that were missed, and in whose hands the work was. */
export default function BreachesPage() {
  const says = useWords(TEXTS);
  const filters = useSearch({ from: '/audit/breaches' });
  const navigate = useNavigate({ from: '/audit/breaches' });
  const change = (part: { readonly [K in keyof BreachFilters]?: BreachFilters[K] | undefined }) =>
    void navigate({
      search: (before: BreachFilters) => readBreachFilters({ ...before, ...part }),
      replace: true,
    });
  const query = useBreaches(filters);
  const breaches = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { agency, procedure, kind, from, to } = filters;
  return (
    <Stack gap="md">
      <Heading title={says.breachesTitle} words={says.breachesWords}>
        <ExportMenu path="/v1/sla/breaches" query={{ ...breachesAsked(filters), explain: 'true' }} />
      </Heading>
      <Group gap="sm" align="flex-end" className="no-print">
        <AgencyChooser value={agency} onChange={(chosen) => change({ agency: chosen })} />
        <ProcedureChooser value={procedure} onChange={(chosen) => change({ procedure: chosen })} />
        <KindChooser value={kind} onChange={(chosen) => change({ kind: chosen })} />
        <PeriodFields from={from} to={to} onChange={change} />
      </Group>
      <Shown query={query} rows={10}>
        {() =>
          breaches.length === 0 ? (
            <Empty title={says.noBreaches}>{says.noBreachesWords}</Empty>
          ) : (
            <BreachTable breaches={breaches} />
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}

function BreachTable({ breaches }: { breaches: readonly Breach[] }) {
  const says = useWords(TEXTS);
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{says.case}</Table.Th>
            <Table.Th>{says.step}</Table.Th>
            <Table.Th>{says.agency}</Table.Th>
            <Table.Th>{says.dueAt}</Table.Th>
            <Table.Th>{says.stoppedAt}</Table.Th>
            <Table.Th>{says.late}</Table.Th>
            <Table.Th>{says.lateWorking}</Table.Th>
            <Table.Th>{says.holders}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {breaches.map((breach) => (
            <BreachRow key={`${breach.caseId} ${breach.clock}`} breach={breach} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function BreachRow({ breach }: { breach: Breach }) {
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const nameOf = useActorNames();
  const { code, agency, dueAt, stoppedAt, lateElapsedMinutes, lateWorkingMinutes, holders } = breach;
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/audit/cases/$code" params={{ code }} search={{ view: 'breaches' }} className="strong-link">
          {code}
        </Link>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <ClockName {...breach} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{agencyName(agency)}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <Moment at={dueAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{stoppedAt === null ? says.stillRunning : <Moment at={stoppedAt} />}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{span(lateElapsedMinutes * MINUTE, language)}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{hours(lateWorkingMinutes, language)}</Text>
      </Table.Td>
      <Table.Td>
        {holders.slice(0, HOLDERS_SHOWN).map(({ holder, workingMinutes, agency: its }) => (
          <Text key={`${its} ${holder}`} size="sm">
            {holder === null ? says.nobody : nameOf(holder)}: {hours(workingMinutes, language)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
