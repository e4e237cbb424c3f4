/**
 * Time counted the slow way: minute by minute, straight from the words of the rules, with none of the arithmetic of
 * `domain/time`. And calendars and lives of clocks at random, to be counted both ways.
 */
import fc from 'fast-check';
import type {
  BusinessCalendar,
  CalendarException,
  HolidayRule,
  HoursRule,
  OpenHours,
} from '../../domain/time/calendar-types.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { extendClock, pauseClock, restartClock, resumeClock, stopClock } from '../../domain/time/clocks.ts';
import { type Instant, minutes, type PlainDay } from '../../domain/time/instant.ts';
import type { ClockPhase } from '../../domain/vocabulary/clocks.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/**
 * Day of the lunar new year and of the Hùng Kings (10th of the 3rd month), by new moons and solar terms of another
 * ephemeris (VSOP87 and ELP 2000-82), at UTC+7.
 */
export const LUNAR_DAYS = [
  [2024, '2024-02-10', '2024-04-18'],
  [2025, '2025-01-29', '2025-04-07'],
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
  [2031, '2031-01-23', '2031-04-01'],
  [2032, '2032-02-11', '2032-04-19'],
  [2033, '2033-01-31', '2033-04-09'],
  [2034, '2034-02-19', '2034-04-28'],
  [2035, '2035-02-08', '2035-04-17'],
] as const;

/** Whether the office is open in the minute that begins at each of them, as the rules say. */
export function slowOffice(calendar: BusinessCalendar, area: string | null): (at: number) => boolean {
  const hoursOn = slowHoursOn(calendar, area);
  return (at) => {
    const local = at + calendar.offsetMinutes * MINUTE;
    const number = Math.floor(local / DAY);
    const minute = (local - number * DAY) / MINUTE;
    return hoursOn(dayText(local)).some(([from, to]) => from <= minute && minute < to);
  };
}

/** The same by the day: its hours. */
export function slowHoursOn(calendar: BusinessCalendar, area: string | null): (day: string) => OpenHours {
  const places = known.get(calendar) ?? new Map<string | null, (day: string) => OpenHours>();
  known.set(calendar, places);
  const found = places.get(area) ?? hoursByDay(calendar, area);
  places.set(area, found);
  return found;
}
const known = new WeakMap<BusinessCalendar, Map<string | null, (day: string) => OpenHours>>();

function hoursByDay(calendar: BusinessCalendar, area: string | null): (day: string) => OpenHours {
  const off = calendar.always ? new Set<string>() : slowHolidays(calendar, area);
  const days = new Map<string, OpenHours>();
  return (day) => {
    const open = days.get(day) ?? (calendar.always ? [[0, 1440]] : slowHours(calendar, area, day, off));
    days.set(day, open);
    return open;
  };
}

/** Whether the terms of citizens stand still on that day: it is closed, by a decision that spares them. */
export function slowSpared(calendar: BusinessCalendar, area: string | null, day: string): boolean {
  const [holding] = exceptionsIn(calendar, area).filter((each) => each.day === day);
  if (holding?.kind !== 'off') return false;
  return calendar.exceptions.some(
    ({ day: on, kind, areas, sparesCitizens }) =>
      on === day &&
      kind === 'off' &&
      sparesCitizens === true &&
      (areas === undefined || (area !== null && areas.includes(area))),
  );
}

function slowHours(
  calendar: BusinessCalendar,
  area: string | null,
  day: string,
  off: ReadonlySet<string>,
): OpenHours {
  const [exception] = exceptionsIn(calendar, area).filter((each) => each.day === day);
  if (exception?.kind === 'off') return exception.hours ?? [];
  if (exception?.kind === 'worked') return exception.hours ?? seasonHours(calendar, day, 1);
  return off.has(day) ? [] : seasonHours(calendar, day, weekday(day));
}

/** What was declared for the commune goes before what was declared for all on the same day; of two closures the longer. */
function exceptionsIn(calendar: BusinessCalendar, area: string | null): readonly CalendarException[] {
  const chosen = new Map<string, CalendarException>();
  for (const each of calendar.exceptions) if (each.areas === undefined) chosen.set(each.day, each);
  for (const each of calendar.exceptions) {
    if (area === null || !each.areas?.includes(area)) continue;
    const all = chosen.get(each.day);
    if (all?.kind === 'off' && each.kind === 'off' && minutesOpen(all) < minutesOpen(each)) continue;
    chosen.set(each.day, each);
  }
  return [...chosen.values()];
}

function minutesOpen({ hours }: CalendarException): number {
  let sum = 0;
  for (const [from, to] of hours ?? []) for (let minute = from; minute < to; minute++) sum += 1;
  return sum;
}

