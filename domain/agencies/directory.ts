/** Who is meant by what a procedure calls an office: `owner`, `counter`, `tax`, `ward-police` … */
import type { AgencyId } from '../ids.ts';
import type { Procedure } from '../procedures/language/types.ts';
import type { Agency } from './types.ts';

export type Resolution =
  | { readonly ok: true; readonly agencies: Readonly<Record<string, AgencyId>> }
  /** Keys that no agency of the province fulfils, in the order in which the procedure names them. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** Every agency key that a procedure's steps name, each once, in their order; `counter` and `owner` among them if named. */
export function AGENCY_KEYS_OF(procedure: Pick<Procedure, 'steps'>): string[] {
  const keys = procedure.steps.flatMap((step) =>
    step.parallel === null ? [step.agency] : step.parallel.branches.map((branch) => branch.agency),
  );
  return [...new Set(keys)];
}

/** Keys that are known from the filing and not looked up. */
export const GIVEN_KEYS: readonly string[] = ['counter', 'owner'];

/**
 * Finds the agency meant by each key: of the owner's province, the one that fulfils it and serves the owner's area
 * (the ward's own police); else the one for the whole province (the tax department). Where several would do, the
 * one with the first id, so that the answer never hangs on the order of a list.
 */
export function resolveAgencies(
  directory: readonly Agency[],
  procedure: Procedure,
  owner: AgencyId,
  counter: AgencyId,
): Resolution {
  const agencies: Record<string, AgencyId> = { counter, owner };
  const deciding = directory.find((agency) => agency.id === owner);
  const missing = AGENCY_KEYS_OF(procedure).filter((key) => {
    if (GIVEN_KEYS.includes(key)) return false;
    const found = deciding && agencyFor(directory, key, deciding);
    if (found) agencies[key] = found.id;
    return !found;
  });
  return missing.length === 0 ? { ok: true, agencies } : { ok: false, missing };
}

function agencyFor(directory: readonly Agency[], key: string, deciding: Agency): Agency | undefined {
  const able = directory
    .filter((agency) => agency.province === deciding.province && agency.fulfils.includes(key))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return (
    (deciding.area === null ? undefined : able.find((agency) => agency.area === deciding.area)) ??
    able.find((agency) => agency.level === 'province' && agency.area === null)
  );
}
