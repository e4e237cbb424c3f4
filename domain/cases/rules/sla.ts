/** The deadlines of a case: which clock starts when, with which budget, and which escalation levels stand on it. */
import type { AgencyId, ClockId, TaskId } from '../../ids.ts';
import { wholeTerm, workTerm } from '../../procedures/language/proportion.ts';
import type { EscalationLevel, Procedure, Term } from '../../procedures/language/types.ts';
import { hoursOn, localDay, nextOpening } from '../../time/calendar.ts';
import { type BusinessCalendar, DEFAULT_COUNTING } from '../../time/calendar-types.ts';
import type { Calendars, Clock, WholeDays } from '../../time/clock.ts';
import {
  calendarOf,
  instantOfLevel,
  laterBy,
  readClock,
  resumeClock,
  startClock,
} from '../../time/clocks.ts';
import { type Instant, minutes, type WorkingMinutes } from '../../time/instant.ts';
import { ALWAYS, budgetOf, calendarFor, countingOf } from '../../time/terms.ts';
import { daysIn } from '../../time/whole-days.ts';
import { type BoundByTerm, type Counting, RUNS_ON } from '../../vocabulary/units.ts';
import type { Definition, Filing } from '../state/commands.ts';
import {
  CASE_CLOCK,
  isCaseClock,
  isResponseClock,
  RESPONSE_CLOCK,
  SUPPLEMENT_CLOCK,
  TASK_CLOCK,
} from '../state/evolve.ts';
import type { CaseState, Office, Offices } from '../state/state.ts';
import { isUnder } from './edition.ts';

const DAY = 24 * 60 * 60_000;

/** For whom a clock is begun: the office by whose calendar it counts, and whether its term binds that office or a citizen. */
interface Bound {
  readonly office?: Office;
  readonly binds?: BoundByTerm;
  /** The case, or its filing: by which edition of the rules terms are counted. */
  readonly of: Pick<CaseState, 'edition'>;
}

/** A clock of that term, on the calendar of the office; where it has none of its own, of the procedure. */
export function clockFor(
  id: ClockId,
  term: Term,
  { procedure, calendars }: Definition,
  at: Instant,
  { office = {}, binds = 'office', of }: Bound,
): Clock {
  const { minutesPerWorkingDay } = procedure.sla;
  const calendar = office.calendar ?? procedure.sla.calendar;
  const area = office.area === undefined ? {} : { area: office.area };
  const counting = isUnder(2, of) ? countingFor(term, binds, procedure, calendars[calendar]) : 'hours';
  if (counting === 'hours')
    return startClock(id, calendarFor(term, calendar), budgetOf(term, minutesPerWorkingDay), at, area);
  const wholeDays = wholeDaysOf(term, binds, minutesPerWorkingDay);
  const empty = startClock(id, calendar, minutes(0), at, { ...area, wholeDays });
  return { ...empty, budget: lengthOf(term, empty, calendars, at, minutesPerWorkingDay) };
}

/** The terms of citizens are counted as the Civil Code has it, whatever an office does with its own. */
function countingFor(
  { unit }: Term,
  binds: BoundByTerm,
  { sla }: Procedure,
  calendar: BusinessCalendar | undefined,
): Counting {
  const given = binds === 'citizen' ? 'days' : sla.counting;
  return countingOf(unit, given, calendar?.counting ?? DEFAULT_COUNTING);
}

function wholeDaysOf({ unit }: Term, binds: BoundByTerm, minutesPerWorkingDay: number): WholeDays {
  if (RUNS_ON[unit] === 'elapsed') return { of: 'calendar', perDay: minutes(24 * 60), binds };
  const days = { of: 'working', perDay: minutes(minutesPerWorkingDay), binds } as const;
  return unit === 'same-day' ? { ...days, includesFirst: true } : days;
}

