import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { AgencyId, TaskId } from '../../ids.ts';
import { addWorking } from '../../time/calendar.ts';
import { readClock, startClock } from '../../time/clocks.ts';
import { type Instant, instant, minutes } from '../../time/instant.ts';
import type { Filing } from '../state/commands.ts';
import type { CaseEvent, FactName } from '../state/events.ts';

/** A Monday, 8:00 in Vietnam. */
const MONDAY = instant('2026-03-02T08:00:00+07:00');
const OFFICE = 'hue.office' as AgencyId;
const EXAMINE = 'examine.1' as TaskId;
const hours = (n: number) => minutes(n * 60);

/** A dossier accepted at once, on the ladder given; its first task has 24 working hours. */
function accepted(
  ladder: string,
  sla = 'total: 15 working-days, calendar: office',
  filing: Partial<Filing> = {},
): Play {
  const yaml = PERMIT_YAML.replace(
    /escalations:\n(.*\n)*?result:/,
    `escalations:\n${ladder}\nresult:`,
  ).replace(/sla: \{.*\}/, `sla: {${sla}}`);
  const play = new Play(definitionOf(yaml), MONDAY);
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 }, ...filing }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

const office = (play: Play) => {
  const calendar = play.definition.calendars.office;
  if (calendar === undefined) throw new Error('no office');
  return calendar;
};
const of = <N extends FactName>(play: Play, name: N) =>
  play.events.filter((event): event is Extract<CaseEvent, { type: N }> => event.type === name);

