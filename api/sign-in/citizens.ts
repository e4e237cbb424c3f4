/** Citizens whom nobody entered before: the provider vouches for who they are, and a citizen is all that they become. */
import { z } from 'zod';
import { addCitizen, findUser } from '../../db/agencies/queries.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { Context } from '../http/context.ts';

/** As ids of users may look; none that the record writes for itself. */
const Subject = z
  .string()
  .regex(/^[\w.@+|-]{1,100}$/)
  .refine((id) => id !== ENGINE);

export interface Vouched {
  readonly sub: string;
  readonly name: string | null;
}

/** The user that the provider vouches for; null: the province knows nobody of that name, or has let them go. */
export async function userOf({ db, settings }: Context, { sub, name }: Vouched): Promise<UserId | null> {
  const known = await findUser(db, sub as UserId);
  if (known !== null) return known.active ? known.id : null;
  const { oidcCitizens: province } = settings;
  if (province === null || !Subject.safeParse(sub).success) return null;
  // Two tabs at once are one citizen.
  await addCitizen(db, { id: sub as UserId, name: name ?? sub, province: province as ProvinceId });
  return sub as UserId;
}
