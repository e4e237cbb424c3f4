/** A procedure's steps as a graph, the same one for the publish-time check, the diff and the drawing. */
import { COMPLAINT_ENDS, DOSSIER_ENDS } from '../../vocabulary/endings.ts';
import { pathText } from './problem.ts';
import type { Feel, Procedure, Step, Target } from './types.ts';

/** One way on from a step. */
export interface Way {
  readonly from: string;
  readonly to: Target;
  /** `outcome`: a person chooses it. `then`: after a join. `otherwise`: the step was not entered at all. */
  readonly kind: 'outcome' | 'then' | 'otherwise';
  /** Outcome's id, for `outcome`. */
  readonly outcome: string | null;
  /** For `then`: its condition; for `otherwise`: the condition of the step, which did not hold. */
  readonly when: Feel | null;
  /** In the procedure file. */
  readonly path: string;
}

export function endsOf(kind: Procedure['kind']): readonly string[] {
  return kind === 'dossier' ? DOSSIER_ENDS : COMPLAINT_ENDS;
}

/** Every way on from a step, in the order of the file. */
export function waysFrom(step: Step, index: number): Way[] {
  const at = (...keys: (string | number)[]): string => pathText(['steps', index, ...keys]);
  const ways: Way[] = [];
  if (step.when !== null && step.otherwise !== null) {
    const { otherwise, when } = step;
    ways.push({
      from: step.id,
      to: otherwise,
      kind: 'otherwise',
      outcome: null,
      when,
      path: at('otherwise'),
    });
  }
  if (step.parallel === null) {
    for (const [outcome, { to }] of Object.entries(step.outcomes)) {
      const path = at('outcomes', outcome, 'to');
      ways.push({ from: step.id, to, kind: 'outcome', outcome, when: null, path });
    }
  } else {
    for (const [position, { when, to }] of step.then.entries()) {
      const path = at('then', position, 'to');
      ways.push({ from: step.id, to, kind: 'then', outcome: null, when, path });
    }
  }
  return ways;
}

export function waysOf(procedure: Procedure): Way[] {
  return procedure.steps.flatMap(waysFrom);
}

/** Whether a condition hangs on what agencies answered, and so can come out otherwise the next time. */
export function readsResults(when: Feel): boolean {
  return /\bresults\s*\./.test(when);
}
