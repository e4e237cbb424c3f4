import { agenciesOf, findAgency } from '../../db/agencies/queries.ts';
import { officesOf } from '../../domain/agencies/offices.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import type { Offices } from '../../domain/cases/state/state.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { Problem } from '../http/problem.ts';
import type { Acting } from './action.ts';

/** @throws Problem where the caller's province has no such agency */
export async function namedAgency({ context, actor }: Acting, agency: AgencyId): Promise<Agency> {
  const known = await findAgency(context.db, agency);
  if (known?.province !== actor.province) throw new Problem('no-such-agency', { agency });
  return known;
}

/** What the rules need to know of it, and of those above it. */
export async function officesFor({ context, actor }: Acting, agency: AgencyId): Promise<Offices> {
  return officesOf(await agenciesOf(context.db, actor.province), [agency]);
}
