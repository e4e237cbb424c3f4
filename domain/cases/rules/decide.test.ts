import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { CaseId, TaskId } from '../../ids.ts';
import type { Procedure } from '../../procedures/language/types.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant, isoOf } from '../../time/instant.ts';
import { CASE_CLOCK, isCaseClock } from '../state/evolve.ts';
import { caseDueAt } from './sla.ts';

/** A Monday. */
const MONDAY = instant('2026-03-02T08:00:00+07:00');
const at = (text: string) => instant(`2026-03-${text}:00+07:00`);
const why = content('why');
const task = (id: string) => id as TaskId;

function dossier(change: Partial<Procedure> = {}, facts: Record<string, number> = { area: 300 }): Play {
  const definition = definitionOf(PERMIT_YAML, change);
  const play = new Play(definition, MONDAY);
  play.do(PEOPLE.receptionist, filingOf(definition, { facts }));
  return play;
}

function accepted(change: Partial<Procedure> = {}, facts?: Record<string, number>): Play {
  const play = dossier(change, facts);
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

function complaint(urgency: 'normal' | 'urgent' = 'normal'): Play {
  const definition = definitionOf(POTHOLE_YAML);
  const play = new Play(definition, MONDAY);
  play.do(PEOPLE.receptionist, filingOf(definition));
  play.do(PEOPLE.receptionist, { type: 'classify', urgency, owner: null });
  return play;
}

const done = (id: string, outcome: string) =>
  ({ type: 'complete', taskId: task(id), outcome, reason: null, documents: [] }) as const;
const tasksOf = (play: Play) => play.case.tasks.map(({ id }) => id as string);
const typesOf = (play: Play) => play.events.map(({ type }) => type as string);
const dueOf = (play: Play) => {
  const due = caseDueAt(play.case, play.definition, play.now);
  return due === null ? null : isoOf(due);
};

describe('the way of a dossier', () => {
  test('goes from filing by examination, consultation and signature to its result, its fee and its end', () => {
    const play = accepted();
    expect(tasksOf(play)).toEqual(['examine.1']);
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    expect(tasksOf(play)).toEqual(['consult.1.tax', 'consult.1.fire-police', 'consult.1.construction']);
    play.do(PEOPLE.tax, done('consult.1.tax', 'agree'));
    expect(play.case.tasks).toHaveLength(2);
    play.do(PEOPLE.fire, done('consult.1.fire-police', 'agree'));
    expect(tasksOf(play)).toEqual(['sign.1']);
    play.do(PEOPLE.head, done('sign.1', 'approve'));
    expect(play.case).toMatchObject({ status: 'payment', ending: 'granted' });
    play.do(PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-7', how: 'cash' });
    expect(play.case.status).toBe('decided');
    play.do(PEOPLE.receptionist, { type: 'deliver', way: 'post' });
    play.do(PEOPLE.citizen, { type: 'rate', rating: 'satisfied', content: null });
    play.do(PEOPLE.receptionist, { type: 'close' });
    expect(play.case).toMatchObject({ status: 'closed', delivery: 'post', rating: 'satisfied', tasks: [] });
  });

  test('two of three opinions are enough, and the third is no longer asked for', () => {
    const play = accepted();
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    play.do(PEOPLE.tax, done('consult.1.tax', 'agree'));
    play.do(PEOPLE.construction, done('consult.1.construction', 'agree'));
    expect(play.events).toContainEqual(
      expect.objectContaining({
        type: 'task-cancelled',
        taskId: 'consult.1.fire-police',
        why: 'join-satisfied',
      }),
    );
    const late = play.give(orderOf(PEOPLE.fire, done('consult.1.fire-police', 'agree')));
    expect(late).toEqual({ ok: false, refusal: { code: 'no-such-task', taskId: 'consult.1.fire-police' } });
  });

  test('an opinion against sends the work back where the procedure says so', () => {
    const play = accepted();
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    play.do(PEOPLE.fire, { ...done('consult.1.fire-police', 'disagree'), reason: why });
    play.do(PEOPLE.tax, done('consult.1.tax', 'agree'));
    expect(tasksOf(play)).toEqual(['examine.2']);
  });

  test('a small building needs no consultation', () => {
    const play = accepted({}, { area: 200 });
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    expect(tasksOf(play)).toEqual(['sign.1']);
    expect(typesOf(play)).toContain('step-skipped');
  });

  test('a loop back opens the step anew, with a task and a clock of its own', () => {
    const play = accepted({}, { area: 10 });
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    play.do(PEOPLE.head, { ...done('sign.1', 'rework'), reason: why });
    expect(tasksOf(play)).toEqual(['examine.2']);
    expect(play.case.clocks.map(({ id }) => id)).toEqual([CASE_CLOCK, 'task:examine.2']);
  });

  test('an outcome that wants a reason is refused without one, and an unknown one names those there are', () => {
    const play = accepted();
    expect(play.give(orderOf(PEOPLE.specialist, done('examine.1', 'refuse')))).toEqual({
      ok: false,
      refusal: { code: 'reason-required', outcome: 'refuse' },
    });
    expect(play.give(orderOf(PEOPLE.specialist, done('examine.1', 'constructor')))).toEqual({
      ok: false,
      refusal: { code: 'no-such-outcome', outcome: 'constructor', known: ['forward', 'refuse'] },
    });
  });

  test('a document that the procedure requires must be there at filing', () => {
    const definition = definitionOf(PERMIT_YAML);
    const decision = new Play(definition, MONDAY).give(
      orderOf(PEOPLE.receptionist, filingOf(definition, { documents: [] })),
    );
    expect(decision).toEqual({ ok: false, refusal: { code: 'document-missing', rule: 'drawing' } });
  });

  test('a fee due at intake must be paid before the dossier is accepted', () => {
    const play = dossier({ fee: { amount: 15_000, currency: 'VND', due: 'at-intake' } });
    expect(play.give(orderOf(PEOPLE.receptionist, { type: 'accept' }))).toEqual({
      ok: false,
      refusal: { code: 'fee-unpaid', amount: 15_000 },
    });
    expect(
      play.give(orderOf(PEOPLE.receptionist, { type: 'pay', amount: 14_999, receipt: 'x', how: 'cash' })),
    ).toMatchObject({ refusal: { code: 'wrong-amount' } });
    play.do(PEOPLE.receptionist, { type: 'pay', amount: 15_000, receipt: 'x', how: 'cash' });
    play.do(PEOPLE.receptionist, { type: 'accept' });
    expect(play.case.status).toBe('in-process');
  });

  test('an unpaid fee holds the result and no clock: the agencies were done in time when they had decided', () => {
    const play = accepted({}, { area: 50 });
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    play.do(PEOPLE.head, done('sign.1', 'approve'));
    expect(play.case).toMatchObject({ status: 'payment', ending: 'granted', decidedAt: play.now });
    const readings = () =>
      play.case.clocks.map((clock) => {
        const { phase, breached } = readClock(clock, play.definition.calendars, play.now);
        return [phase, clock.ledger.at(-1), breached];
      });
    const met = ['stopped', { kind: 'stop', at: play.now, why: 'met' }, false];
    expect(readings()).not.toEqual([]);
    expect(readings()).toEqual(readings().map(() => met));
    play.until(instant('2026-06-30T08:00:00+07:00'));
    expect(readings()).toEqual(readings().map(() => met));
    expect(typesOf(play)).not.toContain('clock-breached');
    expect(play.give(orderOf(PEOPLE.receptionist, { type: 'deliver', way: 'counter' }))).toMatchObject({
      refusal: { code: 'not-allowed-now' },
    });
    expect(play.give(orderOf(PEOPLE.receptionist, { type: 'send', address: why }))).toMatchObject({
      refusal: { code: 'not-allowed-now' },
    });
    play.do(PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-8', how: 'cash' });
    play.do(PEOPLE.receptionist, { type: 'deliver', way: 'counter' });
    expect(play.case.status).toBe('delivered');
  });

  test('a fee is taken while the case is suspended, and suspended it stays', () => {
    const play = accepted();
    play.do(PEOPLE.head, { type: 'suspend', reason: why });
    play.do(THE_ENGINE, { type: 'pay', amount: 75_000, receipt: 'FT-1', how: 'transfer' });
    expect(play.case).toMatchObject({ status: 'suspended', fee: { paid: true, transfer: 'FT-1' } });
    play.do(PEOPLE.head, { type: 'resume' });
    expect(play.case.status).toBe('in-process');
  });

  test('a refused dossier owes no fee before its letter is handed over', () => {
    const play = accepted();
    play.do(PEOPLE.specialist, { ...done('examine.1', 'refuse'), reason: why });
    expect(play.case).toMatchObject({ status: 'decided', ending: 'refused' });
    play.do(PEOPLE.receptionist, { type: 'deliver', way: 'electronic' });
    expect(play.case.status).toBe('delivered');
  });

  test('what was moved by somebody else in between is refused as stale', () => {
    const play = accepted();
    const version = play.case.version;
    play.do(PEOPLE.specialist, { type: 'claim', taskId: task('examine.1') });
    const decision = play.give(
      orderOf(PEOPLE.specialist, done('examine.1', 'forward'), { expectedVersion: version }),
    );
    expect(decision).toEqual({
      ok: false,
      refusal: { code: 'stale-version', expected: version, actual: version + 1 },
    });
  });

  test('a task is transferred at most as often as the procedure allows, then only the province office decides', () => {
    const play = accepted({ transfer: { max: 1, clock: 'keep' } });
    play.do(PEOPLE.specialist, {
      type: 'transfer',
      taskId: task('examine.1'),
      agency: OTHER_WARD,
      reason: why,
    });
    expect(play.case.agencies.owner).toBe(OTHER_WARD);
    expect(play.available(PEOPLE.specialist).map(({ name }) => name)).not.toContain('complete');
    const again = { type: 'transfer', taskId: task('examine.1'), agency: 'hue.ward', reason: why } as never;
    expect(play.give(orderOf(PEOPLE.otherWard, again))).toEqual({
      ok: false,
      refusal: { code: 'limit-reached', what: 'transfers', max: 1 },
    });
    play.do(PEOPLE.province, again);
    expect(play.case.tasks[0]?.agency).toBe('hue.ward');
  });

  test('work is returned to an earlier step, and the clock of the case goes on', () => {
    const play = accepted({}, { area: 10 });
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    const clock = play.case.clocks.find(isCaseClock);
    play.do(PEOPLE.head, { type: 'return', taskId: task('sign.1'), step: 'examine', reason: why });
    expect(tasksOf(play)).toEqual(['examine.2']);
    expect(play.case.clocks.find(isCaseClock)).toEqual(clock);
    expect(
      play.give(
        orderOf(PEOPLE.specialist, { type: 'return', taskId: task('examine.2'), step: 'sign', reason: why }),
      ).ok,
    ).toBe(false);
  });
});

describe('the time of a dossier', () => {
  test('fifteen working days from acceptance end three weeks later', () => {
    expect(dueOf(accepted())).toBe(isoOf(instant('2026-03-23T08:00:00+07:00')));
  });

  test('a supplement request stops the clock until the documents arrive', () => {
    const play = accepted();
    play.until(at('04T08:00'));
    play.do(PEOPLE.specialist, {
      type: 'request-supplement',
      taskId: task('examine.1'),
      missing: ['title'],
      reason: why,
    });
    expect(dueOf(play)).toBeNull();
    const clock = play.case.clocks.find(isCaseClock);
    if (clock === undefined) throw new Error('no clock');
    expect(readClock(clock, play.definition.calendars, at('20T08:00')).consumed).toBe(2 * 480);
    play.until(at('11T08:00'));
    const document = { id: 'd2', rule: 'title', digest: 'f'.repeat(64) };
    expect(play.give(orderOf(PEOPLE.citizen, { type: 'receive-supplement', documents: [] }))).toEqual({
      ok: false,
      refusal: { code: 'document-missing', rule: 'title' },
    });
    play.do(PEOPLE.citizen, { type: 'receive-supplement', documents: [document] });
    expect(play.case.status).toBe('in-process');
    expect(dueOf(play)).toBe(isoOf(instant('2026-03-30T08:00:00+07:00')));
  });

  test('where the procedure restarts, the full term begins again at the first step', () => {
    const play = accepted({
      supplement: { mode: 'restart', term: { amount: 30, unit: 'calendar-days' }, max: 1 },
    });
    play.until(at('04T08:00'));
    play.do(PEOPLE.specialist, {
      type: 'request-supplement',
      taskId: task('examine.1'),
      missing: ['title'],
      reason: why,
    });
    play.until(at('11T08:00'));
    play.do(PEOPLE.citizen, {
      type: 'receive-supplement',
      documents: [{ id: 'd2', rule: 'title', digest: 'f'.repeat(64) }],
    });
    expect(tasksOf(play)).toEqual(['examine.2']);
    expect(dueOf(play)).toBe(isoOf(instant('2026-04-01T08:00:00+07:00')));
  });

  test('past the citizen’s own term the dossier is stopped', () => {
    const play = accepted();
    play.do(PEOPLE.specialist, {
      type: 'request-supplement',
      taskId: task('examine.1'),
      missing: ['title'],
      reason: why,
    });
    play.until(instant('2026-04-01T23:59:00+07:00'));
    expect(play.case.status).toBe('supplement');
    play.until(instant('2026-04-02T00:00:00+07:00'));
    expect(play.case).toMatchObject({ status: 'closed', ending: 'stopped', tasks: [] });
  });

  test('a late task is warned of, breached, carded and taken over by the head, each once', () => {
    const play = accepted();
    play.until(at('06T17:00'));
    const late = play.events
      .filter((event) => 'clock' in event && event.clock === 'task:examine.1')
      .map(({ type }) => type as string);
    expect(late).toEqual([
      'escalation-level-reached',
      'escalation-level-reached',
      'clock-breached',
      'card-given',
      'escalation-level-reached',
      'card-given',
    ]);
    const breach = play.events.find(({ type }) => type === 'clock-breached');
    expect(breach).toMatchObject({ dueAt: at('05T08:00'), at: at('05T08:00') });
    expect(play.case.tasks[0]).toMatchObject({ role: 'agency-head', assignee: null });
    play.do(PEOPLE.head, done('examine.1', 'forward'));
  });

  test('a breach that nobody was up to notice is recorded with the instant at which it was due', () => {
    const play = accepted();
    play.now = at('05T15:00');
    play.do(THE_ENGINE, { type: 'tick' });
    expect(play.events.find(({ type }) => type === 'clock-breached')).toMatchObject({
      dueAt: at('05T08:00'),
      at: at('05T15:00'),
    });
  });

  test('an extension moves the deadline once, and a second is refused', () => {
    const play = accepted();
    const by = { amount: 5, unit: 'working-days' } as const;
    play.do(PEOPLE.head, { type: 'extend', by, taskId: null, reason: why });
    expect(dueOf(play)).toBe(isoOf(instant('2026-03-30T08:00:00+07:00')));
    expect(
      play.give(orderOf(PEOPLE.province, { type: 'extend', by, taskId: null, reason: why })),
    ).toMatchObject({ refusal: { code: 'limit-reached' } });
  });

  test('force majeure stands every clock still', () => {
    const play = accepted();
    play.do(PEOPLE.province, { type: 'suspend', reason: why });
    play.until(at('09T08:00'));
    expect(typesOf(play)).not.toContain('escalation-level-reached');
    play.do(PEOPLE.head, { type: 'resume' });
    expect(dueOf(play)).toBe(isoOf(instant('2026-03-30T08:00:00+07:00')));
  });

  test('received after 15:00, a same-day procedure counts from the next working day', () => {
    const sla = {
      total: { amount: 1, unit: 'working-days' },
      urgent: null,
      calendar: 'office',
      minutesPerWorkingDay: 480,
      sameDayUntil: 15 * 60,
    } as const;
    const play = dossier({ sla }, { area: 1 });
    play.now = instant('2026-03-06T15:00:00+07:00');
    play.do(PEOPLE.receptionist, { type: 'accept' });
    const clock = play.case.clocks.find(isCaseClock);
    expect(isoOf(clock?.ledger[0]?.at as Instant)).toBe(isoOf(instant('2026-03-09T07:30:00+07:00')));
    expect(dueOf(play)).toBe(isoOf(instant('2026-03-09T17:30:00+07:00')));
  });

  test('a delivered case closes by itself when nobody objects', () => {
    const play = accepted({ fee: null }, { area: 1 });
    play.do(PEOPLE.specialist, done('examine.1', 'forward'));
    play.do(PEOPLE.head, done('sign.1', 'approve'));
    play.do(PEOPLE.receptionist, { type: 'deliver', way: 'counter' });
    play.until(at('17T23:59'));
    expect(play.case.status).toBe('delivered');
    play.until(at('18T00:00'));
    expect(play.case).toMatchObject({ status: 'closed', ending: 'granted' });
  });
});

describe('the way of a complaint', () => {
  test('is handled, checked, published, rated and closed', () => {
    const play = complaint();
    play.do(PEOPLE.specialist, done('handle.1', 'done'));
    play.do(PEOPLE.receptionist, done('check.1', 'approve'));
    play.do(PEOPLE.receptionist, { type: 'publish', content: content('answer') });
    play.do(PEOPLE.citizen, { type: 'rate', rating: 'not-satisfied', content: content('still there') });
    expect(play.case).toMatchObject({ status: 'delivered', ending: 'resolved', rating: 'not-satisfied' });
  });

  test('what is urgent runs day and night on its own term', () => {
    expect(dueOf(complaint('urgent'))).toBe(isoOf(at('03T08:00')));
    expect(dueOf(complaint('normal'))).toBe(isoOf(at('11T08:00')));
  });

  test('a dispute reopens it under a new clock, and is too late after the window', () => {
    const play = complaint();
    play.do(PEOPLE.specialist, done('handle.1', 'done'));
    play.do(PEOPLE.receptionist, done('check.1', 'approve'));
    play.do(PEOPLE.receptionist, { type: 'publish', content: content('answer') });
    play.until(at('05T08:00'));
    play.do(PEOPLE.citizen, { type: 'dispute', reason: why });
    expect(tasksOf(play)).toEqual(['handle.2']);
    expect(play.case.clocks.find(isCaseClock)?.id).toBe('case.2');
    play.do(PEOPLE.specialist, done('handle.2', 'done'));
    play.do(PEOPLE.receptionist, done('check.2', 'approve'));
    play.do(PEOPLE.receptionist, { type: 'publish', content: content('answer') });
    play.now = at('20T08:00');
    expect(play.give(orderOf(PEOPLE.citizen, { type: 'dispute', reason: why }))).toMatchObject({
      refusal: { code: 'not-allowed-now' },
    });
  });

  test('a duplicate ends as part of the other, and never of itself', () => {
    const play = complaint();
    expect(
      play.give(orderOf(PEOPLE.receptionist, { type: 'merge', into: play.case.id, reason: why })),
    ).toMatchObject({ refusal: { code: 'merge-with-itself' } });
    play.do(PEOPLE.receptionist, { type: 'merge', into: 'beef' as CaseId, reason: why });
    expect(play.case).toMatchObject({ status: 'closed', ending: 'merged', mergedInto: 'beef', tasks: [] });
  });

  test('nobody moves a closed case', () => {
    const play = complaint();
    play.do(PEOPLE.citizen, { type: 'withdraw', reason: why });
    for (const actor of Object.values(PEOPLE)) expect(play.available(actor)).toEqual([]);
  });
});
