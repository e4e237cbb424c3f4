import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { agenciesOf } from '../../../db/agencies/queries.ts';
import { officesOf } from '../../../domain/agencies/offices.ts';
import { Problem } from '../../http/problem.ts';
import { type Acting, action } from '../action.ts';

const PROVINCE_OFFICE = 'province-office';

export const appeal = action({
  name: 'appeal',
  input: z.strictObject({ reason }),
  check: agencyAbove,
  command: ({ reason }, refs, above) => ({ type: 'appeal', reason: refs.reason(reason), ...above }),
});

/** To whom an appeal goes: the agency above the owner; where it has none, the province's office. */
async function agencyAbove({ context, found }: Acting) {
  const directory = await agenciesOf(context.db, found.province);
  const parent = directory.find(({ id }) => id === found.owner)?.parent;
  const to = parent ?? directory.find(({ fulfils }) => fulfils.includes(PROVINCE_OFFICE))?.id;
  if (to === undefined) throw new Problem('unresolved-agency', { missing: [PROVINCE_OFFICE] });
  return { to, offices: officesOf(directory, [to]) };
}
