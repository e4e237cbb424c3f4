import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  actorWith,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { AgencyId, UserId } from '../../ids.ts';
import { checkProcedure } from '../../procedures/checks/check.ts';
import { parseProcedure } from '../../procedures/language/parse.ts';
import { workTerm } from '../../procedures/language/proportion.ts';
import type { Procedure } from '../../procedures/language/types.ts';
import { type Instant, instant } from '../../time/instant.ts';
import { decideMove } from './move.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const HOLE = definitionOf(POTHOLE_YAML);
const { receptionist, specialist, citizen, head } = PEOPLE;
const reason = content('why');

function play(definition = HOLE, filing: Parameters<typeof filingOf>[1] = {}) {
  const begun = new Play(definition, START);
  begun.do(receptionist, filingOf(definition, filing));
  return begun;
}

function published(definition = HOLE) {
  const one = play(definition);
  one.do(receptionist, { type: 'classify', urgency: 'normal', owner: null });
  const done = (taskId: string, outcome: string) =>
    ({ type: 'complete', taskId: taskId as never, outcome, reason: null, documents: [] }) as const;
  one.do(specialist, done('handle.1', 'done'));
  one.do(receptionist, done('check.1', 'approve'));
  one.do(receptionist, { type: 'publish', content: content('said') });
  return one;
}

/** Five days from Monday 2 March end on a Saturday, and so with the Monday after it. */
const WINDOW_ENDS = instant('2026-03-10T00:00:00+07:00');

describe('an appeal', () => {
  const appeal = (to = OTHER_WARD as AgencyId) => ({ type: 'appeal', reason, to }) as const;

  test('is open as long as a dispute is, and not a minute longer', () => {
    const definition = definitionOf(POTHOLE_YAML, { appeal: { max: 1, direct: true } });
    const one = published(definition);
    one.now = (WINDOW_ENDS + 60_000) as Instant;
    expect(one.give(orderOf(citizen, appeal()))).toMatchObject({
      ok: false,
      refusal: { code: 'not-allowed-now' },
    });
    const other = published(definition);
    other.now = WINDOW_ENDS;
    expect(other.do(citizen, appeal())).toMatchObject({
      status: 'in-process',
      agencies: { owner: OTHER_WARD },
      counts: { reopenings: 1, appeals: 1 },
    });
  });

  test('needs a dispute before it, unless the procedure says otherwise; and there may be none at all', () => {
    expect(published().give(orderOf(citizen, appeal()))).toMatchObject({
      refusal: { code: 'dispute-first' },
    });
    const never = published(definitionOf(POTHOLE_YAML, { appeal: { max: 0, direct: true } }));
    expect(never.give(orderOf(citizen, appeal()))).toMatchObject({
      refusal: { code: 'limit-reached', what: 'appeals', max: 0 },
    });
  });

  test('is made by the reporter or the counter for them, and goes to another agency than the one complained of', () => {
    const one = published(definitionOf(POTHOLE_YAML, { appeal: { max: 1, direct: true } }));
    for (const actor of [specialist, head, PEOPLE.otherCitizen, PEOPLE.province])
      expect(one.give(orderOf(actor, appeal()))).toMatchObject({ refusal: { code: 'not-permitted' } });
    expect(one.give(orderOf(citizen, appeal(AGENCIES.owner)))).toMatchObject({
      refusal: { code: 'same-agency' },
    });
  });
});

describe('another category', () => {
  const other = definitionOf(POTHOLE_YAML.replace('8.000001', '8.000009'));
  const to = (definition = other, agencies: Record<string, AgencyId> = { ...AGENCIES, owner: OTHER_WARD }) =>
    ({ type: 'recategorise', to: definition.ref, agencies, facts: { depth: 3 }, reason }) as const;
  const decided = (one: Play, command = to(), definition = other, actor = receptionist) =>
    decideMove(one.case, orderOf(actor, command), one.now, HOLE, definition);

  test('is what the complaint goes on under, with its agencies and facts; its counter stays', () => {
    const one = play();
    const decision = decided(one, to(other, { ...AGENCIES, counter: OTHER_WARD, owner: OTHER_WARD }));
    expect(decision).toMatchObject({
      ok: true,
      events: [
        {
          type: 'case-recategorised',
          from: HOLE.ref,
          to: other.ref,
          agencies: { counter: AGENCIES.counter, owner: OTHER_WARD },
          facts: { depth: 3 },
        },
      ],
    });
  });

  test('is refused under the same code, of another kind, with an agency missing, and by who may not', () => {
    const one = play();
    expect(decided(one, to(HOLE), HOLE)).toMatchObject({
      refusal: { code: 'cannot-move', why: 'same-version' },
    });
    const permit = definitionOf(PERMIT_YAML);
    expect(decided(one, to(permit), permit)).toMatchObject({ refusal: { why: 'other-procedure' } });
    const power = definitionOf(
      POTHOLE_YAML.replace('8.000001', '8.000008').replace('agency: owner', 'agency: power'),
    );
    expect(decided(one, to(power), power)).toMatchObject({ refusal: { why: 'no-way-on', step: 'handle' } });
    expect(decided(one, to(), other, specialist)).toMatchObject({ refusal: { code: 'not-permitted' } });
    one.do(receptionist, { type: 'classify', urgency: 'normal', owner: null });
    expect(decided(one)).toMatchObject({ refusal: { code: 'not-allowed-now' } });
  });
});

