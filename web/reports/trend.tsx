import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { number, percent } from '../shell/minutes.ts';
import '../shell/stacked.css';
import { Shown } from '../shell/states.tsx';
import { type Month, useTrend } from './data.ts';
import { monthName } from './figures.ts';
import type { LeaderFilters } from './filters.ts';
import { MonthChart } from './month-chart.tsx';
import { TEXTS } from './texts.ts';

/** Month by month, as a chart and in figures. */
export function TrendShown({ filters }: { filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  return (
    <Paper withBorder p="md" component="section" aria-label={says.trend}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {says.trend}
        </Title>
        <Shown query={useTrend(filters)}>
          {(months) => (
            <>
              <MonthChart
                label={says.trendText}
                series={[says.onTime, says.late]}
                months={months.map(({ month, onTime, late }) => ({ month, values: [onTime, late] }))}
              />
              <Text size="sm" c="dimmed">
                {says.trendText}
              </Text>
              <MonthTable months={months} />
            </>
          )}
        </Shown>
      </Stack>
    </Paper>
  );
}

function MonthTable({ months }: { months: readonly Month[] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={480} className="dense">
      <Table captionSide="top">
        <Table.Caption>{says.chartTable}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{says.month}</Table.Th>
            <Table.Th ta="right">{says.received}</Table.Th>
            <Table.Th ta="right">{says.finished}</Table.Th>
            <Table.Th ta="right">{says.onTime}</Table.Th>
            <Table.Th ta="right">{says.late}</Table.Th>
            <Table.Th ta="right">{says.share}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...months].reverse().map(({ month, received, finished, onTime, late, onTimePercent }) => (
            <Table.Tr key={month}>
              <Table.Td>{monthName(month)}</Table.Td>
              {[received, finished, onTime, late].map((value, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <Table.Td key={place} ta="right">
                  {number(value, language)}
                </Table.Td>
              ))}
              <Table.Td ta="right">{percent(onTimePercent, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
