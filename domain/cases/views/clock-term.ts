/** In which words the term of a clock was given: the clock itself knows only minutes, people know what the receipt says. */
import { wholeTerm } from '../../procedures/language/proportion.ts';
import type { Procedure, Term } from '../../procedures/language/types.ts';
import type { Calendars, Clock } from '../../time/clock.ts';
import { minutes, type WorkingMinutes } from '../../time/instant.ts';
import { ALWAYS } from '../../time/terms.ts';
import { RUNS_ON } from '../../vocabulary/units.ts';
import { URGENCIES } from '../../vocabulary/urgencies.ts';
import { lengthOf, USUAL_RESPONSE } from '../rules/sla.ts';
import { isCaseClock, isResponseClock, SUPPLEMENT_CLOCK, TASK_CLOCK } from '../state/evolve.ts';

const ALL_DAY = 24 * 60;

export interface ClockTerm {
  /** null: none of the procedure's, for instance the share of a step in a shortened term. */
  readonly term: Term | null;
  /** By days of so many minutes its lengths are told; null: by hours. */
  readonly perDay: WorkingMinutes | null;
  /** It runs on days off too. */
  readonly isElapsed: boolean;
  /** It is counted in whole days. */
  readonly isWhole: boolean;
}

export function termOfClock(clock: Clock, procedure: Procedure, calendars: Calendars): ClockTerm {
  const { minutesPerWorkingDay } = procedure.sla;
  const { wholeDays, budget, ledger } = clock;
  const isElapsed = clock.calendar === ALWAYS || wholeDays?.of === 'calendar';
  const begun = ledger[0]?.at;
  const isIts = (term: Term) =>
    begun !== undefined &&
    (RUNS_ON[term.unit] === 'elapsed') === isElapsed &&
    (term.unit === 'same-day') === (wholeDays?.includesFirst === true) &&
    lengthOf(term, clock, calendars, begun, minutesPerWorkingDay) === budget;
  const term = termsFor(clock.id, procedure).find(isIts) ?? null;
  return {
    term,
    perDay: wholeDays?.perDay ?? perDayOf(clock, term, minutesPerWorkingDay),
    isElapsed,
    isWhole: wholeDays !== undefined,
  };
}

/** Every term that the procedure has for clocks of that sort. */
function termsFor(clock: string, procedure: Procedure): readonly Term[] {
  const { sla, supplement, steps } = procedure;
  const whole = URGENCIES.map((urgency) => wholeTerm(sla, urgency));
  if (isCaseClock({ id: clock })) return whole;
  if (isResponseClock({ id: clock })) return [sla.response ?? USUAL_RESPONSE];
  if (clock === SUPPLEMENT_CLOCK) return [supplement.term];
  const [step, , branch] = clock.slice(TASK_CLOCK.length).split('.');
  const found = steps.find(({ id }) => id === step);
  const work = found?.parallel === null ? found : found?.parallel?.branches.find(({ id }) => id === branch);
  return [work?.due, work?.urgentDue].filter((term) => term !== undefined);
}

function perDayOf(clock: Clock, term: Term | null, minutesPerWorkingDay: number): WorkingMinutes | null {
  switch (term?.unit) {
    case 'working-days':
      return minutes(minutesPerWorkingDay);
    case 'calendar-days':
      return minutes(ALL_DAY);
    case undefined:
      if (clock.calendar !== ALWAYS) return minutes(minutesPerWorkingDay);
      return clock.budget % ALL_DAY === 0 ? minutes(ALL_DAY) : null;
    default:
      return null;
  }
}
