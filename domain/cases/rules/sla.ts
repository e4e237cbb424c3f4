/** The deadlines of a case: which clock starts when, with which budget, and which escalation levels stand on it. */
import type { AgencyId, ClockId, TaskId } from '../../ids.ts';
import { wholeTerm, workTerm } from '../../procedures/language/proportion.ts';
import type { EscalationLevel, Procedure, Term } from '../../procedures/language/types.ts';
import { calendarIn } from '../../time/areas.ts';
import { localDay, nextOpening } from '../../time/calendar.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import type { Calendars, Clock } from '../../time/clock.ts';
import { instantOfLevel, laterBy, readClock, resumeClock, startClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import { budgetOf, calendarFor } from '../../time/terms.ts';
import type { Definition, Filing } from '../state/commands.ts';
import { CASE_CLOCK, isCaseClock, RESPONSE_CLOCK, SUPPLEMENT_CLOCK } from '../state/evolve.ts';
import type { CaseState, Office, Offices } from '../state/state.ts';

const DAY = 24 * 60 * 60_000;

/** A clock of that term, on the calendar that its unit asks for; that of the office, where it has one of its own. */
export function clockFor(
  id: ClockId,
  term: Term,
  procedure: Procedure,
  at: Instant,
  office: Office = {},
): Clock {
  const { calendar, minutesPerWorkingDay } = procedure.sla;
  const { area } = office;
  return startClock(
    id,
    calendarFor(term, office.calendar ?? calendar),
    budgetOf(term, minutesPerWorkingDay),
    at,
    area === undefined ? {} : { area },
  );
}

function officeOf({ offices }: { readonly offices: Offices }, agency: AgencyId | undefined): Office {
  return (agency === undefined ? undefined : offices[agency]) ?? {};
}

/** The clock of the whole case, from acceptance or reopening. */
export function caseClock(state: CaseState, definition: Definition, at: Instant): Clock {
  const { procedure } = definition;
  const { reopenings } = state.counts;
  const id = (state.acceptedAt === null ? CASE_CLOCK : `${CASE_CLOCK}.${reopenings + 2}`) as ClockId;
  const term = wholeTerm(procedure.sla, state.urgency);
  const office = officeOf(state, state.agencies.owner);
  const clock = clockFor(id, term, procedure, termStart(definition, term, at, office), office);
  const { goal, maximum, minutesPerWorkingDay } = procedure.sla;
  const fits = (other: Term | undefined): other is Term =>
    other !== undefined && state.urgency === 'normal' && sameSort(term, other);
  return {
    ...clock,
    ...(fits(goal) ? { goal: budgetOf(goal, minutesPerWorkingDay) } : {}),
    ...(fits(maximum) ? { maximum: budgetOf(maximum, minutesPerWorkingDay) } : {}),
  };
}

/** From filing to the counter's first answer; null where the procedure sets no term for it. */
export function responseClock(filing: Filing, definition: Definition, at: Instant): Clock | null {
  const { response } = definition.procedure.sla;
  if (response === undefined) return null;
  return clockFor(
    RESPONSE_CLOCK,
    response,
    definition.procedure,
    at,
    officeOf(filing, filing.agencies.counter),
  );
}

/** Both in office time, or both by day and night. */
function sameSort(a: Term, b: Term): boolean {
  return calendarFor(a, '') === calendarFor(b, '');
}

/** A task's clock: it begins with the task, though never before the clock of the case. */
export function taskClock(
  state: CaseState,
  definition: Definition,
  task: TaskId,
  agency: AgencyId,
  work: { readonly due: Term; readonly urgentDue?: Term },
  at: Instant,
): Clock {
  const begun = state.clocks.find(isCaseClock)?.ledger[0]?.at ?? at;
  const start = begun > at ? begun : at;
  const { length, as } = workTerm(definition.procedure.sla, work, state.urgency);
  const clock = clockFor(`task:${task}` as ClockId, as, definition.procedure, start, officeOf(state, agency));
  return { ...clock, budget: length };
}

/** The applicant's own term to answer a supplement request. */
export function supplementClock(definition: Definition, at: Instant): Clock {
  return clockFor(SUPPLEMENT_CLOCK, definition.procedure.supplement.term, definition.procedure, at);
}

/**
 * Some procedures count what comes in after a certain hour as received on the next working day (for same-day
 * certificates usually 15:00).
 */
function termStart({ procedure, calendars }: Definition, term: Term, at: Instant, place: Office): Instant {
  const { sameDayUntil } = procedure.sla;
  const calendar = place.calendar ?? procedure.sla.calendar;
  const whole = calendars[calendar];
  if (sameDayUntil === null || whole === undefined || calendarFor(term, calendar) !== calendar) return at;
  const office = calendarIn(whole, place.area ?? null);
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
export function ladderOf(procedure: Procedure): readonly EscalationLevel[] {
  return procedure.escalations.some(recordsBreach)
    ? procedure.escalations
    : [...procedure.escalations, { at: { percent: 100 }, do: [{ do: 'breach' }] }];
}

export function recordsBreach({ do: actions }: EscalationLevel): boolean {
  return actions.some((action) => action.do === 'breach');
}

export interface PendingEscalationLevel {
  readonly clock: Clock;
  readonly escalationLevel: number;
  readonly at: Instant;
}

/** Every escalation level that has not fired on a running clock, with the instant at which it comes due; soonest first. */
export function pendingEscalationLevels(
  state: CaseState,
  definition: Definition,
): readonly PendingEscalationLevel[] {
  const ladder = ladderOf(definition.procedure);
  return state.clocks
    .filter(({ id }) => id !== SUPPLEMENT_CLOCK)
    .flatMap((clock) =>
      ladder.flatMap((escalationLevel, index): PendingEscalationLevel[] => {
        const fired = clock.escalationLevels.filter((each) => each === index).length;
        if (fired > (escalationLevel.repeat?.times ?? 0) || !standsOn(escalationLevel, clock)) return [];
        const due = escalationLevelDue(clock, escalationLevel, fired, definition);
        return due === null ? [] : [{ clock, escalationLevel: index, at: due }];
      }),
    )
    .sort((a, b) => a.at - b.at || compare(a.clock.id, b.clock.id) || a.escalationLevel - b.escalationLevel);
}

/** When an escalation level comes due for the `nth` time (0: the first) if its clock goes on as it runs; null while it stands still. */
export function escalationLevelDue(
  clock: Clock,
  { at, repeat }: EscalationLevel,
  nth: number,
  { procedure, calendars }: Definition,
): Instant | null {
  const { minutesPerWorkingDay } = procedure.sla;
  const first = instantOfLevel(clock, calendars, at, minutesPerWorkingDay);
  if (first === null || repeat === undefined || nth === 0) return first;
  return laterBy(first, repeat.every, nth, clock, calendars, minutesPerWorkingDay);
}

/** Per clock the levels of its ladder that lie behind: they count as fired, so that nobody is reminded of the past. */
export function passedLevels(
  clocks: readonly Clock[],
  definition: Definition,
  now: Instant,
): Readonly<Record<string, readonly number[]>> {
  const ladder = ladderOf(definition.procedure);
  return Object.fromEntries(
    clocks
      .filter(({ id }) => id !== SUPPLEMENT_CLOCK)
      .map((clock) => [
        clock.id,
        ladder.flatMap((level, index) =>
          Array.from({ length: (level.repeat?.times ?? 0) + 1 }, (_, nth) => nth).flatMap((nth) => {
            const due = escalationLevelDue(resumeClock(clock, now), level, nth, definition);
            return due !== null && due <= now ? [index] : [];
          }),
        ),
      ]),
  );
}

/** Whether the ladder means this clock; a breach is recorded on each. */
export function standsOn(level: EscalationLevel, { id }: Pick<Clock, 'id'>): boolean {
  const sort = isCaseClock({ id }) ? 'case' : id === RESPONSE_CLOCK ? 'response' : 'task';
  return level.on === undefined || level.on.includes(sort) || recordsBreach(level);
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
