/** What must hold of a calendar before clocks may count by it. */
import { type Finding, finding, pathText } from '../procedures/language/problem.ts';
import { nextOpening, openMinutes } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import type { Instant } from './instant.ts';

const DAY_MINUTES = 24 * 60;

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
  return found;
}

/** What is declared for a commune stands beside what is declared for all, and goes before it. */
function overlap(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.some((area) => b.includes(area));
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
