/** What moves or stops the time of a case other than its work. */
import type { Procedure, Term } from '../../procedures/language/types.ts';
import { workedBetween } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { calendarOf, extendClock, grantedOf, readClock } from '../../time/clocks.ts';
import { ALWAYS, budgetOf, calendarFor, isWithinTenYears } from '../../time/terms.ts';
import type { Letter } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { passedLevels } from './sla.ts';

const MINUTE = 60_000;

export const interruptions = {
  /** Form 04: an apology and a new appointment. Moves the clock of the case and, when one is named, of a task. */
  extend: (decision, { by, taskId, reason }) => {
    const { now } = decision;
    const { procedure } = decision.definition;
    const task = decision.state.tasks.find(({ id }) => id === taskId);
    if (taskId !== null && task === undefined) return { code: 'no-such-task', taskId };
    const moved = decision.state.clocks.filter((clock) => isCaseClock(clock) || clock.id === task?.clock);
    const isElapsed = calendarFor(by, procedure.sla.calendar) === ALWAYS;
    // A term in days and nights cannot be added to office time, nor the reverse.
    const fits = moved.filter((clock) => (clock.calendar === ALWAYS) === isElapsed);
    if (!Number.isInteger(by.amount) || by.amount <= 0 || !fits.some(isCaseClock))
      return { code: 'bad-term' };
    const extension = budgetOf(by, procedure.sla.minutesPerWorkingDay);
    const beyond = fits.find((clock) => grantedOf(clock) + extension > (clock.maximum ?? Infinity));
    if (beyond?.maximum !== undefined) return { code: 'beyond-maximum', maximum: beyond.maximum };
    if (!fits.every((clock) => isWithinTenYears(grantedOf(clock) + extension, by.unit)))
      return { code: 'bad-term' };
    const extended = fits.map((clock) => extendClock(clock, now, extension));
    const least = Math.max(...extended.map((clock) => lacking(clock, decision)));
    if (least > 0) return { code: 'extension-too-short', least: leastOf(extension + least, by, procedure) };
    const clocks = fits.map(({ id }) => id);
    const letter = letterOf(decision, extended);
    const escalationLevels = passedLevels(extended, decision.definition, now);
    decision.emit({ type: 'deadline-extended', clocks, extension, reason, letter, escalationLevels });
    return null;
  },
  suspend: (decision, { reason, why = 'force-majeure' }) => {
    decision.emit({ type: 'case-suspended', reason, why });
    return null;
  },
  resume: (decision) => {
    const restart = decision.definition.procedure.suspension?.mode === 'restart';
    decision.emit({ type: 'case-resumed', ...(restart ? { restart } : {}) });
    if (restart) {
      cancelOpenTasks(decision, 'restarted');
      enterFirst(decision);
    }
    return null;
  },
  withdraw: (decision, { reason }) => {
    cancelOpenTasks(decision, 'case-ended');
    decision.emit({ type: 'case-withdrawn', reason });
    decision.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
  /** The same matter was reported before: the case goes on as part of that one. */
  merge: (decision, { into, reason }) => {
    if (into === decision.state.id) return { code: 'merge-with-itself' };
    cancelOpenTasks(decision, 'case-ended');
    decision.emit({ type: 'case-merged', into, reason });
    decision.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
} satisfies Partial<Rules>;

/** By how many minutes the clock would be due too early: an appointment that has passed is none. */
function lacking(clock: Clock, { definition: { calendars }, now }: DecisionBuilder): number {
  const { dueAt } = readClock(clock, calendars, now);
  if (dueAt === null || dueAt > now) return 0;
  return Math.floor(workedBetween(calendarOf(clock, calendars), dueAt, now) / MINUTE) + 1;
}

/** The extension in whole units of what was asked for. */
function leastOf(minutes: number, { unit }: Term, { sla }: Procedure): number {
  return Math.ceil(minutes / budgetOf({ amount: 1, unit }, sla.minutesPerWorkingDay));
}

/** What the applicant is told: the first appointment and the new one; null in place of one while the clock stands still. */
function letterOf({ state, definition, now }: DecisionBuilder, extended: readonly Clock[]): Letter {
  const due = (clocks: readonly Clock[]) => {
    const clock = clocks.find(isCaseClock);
    return clock === undefined ? null : readClock(clock, definition.calendars, now).dueAt;
  };
  return {
    from: due(state.clocks),
    to: due(extended),
    way: state.channel === 'online' ? 'message' : 'paper',
  };
}
