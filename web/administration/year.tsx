import { ActionIcon, Badge, Group, SimpleGrid, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { isUnannounced } from '../../domain/time/announced.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { plainDay, weekdayOf } from '../../domain/time/civil.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { monthsOf } from './months.ts';
import { TEXTS } from './texts.ts';
import classes from './year.module.css';

/** A year at a glance: what is closed, and why. */
export function YearShown({ calendar }: { calendar: BusinessCalendar }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const months = useMemo(() => monthsOf(calendar, year, language), [calendar, year, language]);
  const named = months.flat().filter(({ why }) => why !== null);
  const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return (
    <Stack gap="sm" component="section" aria-label={fill(says.year, { year })}>
      <Group gap="xs">
        <ActionIcon variant="default" aria-label={says.yearBefore} onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Title order={2} size="h5">
          {fill(says.year, { year })}
        </Title>
        <ActionIcon variant="default" aria-label={says.yearAfter} onClick={() => setYear(year + 1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        {isUnannounced(calendar, year) && (
          <Badge color="orange" variant="dot" tt="none">
            {says.provisionalYear}
          </Badge>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} aria-hidden>
        {months.map((days, month) => (
          <Stack key={monthName.format(new Date(Date.UTC(year, month, 1)))} gap={2}>
            <Text size="sm" fw={600}>
              {monthName.format(new Date(Date.UTC(year, month, 1)))}
            </Text>
            <div className={classes.month}>
              {days.map(({ number, date, isOpen, why }) => (
                <Tooltip key={number} label={why} disabled={why === null}>
                  <span
                    className={classes.day}
                    data-closed={!isOpen}
                    data-named={why !== null}
                    style={date === 1 ? { gridColumnStart: weekdayOf(number) } : undefined}
                  >
                    {date}
                  </span>
                </Tooltip>
              ))}
            </div>
          </Stack>
        ))}
      </SimpleGrid>
      <Title order={3} size="h6">
        {says.daysNamed}
      </Title>
      <Stack gap={2} component="ul" m={0}>
        {named.map(({ number, why, isOpen }) => (
          <Text key={number} component="li" size="sm">
            {new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
              new Date(Date.parse(plainDay(number))),
            )}
            : {why} {isOpen && `(${says.worked})`}
          </Text>
        ))}
      </Stack>
    </Stack>
  );
}
