import { Group, Select, Stack, Tabs, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AgencyChooser, KindChooser, PeriodFields, ProcedureChooser } from '../shell/choosers.tsx';
import { ExportMenu } from '../shell/export.tsx';
import { date } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { Cards } from './cards.tsx';
import { CardsGiven } from './cards-given.tsx';
import { reportQuery, stepsQuery } from './data.ts';
import { daysOf, GROUPINGS, type LeaderFilters, PERIODS, readLeaderFilters } from './filters.ts';
import { Heading } from './heading.tsx';
import { Punctuality } from './punctuality.tsx';
import { StepsTable } from './steps.tsx';
import { TEXTS } from './texts.ts';
import { TrendShown } from './trend.tsx';

type Change = { readonly [K in keyof LeaderFilters]?: LeaderFilters[K] | undefined };

/** How work goes on: now, in a period, month by month, and where it waits. */
export default function Overview() {
  const says = useTexts(TEXTS);
  const filters = useSearch({ from: '/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const change = (part: Change) =>
    void navigate({
      search: (before: LeaderFilters) => readLeaderFilters({ ...before, ...part }),
      replace: true,
    });
  const { by } = filters;
  return (
    <Stack gap="lg">
      <Heading title={says.title}>
        <ExportMenu
          path={by === 'steps' ? '/v1/sla/steps' : '/v1/sla/report'}
          query={by === 'steps' ? stepsQuery(filters) : reportQuery(filters, by === 'cards' ? 'agency' : by)}
        />
      </Heading>
      <Choices filters={filters} change={change} />
      <Cards filters={filters} />
      <Tabs
        value={by}
        onChange={(chosen) => change({ by: GROUPINGS.find((each) => each === chosen) })}
        keepMounted={false}
      >
        <Tabs.List aria-label={says.by}>
          {GROUPINGS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {says.groupings[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {GROUPINGS.map((each) => (
          <Tabs.Panel key={each} value={each} pt="md">
            {each === 'steps' ? (
              <StepsTable filters={filters} />
            ) : each === 'cards' ? (
              <CardsGiven filters={filters} />
            ) : (
              <Punctuality filters={filters} by={each} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      <TrendShown filters={filters} />
    </Stack>
  );
}

function Choices({ filters, change }: { filters: LeaderFilters; change: (part: Change) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const days = daysOf(filters, Date.now());
  const day = (value: string) => date(`${value}T12:00:00+07:00`, language);
  return (
    <Stack gap={4}>
      <Group gap="sm" align="flex-end" className="no-print">
        <Select
          label={says.period}
          w={{ base: '100%', xs: 160 }}
          allowDeselect={false}
          value={filters.period}
          onChange={(value) => change({ period: PERIODS.find((each) => each === value) })}
          data={PERIODS.map((value) => ({ value, label: says.periods[value] }))}
        />
        {filters.period === 'days' && <PeriodFields from={days.from} to={days.to} onChange={change} />}
        <AgencyChooser value={filters.agency} onChange={(agency) => change({ agency })} />
        <ProcedureChooser value={filters.procedure} onChange={(procedure) => change({ procedure })} />
        <KindChooser value={filters.kind} onChange={(kind) => change({ kind })} />
      </Group>
      <Text size="sm" c="dimmed">
        {fill(says.periodShown, { from: day(days.from), to: day(days.to) })}
      </Text>
    </Stack>
  );
}
