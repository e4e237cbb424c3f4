/**
 * What a procedure must satisfy as a whole before it may be published. Each rule is a function from the procedure to
 * what breaks it; a procedure without findings can be run to an end from every step, whatever is answered.
 */
import type { Agency } from '../../agencies/types.ts';
import type { Finding } from '../language/problem.ts';
import type { Procedure } from '../language/types.ts';
import { checkAgencies } from './agencies.ts';
import { checkConditions } from './conditions.ts';
import { checkDocuments } from './documents.ts';
import { checkEscalations } from './escalations.ts';
import { checkFlow } from './flow.ts';
import { checkTerms } from './terms.ts';

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
    ...checkDocuments(procedure),
    ...checkAgencies(procedure, surroundings.directory),
  ];
}
