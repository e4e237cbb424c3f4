/** What moves or stops the time of a case other than its work. */
import { extendClock, grantedOf, readClock } from '../../time/clocks.ts';
import type { WorkingMinutes } from '../../time/instant.ts';
import { ALWAYS, budgetOf, calendarFor } from '../../time/terms.ts';
import type { Letter } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { missedBy } from './sla.ts';

export const interruptions = {
  /** Form 04: an apology and a new appointment. Moves the clock of the case and, when one is named, of a task. */
  extend: (decision, { by, taskId, reason }) => {
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
    const clocks = fits.map(({ id }) => id);
    const letter = letterOf(decision, extension);
    const missed = missedBy(decision, ({ id }) => clocks.includes(id));
    decision.emit({ type: 'deadline-extended', clocks, extension, reason, letter, ...missed });
    return null;
  },
  suspend: (decision, { reason, why = 'force-majeure' }) => {
    decision.emit({ type: 'case-suspended', reason, why });
    return null;
  },
  resume: (decision) => {
    const restart = decision.definition.procedure.suspension?.mode === 'restart';
    decision.emit({
      type: 'case-resumed',
      ...(restart ? { restart, ...missedBy(decision, isCaseClock) } : {}),
    });
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

/** What the applicant is told: the first appointment and the new one; null in place of one while the clock stands still. */
function letterOf({ state, definition, now }: DecisionBuilder, extension: WorkingMinutes): Letter {
  const clock = state.clocks.find(isCaseClock);
  const due = (each: typeof clock) =>
    each === undefined ? null : readClock(each, definition.calendars, now).dueAt;
  return {
    from: due(clock),
    to: due(clock && extendClock(clock, now, extension)),
    way: state.channel === 'online' ? 'message' : 'paper',
  };
}
