/** A case that becomes urgent is urgent as a whole: what runs is shortened as what comes after it. */
import type { Procedure, Term } from '../../procedures/language/types.ts';
import type { Clock } from '../../time/clock.ts';
import { type ClockTerm, readClock } from '../../time/clocks.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';
import { isCaseClock } from '../state/evolve.ts';
import type { CaseState, Task } from '../state/state.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import { caseClock, taskClock } from './sla.ts';

/**
 * Of the clocks that run, the urgent term, where it would end before the one that runs if it began now: nobody becomes late by it, and
 * nobody has longer.
 */
export function shorterTerms(
  decision: DecisionBuilder,
  urgency: Urgency,
): { readonly terms?: Readonly<Record<string, ClockTerm>> } {
  const { state, definition, now } = decision;
  if (!isUnder(2, state)) return {};
  const hasty = { ...state, urgency };
  const terms = state.clocks.flatMap((clock) => {
    const { phase, dueAt } = readClock(clock, definition.calendars, now);
    if (phase !== 'running' || dueAt === null) return [];
    const urgent = urgentClock(hasty, clock, decision);
    const ends = urgent && readClock(urgent, definition.calendars, now).dueAt;
    if (urgent === null || ends === null || ends >= dueAt) return [];
    const { calendar, budget, wholeDays } = urgent;
    return [[clock.id, { calendar, budget, ...(wholeDays === undefined ? {} : { wholeDays }) }] as const];
  });
  return terms.length === 0 ? {} : { terms: Object.fromEntries(terms) };
}

/** As it would begin now; null: it has no urgent term. */
function urgentClock(hasty: CaseState, clock: Clock, { definition, now }: DecisionBuilder): Clock | null {
  if (isCaseClock(clock)) return caseClock(hasty, definition, now);
  const task = hasty.tasks.find((each) => each.clock === clock.id);
  const work = task && workOf(definition.procedure, task);
  return task === undefined || work === undefined
    ? null
    : taskClock(hasty, definition, task.id, task.agency, work, now);
}

/** What the step asks for; undefined of a follow-up, whose term is its own. */
function workOf(
  { steps }: Procedure,
  { step: id, branch, followUp }: Task,
): { readonly due: Term; readonly urgentDue?: Term } | undefined {
  if (followUp === true) return undefined;
  const step = steps.find((each) => each.id === id);
  return step?.parallel === null ? step : step?.parallel?.branches.find((each) => each.id === branch);
}
