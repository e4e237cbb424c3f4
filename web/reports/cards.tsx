import { Paper, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseFilters } from '../cases/filters.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { number, percent } from '../shell/minutes.ts';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type CardPage, type Report, useCards, useOpenWork, useReport } from './data.ts';
import { useDrillDown } from './drill-down.ts';
import { changeOf, shareOf, textContentsOf } from './figures.ts';
import type { LeaderFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** The figures that a day begins with; each leads to its cases. */
export function Cards({ filters }: { filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const which = useDrillDown(filters);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }}>
      <Shown query={useOpenWork(filters)} rows={2}>
        {({ open, dueThisWeek, overdue, paused }) => (
          <>
            <Figure name={says.open} to={{ ...which, open: true }} value={number(open, language)}>
              {fill(says.paused, { count: number(paused, language) })}
            </Figure>
            <Figure
              name={says.dueThisWeek}
              to={{ ...which, open: true, due: 'week', sort: 'due' }}
              value={number(dueThisWeek, language)}
            >
              {says.untilSunday}
            </Figure>
            <Figure
              name={says.overdue}
              to={{ ...which, open: true, overdue: true, sort: 'due' }}
              value={number(overdue, language)}
            >
              {open > 0 &&
                fill(says.ofOpen, { share: percent(Math.floor((overdue * 1000) / open) / 10, language) })}
            </Figure>
          </>
        )}
      </Shown>
      <Shown query={useReport(filters, 'agency')} rows={2}>
        {(report) => <Punctual report={report} />}
      </Shown>
      <Shown query={useCards(filters)} rows={2}>
        {({ pages: [page] }) => <Given page={page} filters={filters} />}
      </Shown>
    </SimpleGrid>
  );
}

function Given({ page, filters }: { page: CardPage | undefined; filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { yellow = 0, red = 0 } = page ?? {};
  return (
    <Paper withBorder p="md">
      <Text size="sm">{says.cardsOfPeriod}</Text>
      <Text fz={28} fw={650}>
        <Link
          to="/reports"
          search={{ ...filters, by: 'cards' }}
          resetScroll={false}
          className="strong-link"
          aria-label={`${says.cardsOfPeriod}: ${yellow + red}`}
        >
          {number(yellow + red, language)}
        </Link>
      </Text>
      <Text size="xs" c="dimmed">
        {fill(says.cardsCounted, { yellow: number(yellow, language), red: number(red, language) })}
      </Text>
    </Paper>
  );
}

function Punctual({ report }: { report: Report }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const now = shareOf(report.rows);
  const before = shareOf(report.rows.map((row) => row.before));
  const change = changeOf(now.share, before.share);
  const points = number(Math.abs(change ?? 0), language);
  return (
    <Figure name={says.punctual} value={percent(now.share, language)}>
      {fill(says.punctualOf, {
        onTime: number(now.onTime, language),
        finished: number(now.finished, language),
      })}
      {'; '}
      {before.share === null
        ? says.noBefore
        : `${fill(says.versus, { before: percent(before.share, language) })}${
            change === null ? '' : `, ${fill(textContentsOf(change, says), { points })}`
          }`}
    </Figure>
  );
}

function Figure({
  name,
  value,
  to,
  children,
}: {
  name: string;
  value: string;
  to?: CaseFilters;
  children: ReactNode;
}) {
  return (
    <Paper withBorder p="md">
      <Text size="sm">{name}</Text>
      {to === undefined ? (
        <Text fz={28} fw={650}>
          {value}
        </Text>
      ) : (
        <Text fz={28} fw={650}>
          <Link to="/cases" search={to} className="strong-link" aria-label={`${name}: ${value}`}>
            {value}
          </Link>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </Paper>
  );
}
