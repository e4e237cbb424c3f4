/** What moves or stops the time of a case other than its work. */
import { budgetOf, calendarFor } from '../time/terms.ts';
import { isCaseClock } from './evolve.ts';
import { cancelOpenTasks } from './routing.ts';
import type { Rules } from './rules.ts';

export const interruptions = {
  /** Form 04: an apology and a new appointment. Moves the clock of the case and, when one is named, of a task. */
  extend: (draft, { by, taskId, reason }) => {
    const { procedure } = draft.definition;
    const task = draft.state.tasks.find(({ id }) => id === taskId);
    if (taskId !== null && task === undefined) return { code: 'no-such-task', taskId };
    const moved = draft.state.clocks.filter((clock) => isCaseClock(clock) || clock.id === task?.clock);
    const calendar = calendarFor(by, procedure.sla.calendar);
    // A term in days and nights cannot be added to office time, nor the reverse.
    const fits = moved.filter((clock) => clock.calendar === calendar);
    if (!Number.isInteger(by.amount) || by.amount <= 0 || !fits.some(isCaseClock))
      return { code: 'bad-term' };
    draft.emit({
      type: 'deadline-extended',
      clocks: fits.map(({ id }) => id),
      extension: budgetOf(by, procedure.sla.minutesPerWorkingDay),
      reason,
    });
    return null;
  },
  suspend: (draft, { reason }) => {
    draft.emit({ type: 'case-suspended', reason });
    return null;
  },
  resume: (draft) => {
    draft.emit({ type: 'case-resumed' });
    return null;
  },
  withdraw: (draft, { reason }) => {
    cancelOpenTasks(draft, 'case-ended');
    draft.emit({ type: 'case-withdrawn', reason });
    draft.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
  /** The same matter was reported before: the case goes on as part of that one. */
  merge: (draft, { into, reason }) => {
    if (into === draft.state.id) return { code: 'merge-with-itself' };
    cancelOpenTasks(draft, 'case-ended');
    draft.emit({ type: 'case-merged', into, reason });
    draft.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
} satisfies Partial<Rules>;
