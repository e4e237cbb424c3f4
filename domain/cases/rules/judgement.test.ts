import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputFor, Play } from '../../../test/support/play.ts';
import {
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import { addWorking } from '../../time/calendar.ts';
import type { BusinessCalendar, CalendarException } from '../../time/calendar-types.ts';
import type { ClockReading } from '../../time/clock.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant, minutes, type PlainDay } from '../../time/instant.ts';
import type { CaseEvent, FactName } from '../state/events.ts';
import { evolve } from '../state/evolve.ts';
import { clockHistories } from '../views/clock-history.ts';
import { project } from '../views/projection.ts';
import { recalendar } from './recalendar.ts';

/** A Monday, 8:00 in Vietnam. */
const MONDAY = instant('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;
const EXAMINE = 'examine.1' as TaskId;
const hours = (n: number) => minutes(n * 60);
const LADDER = `escalations:
  - {at: "75%", on: [case], do: [remind assignee]}
  - {at: "100%", do: [breach, card yellow, reassign agency-head]}
result:`;
const PERMIT = definitionOf(
  PERMIT_YAML.replace(/escalations:\n(.*\n)*?result:/, LADDER).replace(
    'extension: {max: 1',
    'extension: {max: 9',
  ),
);
const DUE = addWorking(CALENDARS.office, MONDAY, hours(120));
const TASK_DUE = addWorking(CALENDARS.office, MONDAY, hours(24));

/** A case whose calendar changes under it, as the record has it changed. */
class Term extends Play {
  /** Every version that the case has counted by. */
  readonly versions: BusinessCalendar[] = [CALENDARS.office];

  constructor() {
    super(PERMIT, MONDAY);
    this.do(
      PEOPLE.receptionist,
      filingOf(PERMIT, { facts: { area: 10 }, calendars: { office: 1, always: 1 } }),
    );
    this.do(PEOPLE.receptionist, { type: 'accept' });
  }

  publish(closed: readonly (string | Partial<CalendarException>)[], retroactive = false): CaseEvent | null {
    const exceptions = closed.map((each) => ({
      kind: 'off' as const,
      hours: null,
      name: { vi: 'Lũ', en: 'Flood' },
      decision: 'QĐ 9',
      day: '2026-03-04' as PlainDay,
      ...(typeof each === 'string' ? { day: each as PlainDay } : each),
    }));
    const office = { ...CALENDARS.office, version: this.versions.length + 1, exceptions };
    this.versions.push(office);
    const calendars = { ...PERMIT.calendars, office };
    const decisions = { office: { decision: 'QĐ 9', retroactive } };
    const event = recalendar(this.case, this.definition, calendars, decisions, this.now);
    this.definition = { ...PERMIT, calendars };
    if (event === null) return null;
    this.state = evolve(this.state, event);
    this.events.push(event);
    return event;
  }

  /** No tick comes meanwhile. */
  outage(until: Instant): void {
    this.now = until;
  }

  /** Of every clock that it ever had, as `why` reads it. */
  readings(): ReadonlyMap<string, ClockReading> {
    return new Map(
      [...clockHistories(this.events)].map(([id, { clock, calendars }]) => {
        const office = this.versions.find(({ version }) => version === calendars.office);
        if (office === undefined) throw new Error(`no version ${calendars.office}`);
        return [id, readClock(clock, { ...CALENDARS, office }, this.now)];
      }),
    );
  }

  reading(id: string): ClockReading | undefined {
    return this.readings().get(id);
  }

  of<N extends FactName>(name: N) {
    return this.events.filter((event): event is Extract<CaseEvent, { type: N }> => event.type === name);
  }

  extend(amount: number) {
    const by = { amount, unit: 'working-hours' } as const;
    return this.give(orderOf(PEOPLE.head, { type: 'extend', by, taskId: null, reason: content('more') }));
  }

  complete(outcome: string): void {
    this.do(PEOPLE.specialist, { type: 'claim', taskId: EXAMINE });
    this.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome,
      reason: content('because'),
      documents: [],
    });
  }
}

const workedOn = (from: Instant, amount: number) => addWorking(CALENDARS.office, from, hours(amount));

