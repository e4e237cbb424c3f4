import { Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useWords } from '../shell/language.tsx';
import { hours, number, percent } from '../shell/minutes.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type Steps, useSteps } from './data.ts';
import { useDrillDown } from './drill-down.ts';
import type { LeaderFilters } from './filters.ts';
import { Count } from './punctuality.tsx';
import { TEXTS } from './texts.ts';

const FEW = 15;

/** Where work waits: the steps that take longest, and what lies there now. */
export function StepsTable({ filters }: { filters: LeaderFilters }) {
  const says = useWords(TEXTS);
  const [isWhole, setWhole] = useState(false);
  return (
    <Shown query={useSteps(filters)}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={says.nothing}>{says.nothingWords}</Empty>
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {says.slowest}
            </Text>
            <Table.ScrollContainer minWidth={860}>
              <Table verticalSpacing="xs" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{says.step}</Table.Th>
                    <Table.Th>{says.p90}</Table.Th>
                    <Table.Th>{says.median}</Table.Th>
                    <Table.Th>{says.budget}</Table.Th>
                    <Table.Th ta="right">{says.finished}</Table.Th>
                    <Table.Th ta="right">{says.late}</Table.Th>
                    <Table.Th ta="right">{says.openTasks}</Table.Th>
                    <Table.Th ta="right">{says.overdueTasks}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {(isWhole ? rows : rows.slice(0, FEW)).map((row) => (
                    <StepRow key={`${row.procedure}/${row.step}`} row={row} filters={filters} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
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
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const which = useDrillDown(filters);
  const { procedure, step, label, finished, late, medianMinutes, p90Minutes, budgetMinutes, open } = row;
  const isLong = p90Minutes !== null && budgetMinutes !== null && p90Minutes > budgetMinutes;
  // Whose tasks they are is no filter of cases: of one agency alone the figure has no list.
  const to = filters.agency === undefined ? { ...which, procedure, step } : null;
  const share = finished === 0 ? null : Math.floor((late * 1000) / finished) / 10;
  return (
    <Table.Tr>
      <Table.Td>{label}</Table.Td>
      <Table.Td>
        {hours(p90Minutes, language)}
        {isLong && (
          <Text size="xs" fw={600}>
            {says.overBudget}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{hours(medianMinutes, language)}</Table.Td>
      <Table.Td>{hours(budgetMinutes, language)}</Table.Td>
      <Table.Td ta="right">{number(finished, language)}</Table.Td>
      <Table.Td ta="right">
        {number(late, language)}
        {share !== null && late > 0 && (
          <Text size="xs" c="dimmed">
            {percent(share, language)}
          </Text>
        )}
      </Table.Td>
      <Count value={open} name={fill(says.listOf, { what: says.openTasks, name: label })} to={to} />
      <Table.Td ta="right">{number(row.overdue, language)}</Table.Td>
    </Table.Tr>
  );
}
