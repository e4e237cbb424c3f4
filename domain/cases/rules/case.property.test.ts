import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputFor, Play } from '../../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { CaseId, TaskId } from '../../ids.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant } from '../../time/instant.ts';
import { CASE_STATUSES } from '../../vocabulary/statuses.ts';
import type { Command, CommandName, Definition } from '../state/commands.ts';
import { fold } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';
import { WHO_MAY } from './permissions.ts';
import { nextWake } from './wake.ts';

const people = Object.values(PEOPLE);
const START = instant('2026-03-02T08:00:00+07:00');
const names = Object.keys(WHO_MAY) as CommandName[];
/** Decided with a second definition beside the case's own. */
const ELSEWHERE: readonly CommandName[] = ['move-procedure', 'recategorise'];

/** One thing that somebody tries: an action that is open to them, or any command at all. */
const attempt = fc.record({
  who: fc.nat({ max: people.length - 1 }),
  choice: fc.nat({ max: 50 }),
  input: fc.nat({ max: 50 }),
  sensible: fc.boolean(),
  hours: fc.oneof(fc.constant(0), fc.nat({ max: 5 }), fc.nat({ max: 400 })),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never;

const cases: readonly [string, Definition][] = [
  ['dossier', definitionOf(PERMIT_YAML)],
  ['complaint', definitionOf(POTHOLE_YAML)],
  [
    'dossier whose supplement begins the term anew',
    definitionOf(PERMIT_YAML, {
      supplement: { mode: 'restart', term: { amount: 30, unit: 'calendar-days' }, max: 3 },
    }),
  ],
  [
    'dossier paid at intake',
    definitionOf(PERMIT_YAML, { fee: { amount: 15_000, currency: 'VND', due: 'at-intake' } }),
  ],
  [
    'dossier paid on delivery',
    definitionOf(PERMIT_YAML, { fee: { amount: 15_000, currency: 'VND', due: 'on-delivery' } }),
  ],
];

describe.each(cases)('any sequence of commands to a %s', (_, definition) => {
  const begin = () => {
    const play = new Play(definition, START);
    play.do(PEOPLE.receptionist, filingOf(definition));
    return play;
  };

  test('leaves a defined state, loses no task, and can always be brought to its end', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        const play = begin();
        for (const each of attempts) {
          const earlier = play.now;
          play.until((earlier + each.hours * 3_600_000) as Instant);
          tryIt(play, each);
          checkState(play);
        }
        bringToEnd(play);
        expect(play.case.status).toBe('closed');
        checkState(play);
      }),
      { numRuns: 150 },
    );
  });

  test('every action that is offered is accepted, and whatever is not offered is refused', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
        const play = begin();
        for (const each of attempts) tryIt(play, { ...each, sensible: true });
        for (const actor of people) {
          const offered = play.available(actor);
          for (const name of names.filter((n) => n !== 'submit' && n !== 'tick' && !ELSEWHERE.includes(n))) {
            for (const taskId of [null, ...play.case.tasks.map(({ id }) => id)]) {
              const isOffered = offered.some((action) => action.name === name && action.taskId === taskId);
              if (!isOffered && !takesTask(play.case, name) && taskId !== null) continue;
              const before = JSON.stringify(play.case);
              const command = safely(() => inputFor(play.case, definition, name, taskId, each(attempts)));
              if (command === null) continue;
              const fresh = new Play(definition, play.now);
              fresh.state = play.state;
              const decision = fresh.give(orderOf(actor, command));
              expect(JSON.stringify(play.case)).toBe(before);
              expect([name, taskId, actor.user, decision.ok]).toEqual([name, taskId, actor.user, isOffered]);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('an order that comes again changes nothing, and its key with other content is refused', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 15 }), (attempts) => {
        const play = begin();
        for (const each of attempts) {
          const order = tryIt(play, { ...each, sensible: true });
          if (order === null) continue;
          const { version } = play.case;
          expect(play.give(order)).toEqual({ ok: true, events: [] });
          const changed = play.give({ ...order, fingerprint: 'other' });
          expect(changed).toEqual({ ok: false, refusal: { code: 'key-reused' } });
          expect(play.case.version).toBe(version);
        }
      }),
      { numRuns: 40 },
    );
  });
});

const each = (attempts: readonly Attempt[]) => attempts.at(-1)?.input ?? 0;
const takesTask = (state: CaseState, name: CommandName) =>
  ['claim', 'release', 'assign', 'complete', 'transfer', 'return'].includes(name) ||
  (name === 'request-supplement' && state.status !== 'filed');