function seasonHours(calendar: BusinessCalendar, day: string, column: number): OpenHours {
  const holding = calendar.hours.filter(
    ({ since, months }) => since <= day && (months.length === 0 || months.includes(Number(day.slice(5, 7)))),
  );
  const youngest = holding
    .map(({ since }) => since)
    .sort()
    .at(-1);
  const rule = holding.filter(({ since }) => since === youngest).at(-1);
  return rule?.week[column as 1] ?? [];
}

/** Every day off by rule from 2024 to 2035, substitutes with them. */
function slowHolidays(calendar: BusinessCalendar, area: string | null): Set<string> {
  const settled = exceptionsIn(calendar, area)
    .filter(({ kind }) => kind === 'substitute-settled')
    .map(({ day }) => day as string);
  const found: { day: string; substitute: boolean }[] = [];
  for (const [year, tet, kings] of LUNAR_DAYS) {
    for (const rule of calendar.holidays) {
      if (year < (rule.from ?? 0) || year > (rule.until ?? 9999)) continue;
      const pad = (n: number) => String(n).padStart(2, '0');
      const day =
        rule.rule === 'solar'
          ? `${year}-${pad(rule.month)}-${pad(rule.day)}`
          : later(rule.month === 1 ? tet : kings, rule.offset);
      found.push({ day, substitute: rule.substitute });
    }
  }
  const off = new Set(found.map(({ day }) => day));
  for (const { day, substitute } of found.sort((a, b) => a.day.localeCompare(b.day))) {
    if (!substitute || settled.includes(day)) continue;
    const isOpen = (on: string) => weekday(on) < 6 && seasonHours(calendar, on, weekday(on)).length > 0;
    if (isOpen(day)) continue;
    for (let ahead = 1; ahead <= 14; ahead++) {
      const next = later(day, ahead);
      if (off.has(next) || !isOpen(next)) continue;
      off.add(next);
      break;
    }
  }
  return off;
}

export function dayText(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

function later(day: string, days: number): string {
  return dayText(Date.parse(day) + days * DAY);
}

function weekday(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

export interface SlowReading {
  readonly phase: ClockPhase;
  readonly consumed: number;
  readonly granted: number;
  readonly dueAt: number | null;
  /** Minutes of the present term by local day, up to the due instant. */
  readonly days: ReadonlyMap<string, number>;
}

/**
 * Lives the clock minute by minute to `now`, and on to its deadline; null where that lies beyond `farthest`. Entries
 * stand on the minute, and none after `now`.
 */
export function slowReading(
  clock: Clock,
  calendar: BusinessCalendar,
  now: number,
  farthest: number,
): SlowReading | null {
  const isOpen = slowOffice(calendar, clock.area ?? null);
  const life = {
    phase: 'running' as SlowReading['phase'],
    // A clock that is stopped in the act is thought to go on, to where it would have ended.
    goesOn: true,
    consumed: 0,
    counted: 0,
    granted: 0,
    dueAt: null as number | null,
    days: new Map<string, number>(),
  };
  let n = 0;
  for (let at: number = clock.ledger[0]?.at ?? 0; ; at += MINUTE) {
    for (; clock.ledger[n]?.at === at; n++) {
      const entry = clock.ledger[n];
      if (entry === undefined) break;
      if (entry.kind === 'start' || entry.kind === 'restart') {
        Object.assign(life, { phase: 'running', goesOn: true, consumed: 0, counted: 0, dueAt: null });
        life.granted = grantedFrom(clock, n);
        life.days = new Map();
      }
      if (entry.kind === 'pause') {
        Object.assign(life, { phase: 'paused', goesOn: false });
        // Used up in the very moment in which it stands still: it is due when it goes on.
        if (life.dueAt === at) life.dueAt = null;
      }
      if (entry.kind === 'resume') {
        Object.assign(life, { phase: 'running', goesOn: true });
        if (life.counted === life.granted) life.dueAt ??= at;
      }
      if (entry.kind === 'stop') life.phase = 'stopped';
    }
    if (at >= now && (life.dueAt !== null || !life.goesOn)) return life;
    if (at > farthest) return null;
    if (!life.goesOn || !isOpen(at)) continue;
    if (life.phase === 'running' && at < now) life.consumed += 1;
    if (life.counted === life.granted) continue;
    life.counted += 1;
    const day = dayText(at + calendar.offsetMinutes * MINUTE);
    life.days.set(day, (life.days.get(day) ?? 0) + 1);
    if (life.counted === life.granted) life.dueAt = at + MINUTE;
  }
}

/** Budget and extensions of the term that begins with that entry: known from its beginning, to know where it ends. */
function grantedFrom(clock: Clock, begins: number): number {
  let granted: number = clock.budget;
  for (const entry of clock.ledger.slice(begins + 1)) {
    if (entry.kind === 'restart') break;
    if (entry.kind === 'extend') granted += entry.by;
  }
  return granted;
}

const name = { vi: 'Nghỉ', en: 'Off' };
const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
const anyHours: fc.Arbitrary<OpenHours> = fc
  .uniqueArray(quarter, { minLength: 0, maxLength: 6 })
  .map((list) => [...list].sort((a, b) => a - b))
  .map((list) =>
    list.flatMap((from, n) => (n % 2 === 0 && list[n + 1] ? [[from, list[n + 1] ?? 0] as const] : [])),
  );
/** Never closed the whole week long, and the last stretch may end at midnight. */
const week: fc.Arbitrary<HoursRule['week']> = fc
  .record(
    { 2: anyHours, 3: anyHours, 4: anyHours, 5: anyHours, 6: anyHours, 7: anyHours },
    { requiredKeys: [] },
  )
  .chain((days) =>
    fc
      .constantFrom<OpenHours>(
        [
          [450, 690],
          [780, 1020],
        ],
        [[0, 1440]],
        [[1320, 1440]],
        [[0, 60]],
      )
      .map((monday) => ({ ...days, 1: monday })),
  );
const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 8 });
const anyDay = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((n) => later(from, n) as PlainDay);

