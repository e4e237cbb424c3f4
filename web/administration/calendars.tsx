import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { Section } from '../case/section.tsx';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { clockFace } from '../shell/minutes.ts';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { AnnouncementMissing } from './announcement.tsx';
import { useCalendars } from './calendar-data.ts';
import { ClosureForm } from './closure-form.tsx';
import { Closures } from './closures.tsx';
import { Frame } from './frame.tsx';
import { TEXTS } from './texts.ts';
import { YearShown } from './year.tsx';

/** What clocks count by: hours, days off, and closing on a day with a look at what it would do. */
export default function CalendarsPage() {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Frame title={says.page.calendars}>
      <Shown query={useCalendars()}>
        {(calendars) => {
          const calendar =
            calendars.find(({ id }) => id === chosen) ??
            calendars.find(({ always }) => !always) ??
            calendars[0];
          return (
            calendar !== undefined && (
              <Stack gap="lg">
                <AnnouncementMissing calendars={calendars} />
                <Select
                  label={says.calendar}
                  maw={360}
                  allowDeselect={false}
                  data={calendars.map(({ id, name }) => ({ value: id, label: name[language] }))}
                  value={calendar.id}
                  onChange={setChosen}
                />
                <Text size="sm" c="dimmed">
                  {calendar.always ? says.always : fill(says.calendarVersion, { version: calendar.version })}
                </Text>
                {!calendar.always && (
                  <Section title={says.closure}>
                    <ClosureForm key={`${calendar.id} ${calendar.version}`} calendar={calendar} />
                  </Section>
                )}
                <Closures calendar={calendar} />
                <Hours calendar={calendar} />
                {!calendar.always && <YearShown calendar={calendar} />}
              </Stack>
            )
          );
        }}
      </Shown>
    </Frame>
  );
}

function Hours({ calendar }: { calendar: BusinessCalendar }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [now] = [...calendar.hours].sort((a, b) => (a.since < b.since ? 1 : -1));
  if (calendar.always || now === undefined) return null;
  const days = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <Section title={says.hours}>
      {Object.entries(now.week).map(([weekday, hours]) => (
        <Text key={weekday} size="sm">
          {/* 2024 began on a Monday. */}
          {days.format(new Date(Date.UTC(2024, 0, Number(weekday))))}:{' '}
          {hours.length === 0
            ? says.closed
            : hours.map(([from, to]) => `${clockFace(from)}–${clockFace(to)}`).join(', ')}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {now.decision}
      </Text>
    </Section>
  );
}
