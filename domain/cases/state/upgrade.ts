import type { CaseState } from './state.ts';

/** The version of CaseState that this code writes. */
export const STATE_SCHEMA = 1;

/**
 * Brings a state that an earlier version of the code handed over (at continue-as-new, or from the record) to the
 * present shape. One step for each version, in order, kept for ever.
 * @throws RangeError for a state from a later version: it must not be run by older code.
 */
export function upgrade(state: CaseState): CaseState {
  const schema: number = state.schema;
  if (schema > STATE_SCHEMA)
    throw new RangeError(`the state has schema ${schema}; this code knows ${STATE_SCHEMA}`);
  return state;
}
