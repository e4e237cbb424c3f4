/**
 * Who held the work that a clock measured, and how long: what a breach has to say for itself. Read off the events and
 * the calendars alone, so that it says the same whenever it is asked.
 */
import type { AgencyId, TaskId, UserId } from '../../ids.ts';
import { workedBetween } from '../../time/calendar.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import type { Calendars, Clock } from '../../time/clock.ts';
import { calendarOf, readClock } from '../../time/clocks.ts';
import { type Instant, minutes, type WorkingMinutes } from '../../time/instant.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { CaseEvent } from '../state/events.ts';
import { evolve } from '../state/evolve.ts';
import type { CaseState, Task } from '../state/state.ts';
import type { PastClock } from '../views/clock-history.ts';

/** A task in one pair of hands, or in nobody's. */
export interface Turn {
  readonly taskId: TaskId;
  readonly step: string;
  readonly agency: AgencyId;
  readonly role: Role;
  /** null: it waited for somebody of the role. */
  readonly holder: UserId | null;
  readonly from: Instant;
  readonly to: Instant;
  /** While the clock ran. */
  readonly working: WorkingMinutes;
}

export interface Holding {
  /** From the start of the clock to its stop, or to now. */
  readonly from: Instant;
  readonly to: Instant;
  readonly dueAt: Instant | null;
  /** null: not late. `working`: while the clock ran, past its due instant; `elapsed`: minutes by day and night. */
  readonly late: { readonly working: WorkingMinutes; readonly elapsed: number } | null;
  readonly turns: readonly Turn[];
  /** While the clock ran: somebody held at least one task of it. */
  readonly held: WorkingMinutes;
  /** While the clock ran: nobody held any. */
  readonly idle: WorkingMinutes;
  /** Office time in which the clock stood still, and the same by day and night. */
  readonly paused: { readonly working: WorkingMinutes; readonly elapsed: number };
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

const MINUTE = 60_000;

/**
 * `events`: all of the case, in order. A clock of a task is held with that task, the clock of the case with any of its
 * tasks. Time before the term began anew counts too: it was spent.
 */
export function holdingOf(
  events: readonly CaseEvent[],
  { clock }: Pick<PastClock, 'clock'>,
  calendars: Calendars,
  now: Instant,
): Holding {
  const calendar = calendarOf(clock, calendars);
  const { ran, stood } = stretchesOf(clock, now);
  const from = clock.ledger[0]?.at ?? now;
  const end = endOf(clock, now);
  const { dueAt, breached } = readClock(clock, calendars, now);
  const whole = { from, to: end };
  const turns = turnsOf(events, taskOf(events, clock), end).flatMap((turn) => {
    const part = within(turn, whole);
    return part === null ? [] : [{ ...turn, ...part, working: worked(calendar, ran, [part]) }];
  });
  const inHands = joined(turns.filter(({ holder }) => holder !== null));
  const held = worked(calendar, ran, inHands);
  const all = worked(calendar, ran, [whole]);
  return {
    from,
    to: end,
    dueAt,
    late:
      breached && dueAt !== null
        ? {
            working: worked(calendar, ran, [{ from: dueAt, to: end }]),
            elapsed: Math.floor((end - dueAt) / MINUTE),
          }
        : null,
    turns,
    held,
    idle: minutes(all - held),
    paused: {
      working: worked(calendar, stood, [whole]),
      elapsed: Math.floor(stood.reduce((sum, each) => sum + each.to - each.from, 0) / MINUTE),
    },
  };
}

/** null: the clock is no task's. */
function taskOf(events: readonly CaseEvent[], clock: Clock): TaskId | null {
  const opened = events.find((event) => event.type === 'task-opened' && event.clock.id === clock.id);
  return opened?.type === 'task-opened' ? opened.task.id : null;
}

/** Every stretch in which a task stood with the same agency, role and holder; those still open end at `end`. */
function turnsOf(
  events: readonly CaseEvent[],
  only: TaskId | null,
  end: Instant,
): readonly Omit<Turn, 'working'>[] {
  const turns: Omit<Turn, 'working'>[] = [];
  const open = new Map<TaskId, { readonly task: Task; readonly from: Instant }>();
  const close = (id: TaskId, to: Instant) => {
    const turn = open.get(id);
    open.delete(id);
    if (turn === undefined || turn.from >= to) return;
    const { step, agency, role, assignee } = turn.task;
    turns.push({ taskId: id, step, agency, role, holder: assignee, from: turn.from, to });
  };
  let state: CaseState | null = null;
  for (const event of events) {
    if (event.at > end) break;
    state = evolve(state, event);
    const tasks = new Map(state.tasks.map((task) => [task.id, task]));
    for (const id of [...open.keys()]) if (!tasks.has(id)) close(id, event.at);
    for (const task of tasks.values()) {
      if (only !== null && task.id !== only) continue;
      const before = open.get(task.id)?.task;
      if (before !== undefined && isSameTurn(before, task)) continue;
      close(task.id, event.at);
      open.set(task.id, { task, from: event.at });
    }
  }
  for (const id of [...open.keys()]) close(id, end);
  return turns.sort((a, b) => a.from - b.from || a.to - b.to);
}

function isSameTurn(a: Task, b: Task): boolean {
  return a.agency === b.agency && a.role === b.role && a.assignee === b.assignee && a.step === b.step;
}

function endOf(clock: Clock, now: Instant): Instant {
  return clock.ledger.findLast(({ kind }) => kind === 'stop')?.at ?? now;
}

/** In which the clock ran, and stood still, from its first start. */
function stretchesOf(clock: Clock, now: Instant): { ran: readonly Stretch[]; stood: readonly Stretch[] } {
  const ran: Stretch[] = [];
  const stood: Stretch[] = [];
  let begun = (clock.ledger[0]?.at ?? now) as Instant;
  let current: { readonly from: Instant; readonly into: Stretch[] } | null = null;
  const turn = (at: Instant, into: Stretch[] | null) => {
    if (current !== null && current.from < at) current.into.push({ from: current.from, to: at });
    current = into === null ? null : { from: at, into };
  };
  for (const entry of clock.ledger) {
    if (entry.kind === 'start' || entry.kind === 'restart') {
      begun = entry.at;
      turn(entry.at, ran);
    }
    // A clock that begins later than it is resumed does not run before its time.
    if (entry.kind === 'resume') turn(Math.max(entry.at, begun) as Instant, ran);
    if (entry.kind === 'pause') turn(entry.at, stood);
    if (entry.kind === 'stop') turn(entry.at, null);
  }
  turn(now, null);
  return { ran, stood };
}

function worked(
  calendar: BusinessCalendar,
  stretches: readonly Stretch[],
  windows: readonly Stretch[],
): WorkingMinutes {
  let sum = 0;
  for (const stretch of stretches) {
    for (const window of windows) {
      const part = within(stretch, window);
      if (part !== null) sum += workedBetween(calendar, part.from, part.to);
    }
  }
  return minutes(Math.floor(sum / MINUTE));
}

function within(a: Stretch, b: Stretch): Stretch | null {
  const from = Math.max(a.from, b.from) as Instant;
  const to = Math.min(a.to, b.to) as Instant;
  return from < to ? { from, to } : null;
}

/** As few stretches as cover the same time. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to) as Instant;
    else found.push({ from, to });
  }
  return found;
}
