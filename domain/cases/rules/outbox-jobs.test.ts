/** What a case asks of the world outside: an officer for a task, a call of another system, a message that waits. */
import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId, UserId } from '../../ids.ts';
import type { Procedure } from '../../procedures/language/types.ts';
import { type Instant, instant, isoOf } from '../../time/instant.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';
import type { Definition, Filing } from '../state/commands.ts';
import type { CaseEvent } from '../state/events.ts';
import { fold } from '../state/evolve.ts';
import { vacancies } from './balancing.ts';
import { hooksOf } from './hooks.ts';
import { heldBack } from './quiet.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const PERMIT = definitionOf(PERMIT_YAML);
const BALANCED = definitionOf(
  PERMIT_YAML.replace('    supplement: true\n', '    supplement: true\n    assign: least-loaded\n').replace(
    '{agency: tax, due: 5 working-days}',
    '{agency: tax, due: 5 working-days, assign: round-robin}',
  ),
);
const EXAMINE = 'examine.1' as TaskId;

function accepted(definition: Definition, filing: Partial<Filing> = {}): Play {
  const play = new Play(definition, START);
  play.do(PEOPLE.receptionist, filingOf(definition, filing));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

/** What the last order left vacant. */
function vacant(play: Play) {
  const last = play.events.at(-1)?.order.id;
  const events = play.events.filter(({ order }) => order.id === last);
  return vacancies(play.case, events, play.definition);
}

describe('a task that opens', () => {
  test('is given to somebody where the procedure says how', () => {
    expect(vacant(accepted(BALANCED))).toEqual([
      {
        province: 'hue',
        caseId: 'c0ffee',
        taskId: EXAMINE,
        agency: AGENCIES.owner,
        role: 'specialist',
        how: 'least-loaded',
        area: null,
      },
    ]);
  });

  test('waits for its group where nothing is said', () => {
    expect(vacant(accepted(PERMIT))).toEqual([]);
  });

  test('goes by the habit of the agency where the procedure is silent, and by its ward', () => {
    const offices = { [AGENCIES.owner]: { assign: 'by-ward', area: 'thuan-hoa' } } as const;
    expect(vacant(accepted(PERMIT, { offices }))).toMatchObject([{ how: 'by-ward', area: 'thuan-hoa' }]);
    expect(vacant(accepted(BALANCED, { offices }))).toMatchObject([{ how: 'least-loaded' }]);
  });

  test('is balanced branch by branch', () => {
    const play = accepted(BALANCED, { facts: { area: 300 } });
    play.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    expect(vacant(play)).toMatchObject([
      { taskId: 'consult.1.tax', how: 'round-robin', agency: AGENCIES.tax },
    ]);
  });

  test('is balanced again where it goes to another agency, and not when an officer gives it back', () => {
    const play = accepted(BALANCED);
    play.do(PEOPLE.specialist, { type: 'claim', taskId: EXAMINE });
    expect(vacant(play)).toEqual([]);
    play.do(PEOPLE.specialist, { type: 'release', taskId: EXAMINE });
    expect(vacant(play)).toEqual([]);
    play.do(PEOPLE.specialist, {
      type: 'transfer',
      taskId: EXAMINE,
      agency: OTHER_WARD,
      reason: content('why'),
    });
    expect(vacant(play)).toMatchObject([{ agency: OTHER_WARD, how: 'least-loaded' }]);
  });

  test('that escalates to the head does not go by the rule of the specialists', () => {
    const play = accepted(BALANCED);
    play.until(instant('2026-03-09T08:00:00+07:00'));
    expect(play.events.some(({ type }) => type === 'task-escalated')).toBe(true);
    expect(vacancies(play.case, play.events, play.definition)).toEqual([]);
  });
});

describe('balancing', () => {
  const balance = {
    type: 'balance',
    taskId: EXAMINE,
    assignee: 'minh' as UserId,
    how: 'round-robin',
  } as const;

  test('gives the task, and the event says by which rule', () => {
    const play = accepted(BALANCED);
    play.do(THE_ENGINE, balance);
    expect(play.events.at(-1)).toMatchObject({ type: 'task-assigned', assignee: 'minh', how: 'round-robin' });
    expect(play.case.tasks[0]?.assignee).toBe('minh');
  });

  test('takes nothing from who was quicker', () => {
    const play = accepted(BALANCED);
    play.do(PEOPLE.secondSpecialist, { type: 'claim', taskId: EXAMINE });
    expect(play.give(orderOf(THE_ENGINE, balance))).toMatchObject({ refusal: { code: 'task-held' } });
  });

  test("is the engine's alone", () => {
    const play = accepted(BALANCED);
    for (const actor of Object.values(PEOPLE)) {
      expect(play.give(orderOf(actor, balance))).toMatchObject({ refusal: { code: 'not-permitted' } });
      expect(play.available(actor).map(({ name }) => name)).not.toContain('balance');
    }
  });
});

describe('an escalation level that calls', () => {
  const calling = definitionOf(
    PERMIT_YAML.replace('notify agency-head, card', 'webhook control-room, webhook it, card'),
  );

  function reached(): {
    before: Parameters<typeof hooksOf>[0];
    escalationLevel: CaseEvent;
    events: readonly CaseEvent[];
  } {
    const play = accepted(calling);
    play.until(instant('2026-03-06T08:00:00+07:00'));
    const at = play.events.findIndex(
      (event) => event.type === 'escalation-level-reached' && event.escalationLevel === 1,
    );
    const [before, escalationLevel] = [fold(play.events.slice(0, at)), play.events[at]];
    if (before === null || escalationLevel === undefined)
      throw new Error('the escalation level was not reached');
    return { before, escalationLevel, events: play.events };
  }

  test('says which case, clock and agency, each with an id that no other call has', () => {
    const { before, escalationLevel } = reached();
    const calls = hooksOf(before, escalationLevel);
    expect(calls.map(({ id, name }) => [id, name])).toEqual([
      [`hook-c0ffee-${escalationLevel.seq}-1`, 'control-room'],
      [`hook-c0ffee-${escalationLevel.seq}-2`, 'it'],
    ]);
    expect(calls[0]).toMatchObject({
      province: 'hue',
      caseId: 'c0ffee',
      at: escalationLevel.at,
      data: {
        case: 'c0ffee',
        procedure: { code: '9.000001', version: 1 },
        clock: 'task:examine.1',
        escalationLevel: 2,
        dueAt: isoOf(instant('2026-03-05T08:00:00+07:00')),
        agency: AGENCIES.owner,
      },
    });
  });

  test('tells nothing of a person', () => {
    const { before, escalationLevel } = reached();
    const text = JSON.stringify(hooksOf(before, escalationLevel));
    for (const { user } of Object.values(PEOPLE)) expect(text).not.toContain(`"${user}"`);
  });

  test('calls once for each time it is reached', () => {
    const { events } = reached();
    const ids = events.flatMap((event, n) => {
      const before = fold(events.slice(0, n));
      return before === null ? [] : hooksOf(before, event).map(({ id }) => id);
    });
    expect(ids).toHaveLength(2);
  });
});

describe('a message of the night', () => {
  const night = (change: Partial<Procedure> = {}): Definition => ({
    ...PERMIT,
    procedure: { ...PERMIT.procedure, quiet: { from: 1260, until: 360 }, ...change },
    calendars: CALENDARS,
  });
  const at = instant('2026-03-02T23:00:00+07:00');
  const remind = [{ do: 'remind', who: 'assignee' }] as const;
  const state = accepted(PERMIT).case;
  const held = (definition: Definition, urgency: Urgency = 'normal', when: Instant = at) =>
    heldBack({ ...state, urgency }, definition, remind, when);

  test('waits for the morning', () => {
    expect(held(night())).toEqual({ notBefore: instant('2026-03-03T06:00:00+07:00') });
  });

  test('does not wait where it is urgent, or where life is in danger', () => {
    expect(held(night(), 'urgent')).toEqual({});
    expect(held(night(), 'danger')).toEqual({});
  });

  test('does not wait by day, nor where the procedure keeps no quiet hours', () => {
    expect(held(night(), 'normal', START)).toEqual({});
    expect(held(PERMIT)).toEqual({});
  });

  test('is none where the escalation level speaks to nobody', () => {
    expect(heldBack(state, night(), [{ do: 'breach' }, { do: 'card', colour: 'red' }], at)).toEqual({});
  });
});
