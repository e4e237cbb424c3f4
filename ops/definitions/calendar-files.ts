/** Reads the calendars of one province from the folder `procedures/`. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from '../../domain/procedures/language/problem.ts';
import { finding } from '../../domain/procedures/language/problem.ts';
import { parseCalendars, parseNation } from '../../domain/time/calendar-file.ts';
import { checkCalendar } from '../../domain/time/check-calendar.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import type { Instant } from '../../domain/time/instant.ts';

const FILE = 'calendars.yaml';

/** As the setting CALENDAR_LEAST_WEEKLY_HOURS is where nobody gave it. */
export const LEAST_WEEKLY_HOURS = 10;

/** The calendars that the province's clocks count by; what is wrong with the files is left out and told. */
export function loadCalendars(
  dir: string,
  province: string,
  leastWeeklyHours = LEAST_WEEKLY_HOURS,
): { calendars: Calendars; problems: Problem[] } {
  const base = join(dir, 'base', FILE);
  const own = join(dir, province, FILE);
  if (!existsSync(own)) return { calendars: {}, problems: [{ file: relative(dir, own), ...missing }] };
  const nation = existsSync(base)
    ? parseNation(readFileSync(base, 'utf8'), relative(dir, base))
    : ({ ok: true, value: { holidays: [], exceptions: [] } } as const);
  if (!nation.ok) return { calendars: {}, problems: [...nation.problems] };
  const file = relative(dir, own);
  const read = parseCalendars(readFileSync(own, 'utf8'), file, nation.value);
  if (!read.ok) return { calendars: {}, problems: [...read.problems] };
  const now = Date.now() as Instant;
  const problems = read.value.flatMap((calendar) =>
    checkCalendar(calendar, now, leastWeeklyHours).map((found) => ({
      file,
      ...found,
      path: `${calendar.id}: ${found.path}`,
    })),
  );
  return problems.length > 0
    ? { calendars: {}, problems }
    : { calendars: Object.fromEntries(read.value.map((calendar) => [calendar.id, calendar])), problems: [] };
}

const missing = finding(
  '',
  'missing-file',
  { vi: 'Tỉnh chưa có tệp lịch.', en: 'The province has no calendar file.' },
  {
    vi: 'Sao chép calendars.yaml của tỉnh khác và sửa giờ.',
    en: "Copy another province's calendars.yaml and change the hours.",
  },
);