/** How much the term grants a clock from an instant on: months and years have as many days as they have then. */
export function lengthOf(
  term: Term,
  clock: Clock,
  calendars: Calendars,
  at: Instant,
  minutesPerWorkingDay: number,
): WorkingMinutes {
  return clock.wholeDays?.of === 'calendar'
    ? minutes(daysIn(calendarOf(clock, calendars), at, term) * clock.wholeDays.perDay)
    : budgetOf(term, minutesPerWorkingDay);
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
  const bound = { office, of: state };
  const start = startAfterCutOff(clockFor(id, term, definition, at, bound), definition, at);
  const clock = clockFor(id, term, definition, start, bound);
  const { goal, maximum, minutesPerWorkingDay } = procedure.sla;
  const fits = (other: Term | undefined): other is Term =>
    other !== undefined && state.urgency === 'normal' && sameSort(term, other);
  const length = (other: Term) => lengthOf(other, clock, definition.calendars, start, minutesPerWorkingDay);
  return {
    ...clock,
    ...(fits(goal) ? { goal: length(goal) } : {}),
    ...(fits(maximum) ? { maximum: length(maximum) } : {}),
  };
}

/** What an online filing may wait for its answer by law where the procedure does not say (Decree 107/2021, article 1.8). */
export const USUAL_RESPONSE: Term = { amount: 8, unit: 'working-hours' };

/** From filing to the counter's answer; null: of an older case, none. */
export function responseClock(
  filing: Pick<Filing, 'agencies' | 'offices' | 'edition'>,
  definition: Definition,
  at: Instant,
  id = RESPONSE_CLOCK,
): Clock | null {
  const { response = isUnder(2, filing) ? USUAL_RESPONSE : undefined } = definition.procedure.sla;
  if (response === undefined) return null;
  const office = officeOf(filing, filing.agencies.counter);
  return clockFor(id, response, definition, at, { office, of: filing });
}

/**
 * From the documents that were asked for before acceptance to the counter's answer, in its full term. A clock of its own: whether the
 * counter asked in time stays said of the first one.
 */
export function responseAgain(state: CaseState, definition: Definition, at: Instant): Clock | null {
  const id = `${RESPONSE_CLOCK}.${state.counts.supplements + 1}` as ClockId;
  return responseClock(state, definition, at, id);
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
  const begun = termBegun(state) ?? at;
  const start = begun > at ? begun : at;
  const term = workTerm(definition.procedure.sla, work, state.urgency);
  const id = `${TASK_CLOCK}${task}` as ClockId;
  const office = officeOf(state, agency);
  if (!term.isShare) return clockFor(id, term.as, definition, start, { office, of: state });
  // A share of a term has no whole days: it is counted to the minute.
  const calendar = calendarFor(term.as, office.calendar ?? definition.procedure.sla.calendar);
  return startClock(id, calendar, term.length, start, office.area === undefined ? {} : { area: office.area });
}

function termBegun(state: CaseState): Instant | undefined {
  const ledger = state.clocks.find(isCaseClock)?.ledger;
  const last = isUnder(2, state) && ledger?.findLast(({ kind }) => kind === 'start' || kind === 'restart');
  return (last || ledger?.[0])?.at;
}

/** The applicant's own term to answer a supplement request; by the calendar of the counter that waits for it. */
export function supplementClock(state: CaseState, definition: Definition, at: Instant): Clock {
  const office = isUnder(2, state) ? officeOf(state, state.agencies.counter) : {};
  const { term } = definition.procedure.supplement;
  return clockFor(SUPPLEMENT_CLOCK, term, definition, at, { office, binds: 'citizen', of: state });
}

/**
 * Some procedures count what comes in after a certain hour as received on the next working day (for same-day
 * certificates usually 15:00). Time by day and night knows no such hour.
 */
export function startAfterCutOff(clock: Clock, { procedure, calendars }: Definition, at: Instant): Instant {
  const { sameDayUntil } = procedure.sla;
  if (sameDayUntil === null || clock.calendar === ALWAYS) return at;
  const office = calendarOf(clock, calendars);
  const local = at + office.offsetMinutes * 60_000;
  const minuteOfDay = Math.floor((((local % DAY) + DAY) % DAY) / 60_000);
  // In whole days a filing on a day off must not be due before one of the evening before it.
  const isDayOff = clock.wholeDays !== undefined && hoursOn(office, localDay(office, at)).length === 0;
  return minuteOfDay < sameDayUntil && !isDayOff ? at : openingAfterDay(office, at);
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
  const sort = isCaseClock({ id }) ? 'case' : isResponseClock({ id }) ? 'response' : 'task';
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
  const office = isUnder(2, state) ? officeOf(state, state.agencies.counter) : {};
  const { after } = definition.procedure.closing;
  const bound = { office, binds: 'citizen', of: state } as const;
  const window = clockFor('closing' as ClockId, after, definition, state.deliveredAt, bound);
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
