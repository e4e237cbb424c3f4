/** Clocks on calendars of every sort against a reference that knows no stretches: it looks at each minute by itself. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarIn } from './areas.ts';
import { addWorking, nextOpening, workingBetween } from './calendar.ts';
import type { BusinessCalendar, CalendarException, OpenHours } from './calendar-types.ts';
import type { Clock } from './clock.ts';
import { extendClock, pauseClock, readClock, restartClock, resumeClock, startClock } from './clocks.ts';
import { type Instant, instant, isoOf, minutes, type PlainDay } from './instant.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const START = instant('2026-02-01T00:00:00+07:00');
/** The reference looks no further. */
const HORIZON_DAYS = 120;

/** One or two stretches a day, in quarters of an hour. */
const hours: fc.Arbitrary<OpenHours> = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 4, maxLength: 4 })
  .map((quarters) => quarters.sort((a, b) => a - b).map((quarter) => quarter * 15))
  .chain(([a = 0, b = 0, c = 0, d = 0]) =>
    fc.constantFrom<OpenHours>(
      [[a, b]],
      [
        [a, b],
        [c, d],
      ],
    ),
  );
const dayWithin = fc
  .integer({ min: 0, max: HORIZON_DAYS - 1 })
  .map(
    (n) => new Date(START + 7 * 3_600_000 + n * DAY_MINUTES * MINUTE).toISOString().slice(0, 10) as PlainDay,
  );
const named = { name: { vi: 'Nghỉ', en: 'Off' }, decision: 'QĐ' };

const exception: fc.Arbitrary<CalendarException> = fc
  .record({
    day: dayWithin,
    kind: fc.constantFrom('off' as const, 'worked' as const),
    hours: fc.option(hours),
    area: fc.constantFrom(null, 'here', 'there'),
  })
  .map(({ area, ...rest }) => ({
    ...rest,
    ...named,
    // A worked day names its hours here: which day it is swapped with is another matter.
    hours: rest.kind === 'worked' ? (rest.hours ?? [[450, 690]]) : rest.hours,
    ...(area === null ? {} : { areas: [area] }),
  }));

const calendar: fc.Arbitrary<BusinessCalendar> = fc
  .record({
    winter: hours,
    summer: hours,
    saturday: fc.option(hours),
    turn: fc.integer({ min: 2, max: 4 }),
    solar: fc.array(dayWithin, { maxLength: 5 }),
    exceptions: fc.uniqueArray(exception, {
      maxLength: 8,
      selector: ({ day, areas }) => `${day} ${areas?.[0] ?? ''}`,
    }),
  })
  .map(({ winter, summer, saturday, turn, solar, exceptions }) => {
    const week = (open: OpenHours) => ({
      1: open,
      2: open,
      3: open,
      4: open,
      5: open,
      ...(saturday === null ? {} : { 6: saturday }),
    });
    const since = '2020-01-01' as PlainDay;
    return {
      id: 'office',
      version: 1,
      name: named.name,
      offsetMinutes: 420,
      always: false,
      hours: [
        { since, months: [], week: week(winter), decision: 'QĐ' },
        { since, months: [turn, turn + 1], week: week(summer), decision: 'QĐ' },
      ],
      holidays: solar.map((day) => ({
        ...named,
        from: null,
        until: null,
        substitute: false,
        rule: 'solar' as const,
        month: Number(day.slice(5, 7)),
        day: Number(day.slice(8)),
      })),
      exceptions,
    };
  });

/** Whether the office `here` is open in that minute: straight from what the calendar says. */
function isOpenAt({ hours: rules, holidays, exceptions }: BusinessCalendar, minute: number): boolean {
  const local = new Date(START + 7 * 3_600_000 + minute * MINUTE);
  const day = local.toISOString().slice(0, 10);
  const ofDay = minute % DAY_MINUTES;
  const own = exceptions.find((each) => each.day === day && each.areas?.includes('here') === true);
  const declared = own ?? exceptions.find((each) => each.day === day && each.areas === undefined);
  const month = local.getUTCMonth() + 1;
  const isHoliday = holidays.some((each) => each.month === month && each.day === local.getUTCDate());
  const season = rules.findLast(({ months }) => months.length === 0 || months.includes(month));
  const weekday = ((local.getUTCDay() + 6) % 7) + 1;
  const usual = isHoliday ? [] : (season?.week[weekday as 1] ?? []);
  const open = declared === undefined ? usual : (declared.hours ?? []);
  return open.some(([from, to]) => from <= ofDay && ofDay < to);
}

