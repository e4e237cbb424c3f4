import { Alert, Text } from '@mantine/core';
import { IconCalendarExclamation } from '@tabler/icons-react';
import { missingYear } from '../../domain/time/announced.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** The public holidays of a year are wanted, and its calendars do not have them: from October on for the next. */
export function AnnouncementMissing({ calendars }: { calendars: readonly BusinessCalendar[] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const now = Date.now() as Instant;
  const years = new Map<number, string[]>();
  for (const calendar of calendars) {
    const year = missingYear(calendar, now);
    if (year !== null) years.set(year, [...(years.get(year) ?? []), calendar.name[language]]);
  }
  return [...years].map(([year, names]) => (
    <Alert
      key={year}
      color="orange"
      variant="light"
      icon={<IconCalendarExclamation aria-hidden />}
      title={fill(says.unannounced, { year })}
      role="status"
    >
      <Text size="sm">{fill(says.unannouncedText, { year, calendars: names.join(', ') })}</Text>
    </Alert>
  ));
}
