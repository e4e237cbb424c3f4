/** What must hold of a calendar before clocks may count by it. */
import { type Finding, finding, pathText } from '../procedures/language/problem.ts';
import { calendarIn } from './areas.ts';
import { hoursOnDay, localDay, nextOpening, openMinutes } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import { type DayNumber, dayNumber, numberOfDay, plainDay } from './civil.ts';
import type { Instant } from './instant.ts';

const DAY_MINUTES = 24 * 60;
/** Whole weeks. */
const YEAR = 364;
const YEARS_LOOKED_AT = 12;

/**
 * Everything that stands against publishing; empty: it may be published. `now`: it must still open after this.
 * `leastWeeklyHours`: office hours that each week must have. One minute a week would be a calendar too: a term of fifteen days by
 * it ends in centuries, and whoever computes it computes for seconds.
 */
export function checkCalendar(calendar: BusinessCalendar, now: Instant, leastWeeklyHours: number): Finding[] {
  const found: Finding[] = [];
  const hours = (path: readonly PropertyKey[], open: OpenHours) => {
    const inOrder = open.every(
      ([from, to], n) => from < to && from >= (open[n - 1]?.[1] ?? 0) && to <= DAY_MINUTES,
    );
    if (!inOrder)
      found.push(
        finding(
          pathText(path),
          'bad-hours',
          { vi: 'Giờ mở cửa không theo thứ tự.', en: 'The opening hours are out of order.' },
          {
            vi: 'Ghi từng khoảng [từ, đến] theo phút trong ngày, không chồng nhau, ví dụ [450, 690].',
            en: 'Write each stretch as [from, to] in minutes of the day, without overlap, for instance [450, 690].',
          },
        ),
      );
  };
  for (const [n, rule] of calendar.hours.entries())
    for (const [day, open] of Object.entries(rule.week)) hours(['hours', n, 'week', day], open ?? []);
  for (const [n, { hours: open }] of calendar.exceptions.entries())
    hours(['exceptions', n, 'hours'], open ?? []);
  for (const [n, { day, areas }] of calendar.exceptions.entries()) {
    if (calendar.exceptions.findIndex((other) => other.day === day && overlap(other.areas, areas)) !== n)
      found.push(
        finding(
          pathText(['exceptions', n, 'day']),
          'same-day',
          { vi: `Ngày ${day} đã được ghi ở trên.`, en: `The day ${day} is already listed above.` },
          { vi: 'Mỗi ngày chỉ ghi một lần.', en: 'Name each day once.' },
        ),
      );
  }
  if (found.length === 0 && !calendar.always)
    for (const [n, { week }] of calendar.hours.entries()) {
      const weekly = Object.values(week).flatMap((open) => open ?? []);
      if (weekly.length === 0 || openMinutes(weekly) >= leastWeeklyHours * 60) continue;
      found.push(
        finding(
          pathText(['hours', n, 'week']),
          'few-hours',
          {
            vi: `Giờ làm việc mỗi tuần ít hơn ${leastWeeklyHours} giờ.`,
            en: `There are fewer than ${leastWeeklyHours} office hours a week.`,
          },
          {
            vi: 'Lịch như vậy kéo thời hạn ra nhiều năm. Ghi đủ giờ làm việc của cơ quan.',
            en: 'Terms by such a calendar would take years. Write all office hours.',
          },
        ),
      );
    }
  if (found.length === 0 && !opensAfter(calendar, now))
    found.push(
      finding(
        'hours',
        'never-open',
        { vi: 'Lịch không có giờ mở cửa nào.', en: 'The calendar has no open hour.' },
        {
          vi: 'Ghi giờ làm việc cho ít nhất một ngày trong tuần.',
          en: 'Give office hours for at least one day of the week.',
        },
      ),
    );
  if (found.length === 0 && !calendar.always) found.push(...fewInSomeYear(calendar, now, leastWeeklyHours));
  return found;
}

/** What is declared for a commune stands beside what is declared for all, and goes before it. */
function overlap(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.some((area) => b.includes(area));
}

/**
 * Hours, holidays and announced days together may leave less than the hours of a week promise: a rule that begins in ten years, a
 * holiday of every day, closures of a commune. Each year is looked at until everything that names a date has held for a while.
 */
function fewInSomeYear(calendar: BusinessCalendar, now: Instant, leastWeeklyHours: number): Finding[] {
  const first = numberOfDay(localDay(calendar, now));
  const dated = [
    ...calendar.hours.map(({ since }) => numberOfDay(since)),
    ...calendar.holidays.flatMap(({ from, until }) =>
      [from, until].map((year) => (year === null ? first : dayNumber(year + 1, 1, 1))),
    ),
  ];
  const announced = Math.max(first, ...calendar.exceptions.map(({ day }) => numberOfDay(day)));
  const areas = new Set(calendar.exceptions.flatMap((each) => each.areas ?? []));
  const places: readonly (readonly [string | null, number])[] = [
    [null, Math.max(announced, ...dated) + YEARS_LOOKED_AT * YEAR],
    ...[...areas].map((area) => [area, announced + YEAR] as const),
  ];
  for (const [area, last] of places) {
    const place = calendarIn(calendar, area);
    for (let day = first; day < last; day += YEAR) {
      if (openIn(place, day) >= (YEAR / 7) * leastWeeklyHours * 60) continue;
      const [from, where] = [plainDay(day), area ?? calendar.id];
      return [
        finding(
          'hours',
          'few-hours',
          {
            vi: `Trong 52 tuần từ ngày ${from}, “${where}” mở cửa trung bình ít hơn ${leastWeeklyHours} giờ mỗi tuần.`,
            en: `In the 52 weeks from ${from}, “${where}” is open for fewer than ${leastWeeklyHours} hours a week on average.`,
          },
          {
            vi: 'Kiểm tra giờ làm việc, ngày nghỉ lễ và ngày nghỉ đột xuất của thời gian đó.',
            en: 'Check the hours, holidays and closures of that time.',
          },
        ),
      ];
    }
  }
  return [];
}

function openIn(calendar: BusinessCalendar, from: DayNumber): number {
  let sum = 0;
  for (let day = from; day < from + YEAR; day++) sum += openMinutes(hoursOnDay(calendar, day));
  return sum;
}

function opensAfter(calendar: BusinessCalendar, now: Instant): boolean {
  try {
    nextOpening(calendar, now);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
