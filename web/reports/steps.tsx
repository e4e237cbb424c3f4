import { Button, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { BreachFilters } from '../audit/filters.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { hours, number, percent } from '../shell/minutes.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type Steps, useSteps } from './data.ts';
import { useDrillDown } from './drill-down.ts';
import { daysOf, type LeaderFilters } from './filters.ts';
import { Count } from './punctuality.tsx';
import { TEXTS } from './texts.ts';

const FEW = 15;

/** Where work waits: the steps that take longest, and what lies there now. */
export function StepsTable({ filters }: { filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const [isWhole, setWhole] = useState(false);
  return (
    <Shown query={useSteps(filters)}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={says.nothing}>{says.nothingText}</Empty>
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {says.slowest}
            </Text>
            <Stacked
              minWidth={860}
              head={[
                says.step,
                says.p90,
                says.median,
                says.budget,
                { name: says.finished, isNumber: true },
                { name: says.late, isNumber: true },
                { name: says.openTasks, isNumber: true },
                { name: says.overdueTasks, isNumber: true },
              ]}
            >
              {(isWhole ? rows : rows.slice(0, FEW)).map((row) => (
                <StepRow key={`${row.procedure}/${row.step}`} row={row} filters={filters} />
              ))}
            </Stacked>
            {!isWhole && rows.length > FEW && (
              <Button variant="default" className="no-print" onClick={() => setWhole(true)}>
                {fill(says.allSteps, { count: rows.length })}
              </Button>
            )}
          </Stack>
        )
      }
    </Shown>
  );
}

function StepRow({ row, filters }: { row: Steps['rows'][number]; filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const which = useDrillDown(filters);
  const { procedure, step, label, finished, late, medianMinutes, p90Minutes, budgetMinutes, open } = row;
  const isLong = p90Minutes !== null && budgetMinutes !== null && p90Minutes > budgetMinutes;
  // Whose tasks they are is no filter of cases: of one agency alone the figure has no list.
  const to = filters.agency === undefined ? { ...which, procedure, step } : null;
  const share = finished === 0 ? null : Math.floor((late * 1000) / finished) / 10;
  const { from, to: until } = daysOf(filters, Date.now());
  const missed = { procedure, step, ...(filters.agency === undefined ? {} : { agency: filters.agency }) };
  const of = (what: string) => fill(says.listOf, { what, name: label });
  return (
    <Table.Tr>
      <Cell>{label}</Cell>
      <Cell of={says.p90}>
        {hours(p90Minutes, language)}
        {isLong && (
          <Text size="xs" fw={600}>
            {says.overBudget}
          </Text>
        )}
      </Cell>
      <Cell of={says.median}>{hours(medianMinutes, language)}</Cell>
      <Cell of={says.budget}>{hours(budgetMinutes, language)}</Cell>
      <Cell of={says.finished} ta="right">
        {number(finished, language)}
      </Cell>
      <Missed
        of={says.late}
        value={late}
        name={of(says.late)}
        search={{ ...missed, finishedFrom: from, finishedTo: until }}
      >
        {share !== null && late > 0 && (
          <Text size="xs" c="dimmed">
            {percent(share, language)}
          </Text>
        )}
      </Missed>
      <Count of={says.openTasks} value={open} name={of(says.openTasks)} to={to} />
      <Missed
        of={says.overdueTasks}
        value={row.overdue}
        name={of(says.overdueTasks)}
        search={{ ...missed, running: true }}
      />
    </Table.Tr>
  );
}

/** A number of missed deadlines, which leads to them. */
function Missed({
  of,
  value,
  name,
  search,
  children,
}: {
  readonly of: string;
  readonly value: number;
  readonly name: string;
  readonly search: BreachFilters;
  readonly children?: ReactNode;
}) {
  const { language } = useLanguage();
  return (
    <Cell of={of} ta="right">
      {value === 0 ? (
        0
      ) : (
        <Link to="/audit/breaches" search={search} className="plain-link" aria-label={`${name}: ${value}`}>
          {number(value, language)}
        </Link>
      )}
      {children}
    </Cell>
  );
}
