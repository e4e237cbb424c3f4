/**
 * What a procedure must satisfy as a whole before it may be published. Each rule is a function from the procedure to
 * what breaks it; a procedure without findings can be run to an end from every step, whatever is answered.
 */
import type { Agency } from '../agencies/types.ts';
import { checkAgencies } from './check-agencies.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEscalations } from './check-escalations.ts';
import { checkFlow } from './check-flow.ts';
import { checkPapers } from './check-papers.ts';
import { checkTerms } from './check-terms.ts';
import type { Finding } from './problem.ts';
import type { Procedure } from './types.ts';

/** The province in which a procedure is to run; what is null is not looked at. */
export interface Surroundings {
  readonly directory: readonly Agency[] | null;
  /** Ids of the calendars that the province keeps. */
  readonly calendars: readonly string[] | null;
}

/** Everything that stands against publishing, in the order of the rules; empty: it may be published. */
export function checkProcedure(procedure: Procedure, surroundings: Surroundings): Finding[] {
  return [
    ...checkFlow(procedure),
    ...checkConditions(procedure),
    ...checkTerms(procedure, surroundings.calendars),
    ...checkEscalations(procedure),
    ...checkPapers(procedure),
    ...checkAgencies(procedure, surroundings.directory),
  ];
}
