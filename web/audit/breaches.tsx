import { Group, Pill, Stack, Table, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { AgencyChooser, KindChooser, PeriodFields, ProcedureChooser } from '../shell/choosers.tsx';
import { span } from '../shell/deadline.ts';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { ExportMenu } from '../shell/export.tsx';
import { date, dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { hours } from '../shell/minutes.ts';
import { More } from '../shell/more.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { ClockName } from './clock-name.tsx';
import { type Breach, useBreaches } from './data.ts';
import { type BreachFilters, readBreachFilters } from './filters.ts';
import { Heading } from './heading.tsx';
import { useActorNames } from './people.ts';
import { breachesQuery } from './queries.ts';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;
/** Who had it longest; the rest stands on the case's own page. */
const HOLDERS_SHOWN = 2;

/** Deadlines that were missed, and in whose hands the work was. */
export default function BreachesPage() {
  const says = useTexts(TEXTS);
  const filters = useSearch({ from: '/audit/breaches' });
  const navigate = useNavigate({ from: '/audit/breaches' });
  const change = (part: Change) =>
    void navigate({
      search: (before: BreachFilters) => readBreachFilters({ ...before, ...part }),
      replace: true,
    });
  const query = useBreaches(filters);
  const breaches = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { agency, procedure, kind, from, to } = filters;
  return (
    <Stack gap="md">
      <Heading title={says.breachesTitle} text={says.breachesText}>
        <ExportMenu path="/v1/sla/breaches" query={{ ...breachesQuery(filters), explain: 'true' }} />
      </Heading>
      <Group gap="sm" align="flex-end" className="no-print">
        <AgencyChooser value={agency} onChange={(chosen) => change({ agency: chosen })} />
        <ProcedureChooser value={procedure} onChange={(chosen) => change({ procedure: chosen })} />
        <KindChooser value={kind} onChange={(chosen) => change({ kind: chosen })} />
        <PeriodFields from={from} to={to} onChange={change} />
      </Group>
      <Narrowed filters={filters} change={change} />
      <Shown query={query} rows={10}>
        {() =>
          breaches.length === 0 ? (
            <Empty title={says.noBreaches}>{says.noBreachesText}</Empty>
          ) : (
            <BreachTable breaches={breaches} />
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}

type Change = { readonly [K in keyof BreachFilters]?: BreachFilters[K] | undefined };

/** What a figure of the leaders' room led here by; each can be taken away. */
function Narrowed({ filters, change }: { filters: BreachFilters; change: (part: Change) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { procedure: code, step, running, finishedFrom, finishedTo } = filters;
  const { data: procedure } = useProcedure(step === undefined ? undefined : code);
  const stepName = procedure?.steps.find(({ id }) => id === step)?.name[language] ?? step;
  const day = (value: string) => date(`${value}T12:00:00+07:00`, language);
  const chips: readonly (readonly [string | undefined, Change])[] = [
    [step && `${says.step}: ${stepName}`, { step: undefined }],
    [running && says.stillRunning, { running: undefined }],
    [
      finishedFrom && finishedTo && fill(says.doneBetween, { from: day(finishedFrom), to: day(finishedTo) }),
      { finishedFrom: undefined, finishedTo: undefined },
    ],
  ];
  const shown = chips.filter(([labels]) => labels !== undefined);
  if (shown.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={says.narrowed}>
      {shown.map(([labels, without]) => (
        <Pill
          key={labels}
          size="md"
          withRemoveButton
          onRemove={() => change(without)}
          removeButtonProps={{
            'aria-label': fill(says.without, { filter: labels ?? '' }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          {labels}
        </Pill>
      ))}
    </Group>
  );
}

function BreachTable({ breaches }: { breaches: readonly Breach[] }) {
  const says = useTexts(TEXTS);
  return (
    <Stacked
      minWidth={900}
      head={[
        says.case,
        says.step,
        says.agency,
        says.dueAt,
        says.stoppedAt,
        says.late,
        says.lateWorking,
        says.holders,
      ]}
    >
      {breaches.map((breach) => (
        <BreachRow key={`${breach.caseId} ${breach.clock}`} breach={breach} />
      ))}
    </Stacked>
  );
}

function BreachRow({ breach }: { breach: Breach }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const nameOf = useActorNames();
  const { code, agency, dueAt, dueAgainAt, stoppedAt, lateElapsedMinutes, lateWorkingMinutes, holders } =
    breach;
  return (
    <Table.Tr>
      <Cell>
        <Link to="/audit/cases/$code" params={{ code }} search={{ view: 'breaches' }} className="strong-link">
          {code}
        </Link>
      </Cell>
      <Cell>
        <Text size="sm">
          <ClockName {...breach} />
        </Text>
      </Cell>
      <Cell>
        <Text size="sm">{agencyName(agency)}</Text>
      </Cell>
      <Cell of={says.dueAt}>
        <Text size="sm">
          <Moment at={dueAt} />
        </Text>
        {dueAgainAt !== null && (
          <Text size="xs" fw={600}>
            {fill(says.dueAgain, { due: dateTime(dueAgainAt, language) })}
          </Text>
        )}
      </Cell>
      <Cell of={says.stoppedAt}>
        <Text size="sm">{stoppedAt === null ? says.stillRunning : <Moment at={stoppedAt} />}</Text>
      </Cell>
      <Cell of={says.late}>
        <Text size="sm">{span(lateElapsedMinutes * MINUTE, language)}</Text>
      </Cell>
      <Cell of={says.lateWorking}>
        <Text size="sm">{hours(lateWorkingMinutes, language)}</Text>
      </Cell>
      <Cell of={says.holders}>
        {holders.slice(0, HOLDERS_SHOWN).map(({ holder, workingMinutes, agency: its }) => (
          <Text key={`${its} ${holder}`} size="sm">
            {holder === null ? says.nobody : nameOf(holder)}: {hours(workingMinutes, language)}
          </Text>
        ))}
      </Cell>
    </Table.Tr>
  );
}
