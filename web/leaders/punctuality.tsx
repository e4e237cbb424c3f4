import { Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseFilters } from '../cases/filters.ts';
import { dayOf } from '../shell/days.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { hours, number, percent } from '../shell/minutes.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { span } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { type ReportBy, type ReportRow, useReport } from './data.ts';
import { goesOn, ofRow, useDrillDown } from './drill-down.ts';
import { daysOf, type LeaderFilters } from './filters.ts';
import { ShareBar } from './share-bar.tsx';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;

/** Who finished how much on time; each figure leads to its cases. */
export function Punctuality({ filters, by }: { filters: LeaderFilters; by: ReportBy }) {
  const says = useWords(TEXTS);
  return (
    <Shown query={useReport(filters, by)}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={says.nothing}>{says.nothingWords}</Empty>
        ) : (
          <Table.ScrollContainer minWidth={900}>
            <Table verticalSpacing="xs" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{says.rank}</Table.Th>
                  <Table.Th>{says.groupings[by]}</Table.Th>
                  <Table.Th>{says.share}</Table.Th>
                  <Table.Th>{says.change}</Table.Th>
                  <Table.Th ta="right">{says.finished}</Table.Th>
                  <Table.Th ta="right">{says.late}</Table.Th>
                  <Table.Th ta="right">{says.overdueEnd}</Table.Th>
                  <Table.Th ta="right">{says.average}</Table.Th>
                  <Table.Th>{says.worst}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Row key={row.name ?? ''} row={row} by={by} filters={filters} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Shown>
  );
}

function Row({ row, by, filters }: { row: ReportRow; by: ReportBy; filters: LeaderFilters }) {
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const { name, label, rank, finished, late, overdue, onTimePercent, change, worst } = row;
  const all = useDrillDown(filters);
  const days = daysOf(filters, Date.now());
  const which = name === null ? null : ofRow(all, by, name);
  const of = (what: string) => fill(says.listOf, { what, name: label });
  const points = change.onTimePercent;
  return (
    <Table.Tr>
      <Table.Td>
        {rank ?? (
          <Text size="sm" title={says.tooFew} aria-label={says.tooFew} role="img" span>
            –
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {name === null ? (
          says.noWard
        ) : by === 'agency' ? (
          <Link
            to="/leaders/agencies/$id"
            params={{ id: name }}
            search={{ month: lastMonth(days.to) }}
            className="strong-link"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <ShareBar percent={onTimePercent} />
          {percent(onTimePercent, language)}
        </Group>
      </Table.Td>
      <Table.Td>
        {points === null
          ? '—'
          : fill(points > 0 ? says.up : points < 0 ? says.down : says.same, {
              points: number(Math.abs(points), language),
            })}
      </Table.Td>
      <Count value={finished} name={of(says.finished)} to={which && { ...which, ...days }} />
      <Count value={late} name={of(says.late)} to={which && { ...which, ...days, punctuality: 'late' }} />
      <Count
        value={overdue}
        name={of(says.overdueEnd)}
        to={which && goesOn(filters, Date.now()) ? { ...which, overdue: true, sort: 'due' } : null}
      />
      <Table.Td ta="right">{hours(row.averageWorkingMinutes, language)}</Table.Td>
      <Table.Td>
        {worst !== null && (
          <>
            <Link to="/cases/$code" params={{ code: worst.code }} className="strong-link">
              {worst.code}
            </Link>
            <Text size="xs" c="dimmed">
              {fill(says.lateBy, { span: span(worst.lateMinutes * MINUTE, language) })}
            </Text>
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Of months to come there is no scorecard. */
function lastMonth(to: string): string {
  const today = dayOf(Date.now());
  return (to < today ? to : today).slice(0, 7);
}

/** A number that leads to its cases, where there are any and they can be listed. */
export function Count({ value, name, to }: { value: number; name: string; to: CaseFilters | null }) {
  const { language } = useLanguage();
  const shown: ReactNode = number(value, language);
  return (
    <Table.Td ta="right">
      {to === null || value === 0 ? (
        shown
      ) : (
        <Link to="/cases" search={to} className="plain-link" aria-label={`${name}: ${value}`}>
          {shown}
        </Link>
      )}
    </Table.Td>
  );
}
