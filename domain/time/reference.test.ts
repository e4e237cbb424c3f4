/**
 * Clocks through lives at random, against the rules of docs/deadlines.md counted day by day and quarter of an hour by
 * quarter of an hour. `CLOCKS=20000` for as many of them, `SEED=1` for the same ones again.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { type SlowLife, type SlowPlace, type SlowTurn, slowDue } from '../../test/support/slow-terms.ts';
import { anyCalendar, DAY, MINUTE } from '../../test/support/slow-time.ts';
import { transfersOf } from '../cases/rules/clock-transfers.ts';
import type { DecisionBuilder } from '../cases/rules/decision-builder.ts';
import { resumptionsOf } from '../cases/rules/resumptions.ts';
import { clockFor, startAfterCutOff } from '../cases/rules/sla.ts';
import type { Definition } from '../cases/state/commands.ts';
import { CASE_CLOCK } from '../cases/state/evolve.ts';
import type { Office } from '../cases/state/state.ts';
import type { AgencyId } from '../ids.ts';
import { type BoundByTerm, COUNTINGS, type Counting, type DurationUnit } from '../vocabulary/units.ts';
import type { Clock } from './clock.ts';
import { extendClock, pauseClock, readClock, restartClock, resumeClock, transferClock } from './clocks.ts';
import { type Instant, instant, minutes } from './instant.ts';

const CLOCKS = Number(process.env.CLOCKS ?? 3_000);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const NEW_YEAR = instant('2026-01-01T00:00:00Z');
const QUARTER = 15 * MINUTE;
const sample = definitionOf(PERMIT_YAML);
const FAR = 900 * DAY;
const OFFICES = ['here', 'there'] as const;

const quarters = (days: number) => fc.integer({ min: 0, max: days * 96 }).map((n) => n * QUARTER);
const amounts: Record<DurationUnit, number> = {
  'working-minutes': 40 * 32,
  'working-hours': 90,
  'working-days': 25,
  'calendar-days': 40,
  weeks: 6,
  months: 5,
  years: 1,
  hours: 400,
  'same-day': 1,
};
const HOURS_ONLY: readonly DurationUnit[] = ['working-minutes', 'working-hours', 'hours'];
const EITHER: readonly DurationUnit[] = ['working-days', 'calendar-days'];

interface AnyTurn {
  readonly kind: SlowTurn['kind'];
  readonly after: number;
  readonly by: number;
  readonly to: (typeof OFFICES)[number];
  readonly area: string | null;
}

const anyLife = fc
  .record({
    unit: fc.constantFrom(...(Object.keys(amounts) as DurationUnit[]), ...EITHER, ...EITHER),
    size: fc.double({ min: 0, max: 1, noNaN: true }),
    given: fc.constantFrom(...COUNTINGS),
    binds: fc.constantFrom<BoundByTerm>('office', 'office', 'citizen'),
    sameDayUntil: fc.option(fc.integer({ min: 32, max: 72 }).map((n) => n * 15)),
    minutesPerWorkingDay: fc.constantFrom(480, 450),
    here: anyCalendar,
    there: anyCalendar,
    area: fc.constantFrom(null, 'hither', 'yon', 'elsewhere'),
    begins: quarters(300),
    turns: fc.array(
      fc.record<AnyTurn>({
        kind: fc.constantFrom('pause', 'resume', 'pause', 'resume', 'extend', 'transfer', 'restart'),
        after: fc.oneof(quarters(0.5), quarters(9)),
        by: fc.integer({ min: 1, max: 6 }),
        to: fc.constantFrom(...OFFICES),
        area: fc.constantFrom(null, 'hither', 'yon'),
      }),
      { maxLength: 7 },
    ),
  })
  .filter(({ unit, binds }) => unit !== 'same-day' || binds === 'office');
type AnyLife = typeof anyLife extends fc.Arbitrary<infer T> ? T : never;

function countingOf({ unit, given, binds }: AnyLife): Counting {
  if (HOURS_ONLY.includes(unit)) return 'hours';
  return EITHER.includes(unit) && binds === 'office' ? given : 'days';
}

function slowLife(life: AnyLife, calendars: Record<'here' | 'there', SlowPlace['calendar']>): SlowLife {
  const { unit, binds, sameDayUntil, minutesPerWorkingDay } = life;
  const counting = countingOf(life);
  const begins = NEW_YEAR + life.begins;
  let at = begins;
  const turns = life.turns.map(({ kind, after, by, to, area }): SlowTurn => {
    at += after;
    if (kind === 'transfer') return { kind, at, to: { calendar: calendars[to], area } };
    return kind === 'extend' ? { kind, at, by: counting === 'days' ? by : by * 45 } : { kind, at };
  });
  return {
    amount: amountOf(life),
    unit,
    counting,
    binds,
    sameDayUntil,
    minutesPerWorkingDay,
    place: { calendar: calendars.here, area: life.area },
    begins,
    turns,
  };
}

function amountOf({ unit, size }: AnyLife): number {
  const amount = Math.max(Math.ceil(size * amounts[unit]), 1);
  return unit === 'working-minutes' ? Math.ceil(amount / 15) * 15 : amount;
}

/** The same life by the rules of the product. */
function productDue(life: AnyLife, calendars: Definition['calendars']): Instant | null {
  const { unit, binds, sameDayUntil, minutesPerWorkingDay } = life;
  const term = { amount: amountOf(life), unit };
  const counting = life.given;
  const sla = {
    ...sample.procedure.sla,
    total: term,
    calendar: 'here',
    sameDayUntil,
    minutesPerWorkingDay,
    counting,
  };
  const definition: Definition = { ...sample, procedure: { ...sample.procedure, sla }, calendars };
  const begins = (NEW_YEAR + life.begins) as Instant;
  const office = officeIn('here', life.area);
  const begun = (at: Instant) =>
    clockFor(CASE_CLOCK, term, definition, at, { office, binds, of: { edition: 2 } });
  let clock = begun(startAfterCutOff(begun(begins), definition, begins));
  let at = begins;
  for (const turn of life.turns) {
    at = (at + turn.after) as Instant;
    clock = turned(clock, turn, at, definition);
  }
  return readClock(clock, calendars, at).dueAt;
}

