/** What moves or stops the time of a case other than its work. */
import type { Procedure, Term } from '../../procedures/language/types.ts';
import { workedBetween } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { calendarOf, extendClock, grantedOf, readClock } from '../../time/clocks.ts';
import { minutes, type WorkingMinutes } from '../../time/instant.ts';
import { ALWAYS, budgetOf, isWithinTenYears } from '../../time/terms.ts';
import { daysBetween } from '../../time/whole-days.ts';
import { type DurationUnit, RUNS_ON } from '../../vocabulary/units.ts';
import type { Letter } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';
import { appointmentOf } from '../views/appointment.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { resumptionsOf } from './resumptions.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { lengthOf, passedLevels } from './sla.ts';

const MINUTE = 60_000;

export const interruptions = {
  /** Form 04: an apology and a new appointment. Moves the clock of the case and, when one is named, of a task. */
  extend: (decision, { by, taskId, reason }) => {
    const { now } = decision;
    const { procedure } = decision.definition;
    const task = decision.state.tasks.find(({ id }) => id === taskId);
    if (taskId !== null && task === undefined) return { code: 'no-such-task', taskId };
    const moved = decision.state.clocks.filter((clock) => isCaseClock(clock) || clock.id === task?.clock);
    const fits = moved.filter((clock) => isCountedAs(clock, by));
    const ofCase = fits.find(isCaseClock);
    if (!Number.isInteger(by.amount) || by.amount <= 0 || ofCase === undefined) return { code: 'bad-term' };
    const extension = extensionOf(by, ofCase, decision);
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
    const goesOn = resumptionsOf(decision, restart);
    decision.emit({ type: 'case-resumed', ...(restart ? { restart } : {}), ...goesOn });
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

/** A term in days and nights cannot be added to office time, nor hours to whole days, nor the reverse. */
function isCountedAs({ calendar, wholeDays }: Clock, { unit }: Term): boolean {
  const isElapsed = calendar === ALWAYS || wholeDays?.of === 'calendar';
  const isOfDays = DAYS_AND_MORE.includes(unit);
  return isElapsed === (RUNS_ON[unit] === 'elapsed') && (wholeDays === undefined || isOfDays);
}

const DAYS_AND_MORE: readonly DurationUnit[] = ['working-days', 'calendar-days', 'weeks', 'months', 'years'];

/** Months and years have as many days as they have from the present appointment on. */
function extensionOf(by: Term, clock: Clock, { definition, now }: DecisionBuilder): WorkingMinutes {
  const { calendars, procedure } = definition;
  const from = readClock(clock, calendars, now).dueAt ?? now;
  return lengthOf(by, clock, calendars, from, procedure.sla.minutesPerWorkingDay);
}

/** By how many minutes the clock would be due too early: an appointment that has passed is none. */
function lacking(clock: Clock, { definition: { calendars }, now }: DecisionBuilder): number {
  const { dueAt } = readClock(clock, calendars, now);
  if (dueAt === null || dueAt > now) return 0;
  const calendar = calendarOf(clock, calendars);
  const { wholeDays } = clock;
  if (wholeDays === undefined) return Math.floor(workedBetween(calendar, dueAt, now) / MINUTE) + 1;
  const passed = minutes(daysBetween(calendar, dueAt, now, wholeDays) * wholeDays.perDay);
  const isEnough = (readClock(extendClock(clock, now, passed), calendars, now).dueAt ?? now) > now;
  return passed + (isEnough ? 0 : wholeDays.perDay);
}

/** The extension in whole units of what was asked for; of months and years, as short as they may be. */
function leastOf(minutes: number, { unit }: Term, { sla }: Procedure): number {
  const longest = budgetOf({ amount: 1, unit }, sla.minutesPerWorkingDay);
  return Math.ceil(
    minutes / (unit === 'months' ? SHORTEST_MONTH : unit === 'years' ? SHORTEST_YEAR : longest),
  );
}

const SHORTEST_MONTH = 28 * 24 * 60;
const SHORTEST_YEAR = 365 * 24 * 60;

/** What the applicant is told: the first appointment and the new one; null in place of one while the clock stands still. */
function letterOf({ state, definition, now }: DecisionBuilder, extended: readonly Clock[]): Letter {
  const due = (clocks: readonly Clock[]) => {
    const clock = clocks.find(isCaseClock);
    const dueAt = clock === undefined ? null : readClock(clock, definition.calendars, now).dueAt;
    return dueAt && appointmentOf(state, dueAt, definition);
  };
  return {
    from: due(state.clocks),
    to: due(extended),
    way: state.channel === 'online' ? 'message' : 'paper',
  };
}