describe('a ladder', () => {
  test('fires a repeated escalation level as often as it says, so long apart, and no more', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}
  - {at: "+4 working-hours", on: [task], repeat: {every: 8 working-hours, times: 2}, do: [remind assignee]}`);
    const due = addWorking(office(play), MONDAY, hours(24));
    play.until(addWorking(office(play), due, hours(100)));
    const reminders = of(play, 'escalation-level-reached').filter(
      ({ escalationLevel, clock }) => escalationLevel === 1 && clock === 'task:examine.1',
    );
    expect(reminders.map(({ at }) => at)).toEqual(
      [4, 12, 20].map((later) => addWorking(office(play), due, hours(later))),
    );
  });

  test('stands only on the clocks that it names, but for the breach, which each clock has', () => {
    const play = accepted(`  - {at: "50%", on: [case], do: [notify agency-head]}
  - {at: "100%", do: [breach]}`);
    play.until(addWorking(office(play), MONDAY, hours(130)));
    expect(
      of(play, 'escalation-level-reached')
        .filter(({ escalationLevel }) => escalationLevel === 0)
        .map(({ clock }) => clock),
    ).toEqual(['case']);
    expect(of(play, 'clock-breached').map(({ clock }) => clock)).toEqual(['task:examine.1', 'case']);
  });

  test('reaches the office’s own aim before the deadline', () => {
    const play = accepted(
      `  - {at: goal, on: [case], do: [remind agency-head]}
  - {at: "100%", do: [breach]}`,
      'total: 15 working-days, goal: 5 working-days, calendar: office',
    );
    play.until(addWorking(office(play), MONDAY, hours(60)));
    expect(
      of(play, 'escalation-level-reached').filter(({ escalationLevel }) => escalationLevel === 0),
    ).toMatchObject([{ clock: 'case', at: addWorking(office(play), MONDAY, hours(40)) }]);
  });

  test('raises a late task to the head of the agency above, where there is one', () => {
    const ladder = `  - {at: "100%", on: [task], do: [breach, raise]}`;
    const offices = { [AGENCIES.owner]: { parent: OFFICE, area: 'ward' } };
    const raised = accepted(ladder, undefined, { offices });
    const late = addWorking(office(raised), MONDAY, hours(25));
    raised.until(late);
    expect(raised.case.tasks).toMatchObject([{ agency: OFFICE, role: 'agency-head', assignee: null }]);
    const alone = accepted(ladder);
    alone.until(late);
    expect(alone.case.tasks).toMatchObject([{ agency: AGENCIES.owner, role: 'specialist' }]);
  });

  test('gives a normal case priority once, and leaves an urgent one as it is', () => {
    const play = accepted(`  - {at: "50%", do: [prioritise urgent]}
  - {at: "100%", do: [breach]}`);
    play.until(addWorking(office(play), MONDAY, hours(130)));
    expect(of(play, 'case-prioritised')).toMatchObject([{ urgency: 'urgent' }]);
    expect(play.case.urgency).toBe('urgent');
  });

  test('gives what runs the urgent term, where that ends sooner: the case and its task as a whole', () => {
    const play = accepted(
      `  - {at: "50%", on: [case], do: [prioritise urgent]}
  - {at: "100%", do: [breach]}`,
      'total: 7 working-days, urgent: 8 hours, calendar: office',
    );
    const half = addWorking(office(play), MONDAY, hours(28));
    play.until(half);
    const due = (id: string) => {
      const clock = play.case.clocks.find((each) => each.id === id);
      return clock === undefined ? null : readClock(clock, play.definition.calendars, play.now).dueAt;
    };
    expect(due('case')).toBe(half + 8 * 3_600_000);
    // The examination was due after 24 working hours: it was late before, and nobody gives it more by being in haste.
    expect(due('task:examine.1')).toBe(addWorking(office(play), MONDAY, hours(24)));
    play.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    // The next task has its share of the urgent term, and the case what it is a share of: both end by day or night.
    expect(Number(due('task:sign.1')) <= Number(due('case'))).toBe(true);
    expect(play.case.clocks.map(({ calendar }) => calendar)).toEqual(['always', 'always']);
  });

  test('of which the urgent term would end later keeps the one that runs', () => {
    const play = accepted(
      `  - {at: "90%", on: [case], do: [prioritise urgent]}
  - {at: "100%", do: [breach]}`,
      'total: 7 working-days, urgent: 6 working-days, calendar: office',
    );
    const due = addWorking(office(play), MONDAY, hours(56));
    play.until(addWorking(office(play), MONDAY, hours(51)));
    expect(of(play, 'case-prioritised')).toMatchObject([{ urgency: 'urgent' }]);
    const [clock] = play.case.clocks;
    expect(clock && readClock(clock, play.definition.calendars, play.now).dueAt).toBe(due);
  });

  test('of which the urgent term begins in the middle of an outage reminds of that term, not of the one before', () => {
    const play = accepted(
      `  - {at: "50%", on: [case], do: [prioritise urgent]}
  - {at: "75%", on: [case], do: [remind assignee]}
  - {at: "100%", do: [breach]}`,
      'total: 7 working-days, urgent: 4 working-hours, calendar: office',
    );
    // Nothing runs from before the half of the term until after its three quarters.
    const back = addWorking(office(play), MONDAY, hours(44));
    play.now = back;
    play.do(THE_ENGINE, { type: 'tick' });
    const reminders = () =>
      of(play, 'escalation-level-reached').filter(
        ({ escalationLevel, clock }) => escalationLevel === 1 && clock === 'case',
      );
    expect(reminders()).toEqual([]);
    const due = addWorking(office(play), back, hours(4));
    play.until(due);
    expect(reminders()).toMatchObject([{ at: addWorking(office(play), back, hours(3)), dueAt: due }]);
  });

  test('says a repeated level once after an outage, with how often it has come due', () => {
    const play = accepted(
      `  - {at: "100%", do: [breach]}
  - {at: "+1 working-hours", on: [task], repeat: {every: 2 working-hours, times: 5}, do: [notify agency-head]}`,
    );
    // Due at 24:00; the level at 25, 27, 29, 31, 33 and 35 hours. Nothing runs until 30:00.
    play.now = addWorking(office(play), MONDAY, hours(30));
    play.do(THE_ENGINE, { type: 'tick' });
    const levels = () =>
      of(play, 'escalation-level-reached')
        .filter(({ escalationLevel }) => escalationLevel === 1)
        .map(({ times }) => times);
    expect(levels()).toEqual([3]);
    play.until(addWorking(office(play), MONDAY, hours(40)));
    expect(levels()).toEqual([3, undefined, undefined, undefined]);
  });

  test('opens a task beside the late one, which somebody completes without moving the case', () => {
    const play = accepted(
      `  - {at: "100%", on: [task], do: [breach, follow-up agency-head 4 working-hours]}`,
    );
    play.until(addWorking(office(play), MONDAY, hours(24)));
    const [, beside] = play.case.tasks;
    if (beside === undefined) throw new Error('no task was opened');
    expect(beside).toMatchObject({
      followUp: true,
      role: 'agency-head',
      agency: AGENCIES.owner,
      step: 'examine',
    });
    // Late itself, it is not followed up in turn.
    play.until(addWorking(office(play), MONDAY, hours(40)));
    expect(play.case.tasks).toHaveLength(2);
    expect(
      play
        .available(PEOPLE.head)
        .filter(({ taskId }) => taskId === beside.id)
        .map(({ name }) => name),
    ).toEqual(['claim', 'assign', 'complete', 'transfer']);
    const complete = { type: 'complete', taskId: beside.id, reason: null, documents: [] } as const;
    expect(
      play.give({ ...orderBy(PEOPLE.head), command: { ...complete, outcome: 'forward' } }),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'no-such-outcome', known: ['done'] },
    });
    play.do(PEOPLE.head, { ...complete, outcome: 'done' });
    expect(play.case.tasks.map(({ id }) => id)).toEqual([EXAMINE]);
  });

  test('takes open follow-ups back when the case is decided', () => {
    const play = accepted(
      `  - {at: "100%", on: [task], do: [breach, follow-up agency-head 4 working-hours]}`,
    );
    play.until(addWorking(office(play), MONDAY, hours(24)));
    play.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'refuse',
      reason: content('no'),
      documents: [],
    });
    expect(play.case).toMatchObject({ status: 'decided', ending: 'refused', tasks: [] });
  });
});

describe('the counter’s first answer', () => {
  const ladder = `  - {at: "100%", do: [breach, card yellow]}`;
  const sla = 'total: 15 working-days, response: 4 working-hours, calendar: office';

  test('is a clock from the filing, met by accepting', () => {
    const play = accepted(ladder, sla);
    expect(play.events[0]).toMatchObject({ type: 'case-filed', response: { id: 'response', budget: 240 } });
    expect(play.case.clocks.map(({ id }) => id)).toEqual(['case', 'task:examine.1']);
  });

  test('is waited for by law where the procedure does not say how long', () => {
    const play = new Play(definitionOf(PERMIT_YAML), MONDAY);
    play.do(PEOPLE.receptionist, filingOf(play.definition));
    expect(play.case.clocks).toMatchObject([{ id: 'response', budget: 8 * 60 }]);
  });

  test('is waited for again once the documents came that were asked for before acceptance', () => {
    const play = new Play(definitionOf(PERMIT_YAML), MONDAY);
    play.do(PEOPLE.receptionist, filingOf(play.definition));
    const ask = {
      type: 'request-supplement',
      taskId: null,
      missing: ['title'],
      reason: content('why'),
    } as const;
    play.do(PEOPLE.receptionist, ask);
    expect(play.case.clocks.map(({ id }) => id)).toEqual(['supplement']);
    play.now = (MONDAY + 24 * 3_600_000) as Instant;
    const documents = [{ id: 'd', rule: 'title', digest: 'd'.repeat(64) }];
    play.do(PEOPLE.receptionist, { type: 'receive-supplement', documents });
    const due = addWorking(office(play), play.now, hours(8));
    expect(play.case.clocks.map(({ id }) => id)).toEqual(['response.2']);
    play.until((due + 1) as Instant);
    expect(of(play, 'clock-breached')).toMatchObject([{ clock: 'response.2', dueAt: due }]);
  });

  test('that comes late is the lateness of the counter', () => {
    const play = accepted(ladder, sla);
    const waiting = new Play(play.definition, MONDAY);
    waiting.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
    waiting.until(addWorking(office(play), MONDAY, hours(5)));
    expect(of(waiting, 'clock-breached')).toMatchObject([
      { clock: 'response', dueAt: addWorking(office(play), MONDAY, hours(4)) },
    ]);
    expect(of(waiting, 'card-given')).toMatchObject([{ agency: AGENCIES.counter, colour: 'yellow' }]);
  });
});

describe('the maximum of a term', () => {
  const sla = 'total: 15 working-days, maximum: 20 working-days, calendar: office';
  const extend = (play: Play, amount: number) =>
    play.give({
      ...orderBy(PEOPLE.head),
      command: {
        type: 'extend',
        by: { amount, unit: 'working-days' },
        taskId: null,
        reason: content('more'),
      },
    });

  test('lets an extension up to it through, and refuses one beyond', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}`, sla);
    expect(extend(play, 6)).toMatchObject({
      ok: false,
      refusal: { code: 'beyond-maximum', maximum: 20 * 480 },
    });
    expect(extend(play, 5)).toMatchObject({ ok: true });
  });
});