describe('a judgement', () => {
  test('stands whatever closure of another commune is published after an extension', () => {
    const term = new Term();
    term.until(workedOn(DUE, 1));
    expect(term.extend(3).ok).toBe(true);
    term.publish([{ day: '2026-03-30' as PlainDay, areas: ['phu-xuan'] }]);
    expect(term.reading('case')).toMatchObject({ breached: true, missedAt: DUE, dueAt: workedOn(DUE, 3) });
  });

  test('of a case that ended late stands, though a closure of the days before it follows', () => {
    const term = new Term();
    term.outage(workedOn(DUE, 1));
    term.complete('refuse');
    expect(term.reading('case')).toMatchObject({ phase: 'stopped', breached: true, dueAt: DUE });
    term.publish(['2026-03-20']);
    expect(term.reading('case')).toMatchObject({ breached: true, dueAt: DUE });
    expect(term.reading('task:examine.1')).toMatchObject({ breached: true, dueAt: TASK_DUE });
  });

  test('of a case that ended in time stands, though hours are restored afterwards', () => {
    const term = new Term();
    term.publish(['2026-03-20']);
    const later = addWorking(term.versions.at(-1) ?? CALENDARS.office, MONDAY, hours(120));
    term.outage(workedOn(DUE, 1));
    term.complete('refuse');
    term.publish([]);
    expect(term.reading('case')).toMatchObject({ breached: false, dueAt: later });
    expect(project(null, term.events, term.definition).clocks.find(({ id }) => id === 'case')).toMatchObject({
      dueAt: later,
    });
  });

  test('is not forgiven by a decision with force for the past that leaves the clock late', () => {
    const term = new Term();
    term.until(workedOn(DUE, 1));
    term.extend(40);
    // After the deadline: it moves nothing that came before it.
    term.publish(['2026-03-25'], true);
    expect(term.reading('case')).toMatchObject({ breached: true, missedAt: DUE });
    // A day of the term: it was not late after all.
    term.publish(['2026-03-25', '2026-03-11'], true);
    expect(term.reading('case')).toMatchObject({ breached: false, missedAt: null });
    // And what is counted so stands, though an ordinary change follows.
    term.publish([]);
    expect(term.reading('case')).toMatchObject({ breached: false, missedAt: null });
  });

  test('is no lateness where a change would put the deadline into the past, nor while the clock stands still', () => {
    const closed = new Term();
    closed.publish(['2026-03-20']);
    closed.until(workedOn(DUE, 1));
    const before = closed.reading('case')?.dueAt;
    closed.publish([]);
    expect(closed.reading('case')).toMatchObject({ breached: false, dueAt: before });

    const still = new Term();
    still.publish(['2026-03-20']);
    still.until(workedOn(DUE, 1));
    const left = still.reading('case')?.remaining;
    still.do(PEOPLE.head, { type: 'suspend', reason: content('flood') });
    still.publish([]);
    expect(still.reading('case')).toMatchObject({ breached: false, dueAt: null, remaining: left });
  });

  test('comes before the order that finds the clock missed, though no tick has come: breach and card, by the engine', () => {
    const term = new Term();
    term.do(PEOPLE.specialist, { type: 'claim', taskId: EXAMINE });
    term.outage(workedOn(TASK_DUE, 1));
    const { length } = term.events;
    term.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    expect(term.events.slice(length, length + 4)).toMatchObject([
      { type: 'escalation-level-reached', clock: 'task:examine.1', by: 'engine' },
      { type: 'clock-breached', clock: 'task:examine.1', dueAt: TASK_DUE, by: 'engine' },
      { type: 'card-given', by: 'engine' },
      {
        type: 'task-completed',
        by: PEOPLE.specialist.user,
        judged: { 'task:examine.1': { dueAt: TASK_DUE } },
      },
    ]);
  });

  test('is not written by an order that leaves the clock as it is: the tick does it, with all that the level does', () => {
    const term = new Term();
    term.outage(workedOn(TASK_DUE, 1));
    term.do(PEOPLE.specialist, { type: 'note', content: content('seen') });
    expect(term.of('clock-breached')).toEqual([]);
    term.until(term.now);
    expect(term.of('task-escalated')).toHaveLength(1);
  });
});

