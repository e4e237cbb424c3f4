/** What moves or stops the time of a case other than its work. */
import { extendClock, grantedOf, readClock } from '../time/clocks.ts';
import type { WorkingMinutes } from '../time/instant.ts';
import { ALWAYS, budgetOf, calendarFor } from '../time/terms.ts';
import type { Draft } from './draft.ts';
import type { Letter } from './events.ts';
import { isCaseClock } from './evolve.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { missedBy } from './sla.ts';

export const interruptions = {
  /** Form 04: an apology and a new appointment. Moves the clock of the case and, when one is named, of a task. */
  extend: (draft, { by, taskId, reason }) => {
    const { procedure } = draft.definition;
    const task = draft.state.tasks.find(({ id }) => id === taskId);
    if (taskId !== null && task === undefined) return { code: 'no-such-task', taskId };
    const moved = draft.state.clocks.filter((clock) => isCaseClock(clock) || clock.id === task?.clock);
    const isElapsed = calendarFor(by, procedure.sla.calendar) === ALWAYS;
    // A term in days and nights cannot be added to office time, nor the reverse.
    const fits = moved.filter((clock) => (clock.calendar === ALWAYS) === isElapsed);
    if (!Number.isInteger(by.amount) || by.amount <= 0 || !fits.some(isCaseClock))
      return { code: 'bad-term' };
    const extension = budgetOf(by, procedure.sla.minutesPerWorkingDay);
    const beyond = fits.find((clock) => grantedOf(clock) + extension > (clock.maximum ?? Infinity));
    if (beyond?.maximum !== undefined) return { code: 'beyond-maximum', maximum: beyond.maximum };
    const clocks = fits.map(({ id }) => id);
    // The histories of cases of early releases, which name no calendars, know of no letter.
    const letter = draft.state.calendars === undefined ? {} : { letter: letterOf(draft, extension) };
    const missed = missedBy(draft, ({ id }) => clocks.includes(id));
    draft.emit({ type: 'deadline-extended', clocks, extension, reason, ...letter, ...missed });
    return null;
  },
  suspend: (draft, { reason, why = 'force-majeure' }) => {
    draft.emit({ type: 'case-suspended', reason, ...(why === 'force-majeure' ? {} : { why }) });
    return null;
  },
  resume: (draft) => {
    const restart = draft.definition.procedure.suspension?.mode === 'restart';
    draft.emit({
      type: 'case-resumed',
      ...(restart ? { restart, ...missedBy(draft, isCaseClock) } : {}),
    });
    if (restart) {
      cancelOpenTasks(draft, 'restarted');
      enterFirst(draft);
    }
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

/** What the applicant is told: the first appointment and the new one; null in place of one while the clock stands still. */
function letterOf({ state, definition, now }: Draft, extension: WorkingMinutes): Letter {
  const clock = state.clocks.find(isCaseClock);
  const due = (each: typeof clock) =>
    each === undefined ? null : readClock(each, definition.calendars, now).dueAt;
  return {
    from: due(clock),
    to: due(clock && extendClock(clock, now, extension)),
    way: state.channel === 'online' ? 'message' : 'paper',
  };
}