const hoursRules: fc.Arbitrary<HoursRule[]> = fc
  .tuple(
    week,
    fc.array(fc.record({ since: anyDay('2025-12-01', 400), months, week, decision: fc.constant('QĐ') }), {
      maxLength: 4,
    }),
  )
  .map(([first, rest]) => [
    { since: '2020-01-01' as PlainDay, months: [], week: first, decision: 'QĐ' },
    ...rest,
  ]);

const year = fc.option(fc.integer({ min: 2025, max: 2029 }));
const holidayRule: fc.Arbitrary<HolidayRule> = fc
  .record({
    name: fc.constant(name),
    decision: fc.constant('Luật'),
    from: year,
    until: year,
    substitute: fc.boolean(),
  })
  .chain((base) =>
    fc.oneof(
      fc
        .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
        .map((on) => ({ ...base, rule: 'solar' as const, ...on })),
      // The last days of the year, whose substitutes lie in the next.
      fc.constant({ ...base, rule: 'solar' as const, month: 12, day: 31 }),
      fc
        .record({
          on: fc.constantFrom({ month: 1, day: 1 }, { month: 3, day: 10 }),
          offset: fc.integer({ min: -50, max: 50 }),
        })
        .map(({ on, offset }) => ({ ...base, rule: 'lunar' as const, ...on, offset })),
    ),
  );

const exception: fc.Arbitrary<CalendarException> = fc
  .record({
    day: anyDay('2026-01-01', 700),
    kind: fc.constantFrom('off' as const, 'worked' as const, 'substitute-settled' as const),
    hours: fc.option(anyHours),
    name: fc.constant(name),
    decision: fc.constant('QĐ'),
    areas: fc.option(fc.constantFrom(['hither'], ['hither', 'yon'], ['yon'])),
    spares: fc.boolean(),
  })
  .map(({ areas, spares, ...rest }) => ({
    ...rest,
    ...(areas === null ? {} : { areas }),
    ...(spares && rest.kind === 'off' ? { sparesCitizens: true as const } : {}),
  }));

/** Seasons, holidays with substitutes, half days, Saturdays worked, closures of communes, and other time zones. */
export const anyCalendar: fc.Arbitrary<BusinessCalendar> = fc
  .record({
    offsetMinutes: fc.constantFrom(420, 420, 0, -210, 765),
    hours: hoursRules,
    holidays: fc.array(holidayRule, { maxLength: 12 }),
    exceptions: fc.uniqueArray(exception, {
      maxLength: 60,
      selector: ({ day, areas }) => `${day} ${areas === undefined}`,
    }),
  })
  .map((rest) => ({ id: 'any', version: 1, name, always: false, ...rest }));

export interface Turn {
  readonly kind: 'pause' | 'resume' | 'extend' | 'restart' | 'stop';
  /** After the turn before it, in minutes. */
  readonly after: number;
  readonly by: number;
}

const kind = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('pause' as const, 'resume' as const) },
  { weight: 2, arbitrary: fc.constantFrom('extend' as const, 'restart' as const) },
  { weight: 1, arbitrary: fc.constant('stop' as const) },
);
export const anyTurns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({ kind, after: fc.integer({ min: 0, max: 9_000 }), by: fc.integer({ min: 1, max: 900 }) }),
  { maxLength: 8 },
);

/** Turns that do not apply change nothing, as in life. */
export function lived(clock: Clock, turns: readonly Turn[], unit = MINUTE): Clock {
  let at: number = clock.ledger[0]?.at ?? 0;
  let living = clock;
  for (const { kind, after, by } of turns) {
    at += after * unit;
    const then = at as Instant;
    if (kind === 'pause') living = pauseClock(living, then, by % 2 === 0 ? 'supplement' : 'suspension');
    if (kind === 'resume') living = resumeClock(living, then);
    if (kind === 'extend') living = extendClock(living, then, minutes(by));
    if (kind === 'restart') living = restartClock(living, then);
    if (kind === 'stop') living = stopClock(living, then, 'met');
  }
  return living;
}
