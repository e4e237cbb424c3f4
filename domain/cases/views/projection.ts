import type { AgencyId, ClockId } from '../../ids.ts';
import type { Clock } from '../../time/clock.ts';
import { agencyThatMissed, isStopped, lastTurn, readClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import type { Definition } from '../state/commands.ts';
import type { CaseEvent } from '../state/events.ts';
import { endedBy, evolve, isCaseClock, isResponseClock } from '../state/evolve.ts';
import type { CaseState, Task } from '../state/state.ts';
import type { ClockRow, TaskRow, Transition } from '../state/transition.ts';
import { appointmentOf } from './appointment.ts';

/**
 * The rows that lists are read from, as they stand after `events` came to `before`: every open task and clock, and
 * every one that these events ended.
 */
export function project(
  before: CaseState | null,
  events: readonly CaseEvent[],
  definition: Definition,
): Pick<Transition, 'tasks' | 'clocks' | 'appointmentAt'> {
  const tasks = new Map<string, TaskRow>();
  const clocks = new Map<string, ClockRow>();
  const answerable = answerableFor(before);
  let state = before;
  for (const event of events) {
    const after: CaseState = evolve(state, event);
    for (const task of gone(state?.tasks ?? [], after.tasks))
      tasks.set(task.id, taskRow(task, ended(clockOf(state, task), event), definition, event));
    for (const clock of gone(state?.clocks ?? [], after.clocks))
      clocks.set(clock.id, {
        ...clockRow(endedBy(clock, event), state, definition, event.at),
        ...answerable.get(clock.id),
      });
    state = after;
    for (const [id, agency] of answerableFor(state)) if (!answerable.has(id)) answerable.set(id, agency);
  }
  const now = events.at(-1)?.at;
  if (state !== null && now !== undefined) {
    const rows = projectState(state, definition, now);
    for (const task of rows.tasks) tasks.set(task.id, task);
    for (const clock of rows.clocks) clocks.set(clock.id, { ...clock, ...answerable.get(clock.id) });
  }
  const current = state?.clocks.find(isCaseClock);
  const due = (current && clocks.get(current.id)?.dueAt) ?? null;
  return {
    tasks: [...tasks.values()],
    clocks: [...clocks.values()],
    appointmentAt: due === null || state === null ? null : appointmentOf(state, due, definition),
  };
}

/** The open tasks of a state and its clocks, as they stand at an instant. */
export function projectState(
  state: CaseState,
  definition: Pick<Definition, 'calendars'>,
  now: Instant,
): Pick<Transition, 'tasks' | 'clocks'> {
  return {
    tasks: state.tasks.map((task) => taskRow(task, clockOf(state, task), definition, null, now)),
    clocks: state.clocks.map((clock) => clockRow(clock, state, definition, now)),
  };
}

/** Of the clocks that have ended, whose they were: an appeal makes another agency the owner, and not of the lateness before it. */
function answerableFor(state: CaseState | null): Map<string, Pick<ClockRow, 'agency'>> {
  const ended = state?.clocks.filter(isStopped) ?? [];
  return new Map(ended.map((clock) => [clock.id, { agency: agencyOf(clock, state) }]));
}

function agencyOf(clock: Clock, state: CaseState | null): AgencyId {
  const task = state?.tasks.find((each) => each.clock === clock.id);
  const { counter, owner = counter } = state?.agencies ?? {};
  const agency = agencyThatMissed(clock) ?? task?.agency ?? (isResponseClock(clock) ? counter : owner);
  if (agency === undefined) throw new RangeError('every case has a counter');
  return agency as AgencyId;
}

function gone<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  return before.filter(({ id }) => !after.some((each) => each.id === id));
}

function ended(clock: Clock | undefined, event: CaseEvent): Clock | undefined {
  return clock && endedBy(clock, event);
}

function clockOf(state: CaseState | null, task: Task): Clock | undefined {
  return state?.clocks.find(({ id }) => id === task.clock);
}

function taskRow(
  task: Task,
  clock: Clock | undefined,
  definition: Pick<Definition, 'calendars'>,
  closing: CaseEvent | null,
  now: Instant = closing?.at ?? task.openedAt,
): TaskRow {
  return {
    id: task.id,
    step: task.step,
    branch: task.branch,
    agency: task.agency,
    role: task.role,
    assignee: task.assignee,
    openedAt: task.openedAt,
    dueAt: clock === undefined ? null : readClock(clock, definition.calendars, now).dueAt,
    closedAt: closing?.at ?? null,
    closedBy: closing?.by ?? null,
    outcome: closing?.type === 'task-completed' ? closing.outcome : null,
  };
}

function clockRow(
  clock: Clock,
  state: CaseState | null,
  definition: Pick<Definition, 'calendars'>,
  now: Instant,
): ClockRow {
  const reading = readClock(clock, definition.calendars, now);
  const first = clock.ledger.findLast(({ kind }) => kind === 'start' || kind === 'restart');
  const last = lastTurn(clock);
  return {
    id: clock.id,
    taskId: state?.tasks.find((task) => task.clock === (clock.id as ClockId))?.id ?? null,
    agency: agencyOf(clock, state),
    calendar: clock.calendar,
    phase: reading.phase,
    pausedFor: last?.kind === 'pause' ? last.why : null,
    budget: clock.budget,
    consumed: reading.consumed,
    startedAt: first?.at ?? now,
    dueAt: reading.dueAt,
    stoppedAt: last?.kind === 'stop' ? last.at : null,
    missedAt: reading.missedAt,
  };
}
