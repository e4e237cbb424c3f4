/** When the clocks of a case go on after a pause: by the cut-off of the day, as what is filed; and never due while the office is closed. */
import { wholeTerm } from '../../procedures/language/proportion.ts';
import { nextOpening } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import { calendarOf, isStopped, readClock } from '../../time/clocks.ts';
import { ALWAYS } from '../../time/terms.ts';
import type { Resumption, Resumptions } from '../state/events.ts';
import { isCaseClock, isResponseClock, SUPPLEMENT_CLOCK } from '../state/evolve.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import { lengthOf, startAfterCutOff } from './sla.ts';

/** Of those that do not simply go on now; nothing for none. `restart`: the case's full term begins again. */
export function resumptionsOf(
  decision: DecisionBuilder,
  restart: boolean,
): { readonly goesOn?: Resumptions } {
  const { clocks } = decision.state;
  if (!isUnder(2, decision.state)) return {};
  const goesOn = clocks
    .filter((clock) => !isStopped(clock) && clock.id !== SUPPLEMENT_CLOCK)
    .flatMap((clock) => {
      const isRestart = restart && isCaseClock(clock);
      const found = isRestart ? beginsAgain(decision, clock) : continues(decision, clock);
      return found === null ? [] : [[clock.id, found] as const];
    });
  return goesOn.length === 0 ? {} : { goesOn: Object.fromEntries(goesOn) };
}

function beginsAgain({ state, definition, now }: DecisionBuilder, clock: Clock): Resumption | null {
  const { sla } = definition.procedure;
  const at = startAfterCutOff(clock, definition, now);
  const term = wholeTerm(sla, state.urgency);
  const budget =
    term.unit === 'months' || term.unit === 'years'
      ? lengthOf(term, clock, definition.calendars, at, sla.minutesPerWorkingDay)
      : clock.budget;
  if (budget !== clock.budget) return { at, budget };
  return at === now ? null : { at };
}

function continues({ definition, now }: DecisionBuilder, clock: Clock): Resumption | null {
  const { remaining, phase, dueAt } = readClock(clock, definition.calendars, now);
  if (phase !== 'paused') return null;
  const start = isResponseClock(clock) ? now : startAfterCutOff(clock, definition, now);
  // Of one that was late when it was paused, the due instant stands.
  const isUsedUp =
    remaining === 0 && dueAt === null && clock.calendar !== ALWAYS && clock.wholeDays === undefined;
  const at = isUsedUp ? nextOpening(calendarOf(clock, definition.calendars), start) : start;
  return at === now ? null : { at };
}
