import { Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { WORKS } from '../../domain/vocabulary/reports.ts';
import { CaseLink } from '../shell/case-link.tsx';
import { dayOf, monthFrom } from '../shell/days.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { hours, number, percent } from '../shell/minutes.ts';
import '../shell/stacked.css';
import { span } from '../shell/deadline.ts';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { type Scorecard, useScorecard } from './data.ts';
import { monthName } from './figures.ts';
import { Heading } from './heading.tsx';
import { MonthChart } from './month-chart.tsx';
import { TEXTS } from './texts.ts';

const MINUTE = 60_000;

/** An agency's month, and the twelve up to it. */
export default function ScorecardPage() {
  const says = useTexts(TEXTS);
  const { id } = useParams({ from: '/reports/agencies/$id' });
  const { month: requestedMonth } = useSearch({ from: '/reports/agencies/$id' });
  const present = dayOf(Date.now()).slice(0, 7);
  const month = requestedMonth ?? present;
  const to = (by: number) => monthFrom(`${month}-01`, by).slice(0, 7);
  return (
    <Shown query={useScorecard(id, month)}>
      {(card) => (
        <Stack gap="lg">
          <Heading title={fill(says.scorecard, { name: card.name })} />
          <Group gap="xs" className="no-print">
            <Link
              to="/reports/agencies/$id"
              params={{ id }}
              search={{ month: to(-1) }}
              className="plain-link"
            >
              {says.previous}
            </Link>
            <Text fw={600}>{monthName(month)}</Text>
            {month < present && (
              <Link
                to="/reports/agencies/$id"
                params={{ id }}
                search={{ month: to(1) }}
                className="plain-link"
              >
                {says.next}
              </Link>
            )}
          </Group>
          <Figures card={card} />
          <Works card={card} />
          <CardsGiven cards={card.cards} />
          <Paper withBorder p="md" component="section" aria-label={says.trend}>
            <Stack gap="sm">
              <Title order={2} size="h5">
                {says.trend}
              </Title>
              <MonthChart
                label={says.trendText}
                series={[says.onTime, says.late]}
                months={card.trend.map(({ month: its, cases }) => ({
                  month: its,
                  values: [cases.onTime, cases.late],
                }))}
              />
              <TrendTable trend={card.trend} />
            </Stack>
          </Paper>
        </Stack>
      )}
    </Shown>
  );
}

function Figures({ card }: { card: Scorecard }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { worst } = card;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Paper withBorder p="md">
        <Text size="sm">{says.overdueNow}</Text>
        <Text fz={28} fw={650}>
          {number(card.overdue, language)}
        </Text>
        <Link to="/audit/breaches" search={{ agency: card.agency }} className="plain-link">
          {says.missed}
        </Link>
      </Paper>
      <Paper withBorder p="md">
        <Text size="sm">{says.worstOfMonth}</Text>
        {worst === null ? (
          <Text>{says.noWorst}</Text>
        ) : (
          <>
            <CaseLink code={worst.code} />
            <Text size="sm">{fill(says.lateBy, { span: span(worst.lateMinutes * MINUTE, language) })}</Text>
          </>
        )}
      </Paper>
    </SimpleGrid>
  );
}

function Works({ card }: { card: Scorecard }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={560} className="dense">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{says.work}</Table.Th>
            <Table.Th ta="right">{says.finished}</Table.Th>
            <Table.Th ta="right">{says.onTime}</Table.Th>
            <Table.Th ta="right">{says.late}</Table.Th>
            <Table.Th ta="right">{says.share}</Table.Th>
            <Table.Th ta="right">{says.average}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {WORKS.map((work) => {
            const { finished, onTime, late, onTimePercent, averageWorkingMinutes } = card[work];
            return (
              <Table.Tr key={work}>
                <Table.Td>{says.works[work]}</Table.Td>
                <Table.Td ta="right">{number(finished, language)}</Table.Td>
                <Table.Td ta="right">{number(onTime, language)}</Table.Td>
                <Table.Td ta="right">{number(late, language)}</Table.Td>
                <Table.Td ta="right">{percent(onTimePercent, language)}</Table.Td>
                <Table.Td ta="right">{hours(averageWorkingMinutes, language)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function CardsGiven({ cards }: { cards: Scorecard['cards'] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h5">
        {says.cards}
      </Title>
      <Text size="sm">
        {says.yellow}: {number(cards.yellow, language)} · {says.red}: {number(cards.red, language)}
      </Text>
      {cards.newest.length === 0 ? (
        <Text size="sm">{says.noCards}</Text>
      ) : (
        cards.newest.map(({ code, colour, at, clock }) => (
          <Text key={`${code} ${at} ${clock}`} size="sm">
            <Moment at={at} /> · {says[colour]} · <CaseLink code={code} />
          </Text>
        ))
      )}
    </Stack>
  );
}

function TrendTable({ trend }: { trend: Scorecard['trend'] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={520} className="dense">
      <Table captionSide="top">
        <Table.Caption>{says.chartTable}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{says.month}</Table.Th>
            <Table.Th ta="right">{says.onTime}</Table.Th>
            <Table.Th ta="right">{says.late}</Table.Th>
            <Table.Th ta="right">{says.share}</Table.Th>
            <Table.Th ta="right">{says.yellow}</Table.Th>
            <Table.Th ta="right">{says.red}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...trend].reverse().map(({ month, cases, yellow, red }) => (
            <Table.Tr key={month}>
              <Table.Td>{monthName(month)}</Table.Td>
              <Table.Td ta="right">{number(cases.onTime, language)}</Table.Td>
              <Table.Td ta="right">{number(cases.late, language)}</Table.Td>
              <Table.Td ta="right">{percent(cases.onTimePercent, language)}</Table.Td>
              <Table.Td ta="right">{number(yellow, language)}</Table.Td>
              <Table.Td ta="right">{number(red, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