test('an extension says which letter of apology is due: from which appointment to which, and how it goes', () => {
  const play = accepted(`  - {at: "100%", do: [breach]}`, undefined, { calendars: { office: 1, always: 1 } });
  play.do(PEOPLE.head, {
    type: 'extend',
    by: { amount: 2, unit: 'working-days' },
    taskId: null,
    reason: content('more'),
  });
  expect(of(play, 'deadline-extended')).toMatchObject([
    {
      letter: {
        from: addWorking(office(play), MONDAY, hours(120)),
        to: addWorking(office(play), MONDAY, hours(136)),
        way: 'paper',
      },
    },
  ]);
});

test('an office with hours of its own is given its term, and extensions, in these', () => {
  const saturday = [[450, 690]] as const;
  const sample = definitionOf(PERMIT_YAML);
  const rule = sample.calendars.office?.hours[0];
  if (rule === undefined) throw new Error('no office');
  const own = { ...CALENDARS.office, id: 'own', hours: [{ ...rule, week: { ...rule.week, 6: saturday } }] };
  const definition = { ...sample, calendars: { ...CALENDARS, own } };
  const play = new Play(definition, MONDAY);
  const offices = { [AGENCIES.owner]: { calendar: 'own' } };
  play.do(PEOPLE.receptionist, filingOf(definition, { facts: { area: 10 }, offices }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  const due = () =>
    readClock(
      play.case.clocks[0] ?? startClock('none', 'own', minutes(1), MONDAY),
      definition.calendars,
      MONDAY,
    ).dueAt;
  expect(due()).toBe(addWorking(own, MONDAY, hours(120)));
  expect(due()).not.toBe(addWorking(CALENDARS.office, MONDAY, hours(120)));
  play.do(PEOPLE.head, {
    type: 'extend',
    by: { amount: 2, unit: 'working-days' },
    taskId: null,
    reason: content('more'),
  });
  expect(due()).toBe(addWorking(own, MONDAY, hours(136)));
});

describe('lateness', () => {
  const calendars = { office: 1, always: 1 };
  const late = (play: Play) => {
    const due = addWorking(office(play), MONDAY, hours(120));
    play.until(addWorking(office(play), due, hours(4)));
    return due;
  };
  const reading = (play: Play) => {
    const clock = play.case.clocks.find(({ id }) => id === 'case');
    if (clock === undefined) throw new Error('no clock');
    return readClock(clock, play.definition.calendars, play.now);
  };

  test('is not granted away by an extension that came after the deadline', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}`, undefined, { calendars });
    const due = late(play);
    play.do(PEOPLE.head, {
      type: 'extend',
      by: { amount: 5, unit: 'working-days' },
      taskId: null,
      reason: content('more'),
    });
    expect(of(play, 'deadline-extended')).toMatchObject([{ judged: { case: { dueAt: due, calendar: 1 } } }]);
    expect(reading(play)).toMatchObject({
      breached: true,
      missedAt: due,
      dueAt: addWorking(office(play), MONDAY, hours(160)),
    });
  });

  test('is none where the extension came in time', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}`, undefined, { calendars });
    play.do(PEOPLE.head, {
      type: 'extend',
      by: { amount: 5, unit: 'working-days' },
      taskId: null,
      reason: content('more'),
    });
    late(play);
    expect(of(play, 'deadline-extended')[0]).not.toHaveProperty('judged');
    expect(reading(play)).toMatchObject({ breached: false, missedAt: null });
  });

  test('is not forgotten with a full term anew', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}\nsuspension: {mode: restart}`, undefined, {
      calendars,
    });
    const due = late(play);
    play.do(PEOPLE.head, { type: 'suspend', reason: content('wait') });
    play.do(PEOPLE.head, { type: 'resume' });
    expect(reading(play)).toMatchObject({ breached: true, missedAt: due });
  });
});

describe('a suspension', () => {
  const suspend = (why: 'payment' | 'other-authority') =>
    ({ type: 'suspend', reason: content('wait'), why }) as const;

  test('says why the clocks stand still', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}`);
    play.do(PEOPLE.head, suspend('other-authority'));
    expect(play.case).toMatchObject({ status: 'suspended', suspended: 'other-authority' });
    expect(play.case.clocks.map(({ ledger }) => ledger.at(-1))).toMatchObject([
      { kind: 'pause', why: 'other-authority' },
      { kind: 'pause', why: 'other-authority' },
    ]);
    play.do(PEOPLE.head, { type: 'resume' });
    expect(play.case.suspended).toBeNull();
  });

  test('gives the full term anew, from the first step, where the procedure says so', () => {
    const play = accepted(`  - {at: "100%", do: [breach]}\nsuspension: {mode: restart}`);
    play.until(addWorking(office(play), MONDAY, hours(10)));
    play.do(PEOPLE.head, suspend('payment'));
    play.until(addWorking(office(play), MONDAY, hours(50)));
    play.do(PEOPLE.head, { type: 'resume' });
    expect(play.case.tasks.map(({ id }) => id)).toEqual(['examine.2']);
    expect(play.case.clocks[0]?.ledger.at(-1)).toMatchObject({ kind: 'restart', at: play.now });
  });
});

let orders = 0;
function orderBy(actor: typeof PEOPLE.head) {
  orders += 1;
  return { id: `ladder-${orders}`, fingerprint: `${orders}`, actor, expectedVersion: null };
}
