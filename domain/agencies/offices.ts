/** What a case has to know of the agencies that work on it. */
import type { Office, Offices } from '../cases/state/state.ts';
import type { AgencyId } from '../ids.ts';
import type { Agency } from './types.ts';

/** Of these agencies, and of those above them, to which their tasks may be raised. */
export function officesOf(directory: readonly Agency[], ids: readonly AgencyId[]): Offices {
  const byId = new Map(directory.map((agency) => [agency.id, agency]));
  const found = new Map<AgencyId, Office>();
  for (const id of ids) {
    for (
      let at = byId.get(id);
      at !== undefined && !found.has(at.id);
      at = byId.get(at.parent ?? ('' as AgencyId))
    )
      found.set(at.id, officeOf(at));
  }
  return Object.fromEntries(found) as Offices;
}

function officeOf({ parent, area, calendar, assign }: Agency): Office {
  return {
    ...(parent === null ? {} : { parent }),
    ...(area === null ? {} : { area }),
    ...(calendar == null ? {} : { calendar }),
    ...(assign == null ? {} : { assign }),
  };
}