describe('an extension', () => {
  test('whose appointment would have passed is refused, with the least that would do', () => {
    const term = new Term();
    term.until(workedOn(DUE, 2));
    expect(term.extend(1)).toEqual({ ok: false, refusal: { code: 'extension-too-short', least: 3 } });
    expect(term.extend(2)).toMatchObject({ ok: false });
    expect(term.extend(3)).toMatchObject({ ok: true });
    expect(term.reading('case')?.dueAt).toBe(workedOn(DUE, 3));
  });

  test('that would not end within ten years is refused', () => {
    expect(new Term().extend(100_000)).toEqual({ ok: false, refusal: { code: 'bad-term' } });
  });

  test('has the whole ladder before it: a reminder, and a breach of its own', () => {
    const term = new Term();
    const extended = workedOn(DUE, 120);
    term.until(workedOn(DUE, 1));
    term.extend(120);
    term.until(workedOn(extended, 1));
    const reached = term.of('escalation-level-reached').filter(({ clock }) => clock === 'case');
    expect(reached.map(({ escalationLevel, at }) => [escalationLevel, at])).toEqual([
      [0, workedOn(MONDAY, 90)],
      [1, DUE],
      [0, workedOn(MONDAY, 180)],
      [1, extended],
    ]);
    expect(
      term.of('clock-breached').flatMap(({ clock, dueAt }) => (clock === 'case' ? [dueAt] : [])),
    ).toEqual([DUE, extended]);
  });
});

describe('across any sequence of publications and withdrawals that have no force for the past, of orders and of outages', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => {
    const date = new Date(Date.UTC(2026, 2, 2 + n));
    return date.toISOString().slice(0, 10);
  });
  const step = fc.record({
    hours: fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 300 })),
    ticks: fc.boolean(),
    what: fc.oneof(
      fc.array(day, { maxLength: 12 }),
      fc.constantFrom('extend', 'refuse'),
      fc.record({ who: fc.nat({ max: 50 }), choice: fc.nat({ max: 50 }), input: fc.nat({ max: 50 }) }),
    ),
  });

  const refuse = (term: Term) => {
    const canClaim = term
      .available(PEOPLE.specialist)
      .some(({ name, taskId }) => name === 'claim' && taskId === EXAMINE);
    if (canClaim) term.complete('refuse');
  };

  test('no clock changes whether it was late at an instant that is past', () => {
    const people = Object.values(PEOPLE);
    let late = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
        const term = new Term();
        const seen: { id: string; at: Instant; breached: boolean }[] = [];
        for (const { hours: pause, ticks, what } of steps) {
          const later = (term.now + pause * HOUR) as Instant;
          if (ticks) term.until(later);
          else term.outage(later);
          for (const [id, { breached }] of term.readings()) seen.push({ id, at: term.now, breached });
          if (Array.isArray(what)) term.publish(what);
          else if (what === 'extend') term.extend(pause);
          else if (what === 'refuse') refuse(term);
          else {
            const person = people[what.who % people.length] ?? PEOPLE.head;
            const open = term
              .available(person)
              .filter(({ name }) => !['move-procedure', 'recategorise'].includes(name));
            const chosen = open[what.choice % Math.max(open.length, 1)];
            if (chosen !== undefined)
              term.give(
                orderOf(person, inputFor(term.case, term.definition, chosen.name, chosen.taskId, what.input)),
              );
          }
          const now = term.readings();
          for (const { id, at, breached } of seen) {
            const reading = now.get(id);
            if (reading === undefined) throw new Error(`the clock ${id} is gone`);
            if (breached) expect(reading.breached, `${id} was late at ${at}`).toBe(true);
            else if (reading.breached)
              expect(reading.missedAt ?? reading.dueAt, `${id} was in time at ${at}`).toBeGreaterThanOrEqual(
                at,
              );
          }
          if (seen.some(({ breached }) => breached)) late += 1;
        }
      }),
      { numRuns: 600 },
    );
    expect(late).toBeGreaterThan(50);
  });
});
