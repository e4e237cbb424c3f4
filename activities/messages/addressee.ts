/** By what name and at which addresses a recipient is reached. */

import { findUser } from '../../db/agencies/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Database } from '../../db/core/client.ts';
import { type Contact, contactOf } from '../../db/messages/preferences.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import type { CaseId, UserId } from '../../domain/ids.ts';

export interface Addressee extends Contact {
  readonly name: string | null;
}

/**
 * Of the applicant, what they gave with the case, else what their account has; of a follower by a complaint of their own, what they
 * gave with that one.
 */
export async function addresseeOf(
  db: Database,
  { audience, person, caseId }: Pick<StoredMessage, 'audience' | 'person' | 'caseId'>,
): Promise<Addressee> {
  const user = person.startsWith('user:') ? (person.slice('user:'.length) as UserId) : null;
  const ownCase = user === null ? (person.slice('case:'.length) as CaseId) : null;
  const account = user === null ? null : await contactOf(db.pool, user);
  const submitted = audience === 'applicant' ? caseId : ownCase;
  const party = submitted === null ? null : await partyOf(db, submitted);
  const known = party === null && user !== null ? await findUser(db, user) : null;
  return {
    name: party?.name ?? known?.name ?? null,
    email: party?.email ?? account?.email ?? null,
    phone: party?.phone ?? account?.phone ?? null,
  };
}
