import { Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseFilters } from '../cases/filters.ts';
import { CaseLink } from '../shell/case-link.tsx';
import { span } from '../shell/deadline.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { hours, number, percent } from '../shell/minutes.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type ReportBy, type ReportRow, useReport } from './data.ts';
import { goesOn, ofRow, useDrillDown } from './drill-down.ts';
import { lastMonth } from './figures.ts';
import { daysOf, type LeaderFilters } from './filters.ts';
import { ShareBar } from './share-bar.tsx';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;

/** Who finished how much on time; each figure leads to its cases. */
export function Punctuality({ filters, by }: { filters: LeaderFilters; by: ReportBy }) {
  const says = useTexts(TEXTS);
  return (
    <Shown query={useReport(filters, by)}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={says.nothing}>{says.nothingText}</Empty>
        ) : (
          <Stacked
            minWidth={900}
            head={[
              says.rank,
              says.groupings[by],
              says.share,
              says.change,
              { name: says.finished, isNumber: true },
              { name: says.late, isNumber: true },
              { name: says.overdueEnd, isNumber: true },
              { name: says.average, isNumber: true },
              says.worst,
            ]}
          >
            {rows.map((row) => (
              <Row key={row.name ?? ''} row={row} by={by} filters={filters} />
            ))}
          </Stacked>
        )
      }
    </Shown>
  );
}

function Row({ row, by, filters }: { row: ReportRow; by: ReportBy; filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { name, label, rank, finished, late, overdue, onTimePercent, change, worst } = row;
  const all = useDrillDown(filters);
  const days = daysOf(filters, Date.now());
  const which = name === null ? null : ofRow(all, by, name);
  const of = (what: string) => fill(says.listOf, { what, name: label });
  const points = change.onTimePercent;
  return (
    <Table.Tr>
      <Cell of={says.rank}>
        {rank ?? (
          <Text size="sm" title={says.tooFew} aria-label={says.tooFew} role="img" span>
            –
          </Text>
        )}
      </Cell>
      <Cell>
        {name === null ? (
          says.noWard
        ) : by === 'agency' ? (
          <Link
            to="/reports/agencies/$id"
            params={{ id: name }}
            search={{ month: lastMonth(days.to, Date.now()) }}
            className="strong-link"
            style={{ whiteSpace: 'normal' }}
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </Cell>
      <Cell of={says.share}>
        <Group gap="xs" wrap="nowrap">
          <ShareBar percent={onTimePercent} />
          {percent(onTimePercent, language)}
        </Group>
      </Cell>
      <Cell of={says.change}>
        {points === null
          ? '—'
          : fill(points > 0 ? says.up : points < 0 ? says.down : says.same, {
              points: number(Math.abs(points), language),
            })}
      </Cell>
      <Count
        of={says.finished}
        value={finished}
        name={of(says.finished)}
        to={which && { ...which, ...days }}
      />
      <Count
        of={says.late}
        value={late}
        name={of(says.late)}
        to={which && { ...which, ...days, punctuality: 'late' }}
      />
      <Count
        of={says.overdueEnd}
        value={overdue}
        name={of(says.overdueEnd)}
        to={which && goesOn(filters, Date.now()) ? { ...which, overdue: true, sort: 'due' } : null}
      />
      <Cell of={says.average} ta="right">
        {hours(row.averageWorkingMinutes, language)}
      </Cell>
      <Cell of={says.worst}>
        {worst !== null && (
          <>
            <CaseLink code={worst.code} />
            <Text size="xs" c="dimmed">
              {fill(says.lateBy, { span: span(worst.lateMinutes * MINUTE, language) })}
            </Text>
          </>
        )}
      </Cell>
    </Table.Tr>
  );
}

/** A number that leads to its cases, where there are any and they can be listed. */
export function Count({
  of,
  value,
  name,
  to,
  children,
}: {
  /** The column. */
  readonly of: string;
  readonly value: number;
  readonly name: string;
  readonly to: CaseFilters | null;
  readonly children?: ReactNode;
}) {
  const { language } = useLanguage();
  const shown = number(value, language);
  return (
    <Cell of={of} ta="right">
      {to === null || value === 0 ? (
        shown
      ) : (
        <Link to="/cases" search={to} className="plain-link" aria-label={`${name}: ${value}`}>
          {shown}
        </Link>
      )}
      {children}
    </Cell>
  );
}