describe('danger to life', () => {
  test('is said by whoever files, and of complaints alone', () => {
    expect(play(HOLE, { danger: true }).case).toMatchObject({ status: 'in-process', urgency: 'danger' });
    const permit = definitionOf(PERMIT_YAML);
    const dossier = new Play(permit, START);
    expect(dossier.give(orderOf(receptionist, filingOf(permit, { danger: true })))).toMatchObject({
      refusal: { code: 'not-permitted' },
    });
  });

  test('is said by a sensor of what it files itself', () => {
    const definition = definitionOf(POTHOLE_YAML, { channels: ['sensor'] });
    const sensor = actorWith('cam-bien', 'sensor', null);
    const file = (applicant: string | null) =>
      new Play(definition, START).give(
        orderOf(
          sensor,
          filingOf(definition, { channel: 'sensor', applicant: applicant as UserId | null, danger: true }),
        ),
      ).ok;
    expect([file('cam-bien'), file(null), file('dan')]).toEqual([true, false, false]);
  });
});

describe('the terms of steps in haste', () => {
  const sla: Procedure['sla'] = {
    total: { amount: 3, unit: 'working-days' },
    urgent: { amount: 6, unit: 'hours' },
    danger: { amount: 2, unit: 'hours' },
    calendar: 'office',
    minutesPerWorkingDay: 480,
    sameDayUntil: null,
  };
  const day = { amount: 1, unit: 'working-days' } as const;

  test('keep their share of the whole, or are what the step says of urgent ones', () => {
    const length = (work: Parameters<typeof workTerm>[1], haste: Parameters<typeof workTerm>[2]) =>
      workTerm(sla, work, haste).length;
    expect([
      length({ due: day }, 'normal'),
      length({ due: day }, 'urgent'),
      length({ due: day }, 'danger'),
    ]).toEqual([480, 120, 40]);
    const own = { due: day, urgentDue: { amount: 1, unit: 'hours' } } as const;
    expect([length(own, 'normal'), length(own, 'urgent'), length(own, 'danger')]).toEqual([480, 60, 40]);
    expect(
      workTerm({ ...sla, urgent: null, danger: sla.danger as never }, { due: day }, 'urgent').length,
    ).toBe(480);
  });

  test('are checked when a procedure is published: with their own terms too the steps fit in the urgent one', () => {
    const wrong = (urgentDue: string) => {
      const yaml = POTHOLE_YAML.replace('due: 20 hours', `due: 20 hours\n    urgentDue: ${urgentDue}`);
      const parsed = parseProcedure(yaml, 'hole.yaml');
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return checkProcedure(parsed.procedure, { directory: null, calendars: null }).map(({ path, code }) => [
        path,
        code,
      ]);
    };
    expect(wrong('20 hours')).toEqual([]);
    expect(wrong('24 hours')).toEqual([['sla.urgent', 'steps-exceed-total']]);
    expect(wrong('0 hours')).toEqual([['steps[0].urgentDue', 'term-not-positive']]);
  });
});

describe('proof of the work', () => {
  test('is checked when a procedure is published: each rule is one of its documents', () => {
    const proving = (requires: string) => {
      const yaml = POTHOLE_YAML.replace('done: {to: check,', `done: {to: check, requires: ${requires},`);
      const parsed = parseProcedure(yaml, 'hole.yaml');
      return parsed.ok
        ? checkProcedure(parsed.procedure, { directory: null, calendars: null }).map(({ path, code }) => [
            path,
            code,
          ])
        : parsed.problems.map(({ path, code }) => [path, code]);
    };
    expect(proving('{documents: [photo], position: true}')).toEqual([]);
    expect(proving('{documents: [film]}')).toEqual([
      ['steps[0].outcomes.done.requires.documents[0]', 'unknown-document'],
    ]);
    expect(proving('{documents: [photo, photo]}')).toEqual([
      ['steps[0].outcomes.done.requires.documents[1]', 'repeated'],
    ]);
    expect(proving('{position: false}')).toEqual([['steps[0].outcomes.done.requires.position', 'bad-value']]);
    expect(proving('{}')).toEqual([['steps[0].outcomes.done.requires', 'bad-value']]);
  });
});

describe('what was refused as spam', () => {
  test('says so in its record; of a dossier nothing is spam', () => {
    const one = play();
    expect(one.do(receptionist, { type: 'refuse', reason, spam: true })).toMatchObject({
      spam: true,
      status: 'closed',
    });
    expect(play().do(receptionist, { type: 'refuse', reason })).not.toHaveProperty('spam');
    const dossier = play(definitionOf(PERMIT_YAML));
    expect(dossier.give(orderOf(receptionist, { type: 'refuse', reason, spam: true }))).toMatchObject({
      ok: false,
    });
  });
});