/** Carries the attempt out; the order when something came of it. */
function tryIt(play: Play, { who, choice, input, sensible }: Attempt) {
  const actor = people[who] ?? PEOPLE.specialist;
  const offered = play.available(actor).filter(({ name }) => !ELSEWHERE.includes(name));
  const taskIds = [null, 'nothing.1' as TaskId, ...play.case.tasks.map(({ id }) => id)];
  const action = sensible
    ? offered[choice % Math.max(offered.length, 1)]
    : { name: names[choice % names.length] as CommandName, taskId: taskIds[input % taskIds.length] ?? null };
  if (action === undefined) return null;
  const command =
    safely(() => inputFor(play.case, play.definition, action.name, action.taskId, input)) ??
    hostile(action.name);
  const order = orderOf(actor, command);
  const before = play.case;
  const decision = play.give(order);
  if (!decision.ok) expect(play.case).toBe(before);
  return decision.ok && decision.events.length > 0 ? order : null;
}

/** A command with nothing right in it. */
function hostile(name: CommandName): Command {
  const nothing = { taskId: 'x', outcome: '__proto__', step: 'nowhere', documents: [], missing: ['nothing'] };
  const more = {
    way: 'pigeon',
    amount: -1,
    receipt: '',
    by: { amount: 0, unit: 'hours' },
    reason: content('r'),
    content: content('w'),
  };
  return {
    type: name,
    ...nothing,
    ...more,
    into: 'c0ffee' as CaseId,
    mapping: {},
    to: {},
  } as unknown as Command;
}

function safely<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** What must hold of every case at every moment. */
function checkState(play: Play): void {
  const { case: state, events, definition } = play;
  expect(fold(events)).toEqual(state);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(CASE_STATUSES).toContain(state.status);
  const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
  expect(count('task-opened')).toBe(count('task-completed', 'task-cancelled') + state.tasks.length);
  expect(new Set(state.tasks.map(({ id }) => id)).size).toBe(state.tasks.length);
  const working =
    ['in-process', 'suspended'].includes(state.status) ||
    (state.status === 'supplement' && state.interrupted === 'in-process');
  expect(state.tasks.length > 0).toBe(working);
  for (const task of state.tasks) {
    const clock = state.clocks.find(({ id }) => id === task.clock);
    if (clock === undefined) throw new Error(`task ${task.id} lost its clock`);
    const { phase } = readClock(clock, definition.calendars, play.now);
    expect(phase).toBe(state.status === 'in-process' ? 'running' : 'paused');
  }
  // While anybody has to act, one clock of the case runs on somebody, and one only.
  const running = state.clocks.filter(
    (clock) =>
      !clock.id.startsWith('task:') && readClock(clock, definition.calendars, play.now).phase === 'running',
  );
  const isOnSomebody = ['filed', 'in-process', 'supplement'].includes(state.status);
  expect(running.map(({ id }) => id)).toHaveLength(isOnSomebody ? 1 : 0);
  if (state.status === 'supplement') expect(nextWake(state, definition)).not.toBeNull();
  if (state.status === 'closed') {
    expect(state.ending).not.toBeNull();
    expect(nextWake(state, definition)).toBeNull();
  }
  // A tick leaves nothing that is due behind.
  const wake = nextWake(state, definition);
  if (wake !== null && wake > play.now) expect(wake).toBeGreaterThan(play.now);
}

/** From any state there is a way on: people do the helpful thing, and time passes. */
function bringToEnd(play: Play): void {
  const helpful: readonly CommandName[] = [
    'resume',
    'receive-supplement',
    'pay',
    'accept',
    'classify',
    'complete',
    'deliver',
    'publish',
    'close',
    'track',
  ];
  for (let i = 0; i < 200 && play.case.status !== 'closed'; i++) {
    const open = everyone(play).flatMap((actor) =>
      play.available(actor).map((action) => ({ actor, ...action })),
    );
    const step = helpful.flatMap((name) => open.find((each) => each.name === name) ?? []).at(0);
    if (step === undefined) throw new Error(`nobody can move a case that is ${play.case.status}`);
    play.do(step.actor, inputFor(play.case, play.definition, step.name, step.taskId, 0));
    play.give(orderOf(THE_ENGINE, { type: 'tick' }));
  }
}

/** Everybody known, and whoever a task was given to. */
const everyone = (play: Play) => [
  ...people,
  THE_ENGINE,
  ...play.case.tasks.map(({ role, agency, assignee }) => ({
    ...PEOPLE.specialist,
    user: assignee ?? PEOPLE.specialist.user,
    roles: [{ role, agency }],
  })),
];