function officeIn(calendar: string, area: string | null): Office {
  return area === null ? { calendar } : { calendar, area };
}

function turned(clock: Clock, { kind, by, to, area }: AnyTurn, now: Instant, definition: Definition): Clock {
  switch (kind) {
    case 'pause':
      return pauseClock(clock, now, 'supplement');
    case 'resume':
    case 'restart': {
      const state = { clocks: [clock], edition: 2, urgency: 'normal' };
      const decision = { state, definition, now } as unknown as DecisionBuilder;
      const found = resumptionsOf(decision, kind === 'restart').goesOn?.[clock.id];
      const at = found?.at ?? now;
      return kind === 'resume' ? resumeClock(clock, at) : restartClock(clock, at, found?.budget);
    }
    case 'extend':
      return extendClock(
        clock,
        now,
        minutes(clock.wholeDays === undefined ? by * 45 : by * clock.wholeDays.perDay),
      );
    case 'transfer': {
      const agency = (id: string) => id as AgencyId;
      const moves = [{ clock, from: agency('a'), to: agency('b') }];
      const moved = transfersOf(moves, { [agency('b')]: officeIn(to, area) }, definition, to, now)[clock.id];
      return moved === undefined ? clock : transferClock(clock, now, moved);
    }
  }
}

test('a clock is due when the rules say, whatever befalls it', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyLife, (life) => {
      const here = { ...life.here, id: 'here' };
      const there = { ...life.there, id: 'there', offsetMinutes: here.offsetMinutes };
      const always = { ...here, id: 'always', always: true, hours: [], holidays: [], exceptions: [] };
      const slow = slowLife(life, { here, there });
      const last = slow.turns.at(-1)?.at ?? slow.begins;
      let due: number | null;
      try {
        due = slowDue(slow, last + FAR);
      } catch (error) {
        // So nearly always closed that nobody waits for it.
        if (error instanceof RangeError) return;
        throw error;
      }
      compared += 1;
      expect(textOf(productDue(life, { here, there, always }))).toBe(textOf(due));
    }),
    { numRuns: CLOCKS, ...SEED },
  );
  expect(compared).toBeGreaterThan(CLOCKS * 0.8);
  if (CLOCKS > 3_000) console.log(`${compared} clocks agree`);
}, 600_000);

function textOf(at: number | null): string {
  return at === null ? 'stands still' : new Date(at).toISOString();
}
