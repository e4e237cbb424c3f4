/** The deadlines of a case: which clock starts when, with which budget, and which rungs stand on it. */
import type { ClockId, TaskId } from '../ids.ts';
import type { Procedure, Rung, Term } from '../procedures/types.ts';
import { localDay, nextOpening } from '../time/calendar.ts';
import type { BusinessCalendar } from '../time/calendar-types.ts';
import type { Calendars, Clock } from '../time/clock.ts';
import { readClock, rungInstant, startClock } from '../time/clocks.ts';
import type { Instant } from '../time/instant.ts';
import { budgetOf, calendarFor } from '../time/terms.ts';
import type { Definition } from './commands.ts';
import { CASE_CLOCK, isCaseClock, SUPPLEMENT_CLOCK } from './evolve.ts';
import type { CaseState } from './state.ts';

const DAY = 24 * 60 * 60_000;

/** A clock of that term, on the calendar that its unit asks for. */
export function clockFor(id: ClockId, term: Term, procedure: Procedure, at: Instant): Clock {
  const { calendar, minutesPerWorkingDay } = procedure.sla;
  return startClock(id, calendarFor(term, calendar), budgetOf(term, minutesPerWorkingDay), at);
}

/** The clock of the whole case, from acceptance or reopening. */
export function caseClock(state: CaseState, definition: Definition, at: Instant): Clock {
  const { procedure } = definition;
  const { reopenings } = state.counts;
  const id = (state.acceptedAt === null ? CASE_CLOCK : `${CASE_CLOCK}.${reopenings + 2}`) as ClockId;
  const term =
    state.urgency === 'urgent' ? (procedure.sla.urgent ?? procedure.sla.total) : procedure.sla.total;
  return clockFor(id, term, procedure, termStart(definition, term, at));
}

/** A task's clock: it begins with the task, though never before the clock of the case. */
export function taskClock(
  state: CaseState,
  definition: Definition,
  task: TaskId,
  due: Term,
  at: Instant,
): Clock {
  const begun = state.clocks.find(isCaseClock)?.ledger[0]?.at ?? at;
  return clockFor(`task:${task}` as ClockId, due, definition.procedure, begun > at ? begun : at);
}

/** The applicant's own term to answer a supplement request. */
export function supplementClock(definition: Definition, at: Instant): Clock {
  return clockFor(SUPPLEMENT_CLOCK, definition.procedure.supplement.term, definition.procedure, at);
}

/**
 * Some procedures count what comes in after a certain hour as received on the next working day (for same-day
 * certificates usually 15:00).
 */
function termStart(definition: Definition, term: Term, at: Instant): Instant {
  const { calendar, sameDayUntil } = definition.procedure.sla;
  const office = definition.calendars[calendar];
  if (sameDayUntil === null || office === undefined || calendarFor(term, calendar) !== calendar) return at;
  const local = at + office.offsetMinutes * 60_000;
  const minuteOfDay = Math.floor((((local % DAY) + DAY) % DAY) / 60_000);
  return minuteOfDay < sameDayUntil ? at : openingAfterDay(office, at);
}

function openingAfterDay(office: BusinessCalendar, at: Instant): Instant {
  const offset = office.offsetMinutes * 60_000;
  const midnight = (Math.floor((at + offset) / DAY) + 1) * DAY - offset;
  const opening = nextOpening(office, midnight as Instant);
  return localDay(office, opening) === localDay(office, at) ? at : opening;
}

/** The ladder, in which a breach is always recorded at the deadline, whether or not the procedure asks for it. */
export function ladderOf(procedure: Procedure): readonly Rung[] {
  const recorded = procedure.escalations.some((rung) => rung.do.some((action) => action.do === 'breach'));
  return recorded
    ? procedure.escalations
    : [...procedure.escalations, { at: { percent: 100 }, do: [{ do: 'breach' }] }];
}

export interface PendingRung {
  readonly clock: Clock;
  readonly rung: number;
  readonly at: Instant;
}

/** Every rung that has not fired on a running clock, with the instant at which it comes due; soonest first. */
export function pendingRungs(state: CaseState, definition: Definition): readonly PendingRung[] {
  const ladder = ladderOf(definition.procedure);
  return state.clocks
    .filter(({ id }) => id !== SUPPLEMENT_CLOCK)
    .flatMap((clock) =>
      ladder.flatMap(({ at }, rung): PendingRung[] => {
        if (clock.rungs.includes(rung)) return [];
        const due = rungInstant(
          clock,
          definition.calendars,
          at,
          definition.procedure.sla.minutesPerWorkingDay,
        );
        return due === null ? [] : [{ clock, rung, at: due }];
      }),
    )
    .sort((a, b) => a.at - b.at || compare(a.clock.id, b.clock.id) || a.rung - b.rung);
}

/** When the applicant's term to answer runs out; null while nothing is asked of them. */
export function supplementDue(state: CaseState, calendars: Calendars): Instant | null {
  const clock = state.clocks.find(({ id }) => id === SUPPLEMENT_CLOCK);
  return clock === undefined ? null : readClock(clock, calendars, clock.ledger[0]?.at ?? state.filedAt).dueAt;
}

/** When a delivered case closes by itself; until then it may be rated, disputed and reopened. */
export function closesAt(state: CaseState, definition: Definition): Instant | null {
  if (state.status !== 'delivered' || state.deliveredAt === null) return null;
  const window = clockFor(
    'closing' as ClockId,
    definition.procedure.closing.after,
    definition.procedure,
    state.deliveredAt,
  );
  return readClock(window, definition.calendars, state.deliveredAt).dueAt;
}

/** When the case as a whole is due; null while its clock stands still or before acceptance. */
export function caseDueAt(state: CaseState, definition: Definition, now: Instant): Instant | null {
  const clock = state.clocks.find(isCaseClock);
  return clock === undefined ? null : readClock(clock, definition.calendars, now).dueAt;
}

/** The order of code units: the same on every host. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