interface Turn {
  readonly minute: number;
  readonly kind: 'pause' | 'resume' | 'extend' | 'restart';
  readonly by: number;
}

const turns = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 1, max: 30 * DAY_MINUTES }),
      kind: fc.constantFrom<Turn['kind']>('pause', 'resume', 'extend', 'restart'),
      by: fc.integer({ min: 1, max: 600 }),
    }),
    { maxLength: 7 },
  )
  .map((list) => list.sort((a, b) => a.minute - b.minute));

/** Minute by minute: when what was granted is used up, and how much was used by `until`. */
function reference(open: (minute: number) => boolean, budget: number, list: readonly Turn[], until: number) {
  const lastRestart = list.findLastIndex(({ kind }) => kind === 'restart');
  const granted = list.reduce(
    (sum, { kind, by }, n) => (kind === 'extend' && n > lastRestart ? sum + by : sum),
    budget,
  );
  let [isRunning, used, usedByThen] = [true, 0, 0];
  let due: number | null = null;
  let next = 0;
  for (let minute = 0; minute < HORIZON_DAYS * DAY_MINUTES; minute++) {
    for (; list[next] !== undefined && (list[next]?.minute ?? 0) <= minute; next++) {
      const kind = list[next]?.kind;
      if (kind === 'pause') isRunning = false;
      if (kind === 'resume' || kind === 'restart') isRunning = true;
      if (kind === 'restart') [used, due] = [0, null];
    }
    if (minute === until) usedByThen = used;
    if (!isRunning || !open(minute)) continue;
    used += 1;
    if (used === granted && due === null) due = minute + 1;
  }
  return { due, usedByThen, isRunning };
}

function played(budget: number, list: readonly Turn[]): Clock {
  let clock = startClock('c', 'office', minutes(budget), START, { area: 'here' });
  for (const { minute, kind, by } of list) {
    const at = (START + minute * MINUTE) as Instant;
    if (kind === 'pause') clock = pauseClock(clock, at, 'suspension');
    if (kind === 'resume') clock = resumeClock(clock, at);
    if (kind === 'restart') clock = restartClock(clock, at);
    if (kind === 'extend') clock = extendClock(clock, at, minutes(by));
  }
  return clock;
}

test('whatever the calendar and whatever befalls it, a clock is due in the minute in which its time is used up', () => {
  fc.assert(
    fc.property(calendar, fc.integer({ min: 1, max: 2_000 }), turns, (office, budget, list) => {
      const open = new Map<number, boolean>();
      const isOpen = (minute: number) => {
        const known = open.get(minute) ?? isOpenAt(office, minute);
        open.set(minute, known);
        return known;
      };
      const until = 31 * DAY_MINUTES;
      const expected = reference(isOpen, budget, list, until);
      const now = (START + until * MINUTE) as Instant;
      const reading = readClock(played(budget, list), { office }, now);
      expect(reading.consumed).toBe(expected.usedByThen);
      // Used up in the very minute of a pause: there was nothing left to wait for.
      const isAtPause = list.some(({ kind, minute }) => kind === 'pause' && minute === expected.due);
      if (expected.due !== null && !isAtPause)
        expect(isoOf(reading.dueAt ?? (0 as Instant))).toBe(
          isoOf((START + expected.due * MINUTE) as Instant),
        );
      if (expected.due === null && !expected.isRunning) expect(reading.dueAt).toBeNull();
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('working time is added and measured as if every minute were looked at', () => {
  fc.assert(
    fc.property(
      calendar,
      fc.integer({ min: 0, max: 60 * DAY_MINUTES }),
      fc.integer({ min: 1, max: 1_500 }),
      (office, first, amount) => {
        const here = calendarIn(office, 'here');
        const from = (START + first * MINUTE) as Instant;
        let [minute, left] = [first, amount];
        for (; left > 0 && minute < HORIZON_DAYS * DAY_MINUTES; minute++)
          if (isOpenAt(office, minute)) left -= 1;
        if (left > 0) return;
        const end = addWorking(here, from, minutes(amount));
        expect(isoOf(end)).toBe(isoOf((START + minute * MINUTE) as Instant));
        expect(workingBetween(here, from, end)).toBe(amount);
        let opening = first;
        while (!isOpenAt(office, opening)) opening += 1;
        expect(nextOpening(here, from)).toBe(START + opening * MINUTE);
      },
    ),
    { numRuns: 120 },
  );
}, 60_000);
