/** Whom the news concerns when it goes out: officers change, stand in for each other, and finish their work. */

import { reachedFor } from '../../db/agencies/delegations.ts';
import type { Database } from '../../db/core/client.ts';
import { followersToNotify, type Occasion } from '../../db/messages/occasions.ts';
import { casePerson, type Person, userPerson } from '../../db/messages/preferences.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Topic } from '../../domain/vocabulary/topics.ts';
import { AUDIENCES, type Audience } from '../../domain/vocabulary/topics.ts';
import type { News } from './cause.ts';
import { type Officer, officersFor } from './officers.ts';

export interface Recipient {
  readonly audience: Audience;
  readonly person: Person;
  /** Which of the event's notices reaches them with the message; null: none. */
  readonly notice: number | null;
}

/** `obsolete`: there is nothing to say any more; `nobody`: it concerns an office in which nobody is there. */
export type Recipients = readonly Recipient[] | 'obsolete' | 'nobody';

export async function recipientsOf(db: Database, news: News): Promise<Recipients> {
  if (news.type === 'digest') return [{ audience: 'officer', person: userPerson(news.user), notice: null }];
  if (news.type === 'refund') return [applicantOf(news.record)];
  const { topic, action, occasion } = news;
  switch (AUDIENCES[topic]) {
    case 'applicant':
      return isObsolete(topic, occasion) ? 'obsolete' : [applicantOf(occasion.record)];
    case 'follower':
      return followersOf(db, occasion);
    case 'officer': {
      const officers = await officersFor(db, action, occasion);
      return officers === 'obsolete' ? 'obsolete' : withDeputies(db, officers, action ?? null);
    }
  }
}

function isObsolete(topic: Topic, { record, event, procedure }: Occasion): boolean {
  const { status, state } = record;
  if (topic === 'rate') return status !== 'delivered' || state.rating !== null;
  // Decided or interrupted in the meantime: there is no appointment to speak of.
  if (topic === 'rescheduled') return status !== 'in-process';
  if (topic !== 'fee-due') return false;
  if (state.fee === null || state.fee.paid) return true;
  return event.type === 'case-filed' && procedure?.fee?.due !== 'at-intake';
}

function applicantOf({ id, applicant }: Occasion['record']): Recipient {
  const person = applicant === null ? casePerson(id) : userPerson(applicant);
  return { audience: 'applicant', person, notice: null };
}

async function followersOf(db: Database, { record, event }: Occasion): Promise<Recipients> {
  const notices = await followersToNotify(db.pool, record.id, event.seq);
  if (notices.length === 0) return 'obsolete';
  return notices.map(({ action, who }) => ({
    audience: 'follower',
    person: who.startsWith('case:') ? who : userPerson(who as UserId),
    notice: action,
  }));
}

/** A deputy in the place of whoever is away; each person once. */
async function withDeputies(
  db: Database,
  officers: readonly Officer[],
  notice: number | null,
): Promise<Recipients> {
  const now = Date.now() as Instant;
  const users = new Set<UserId>();
  for (const { user, role, agency } of officers) {
    const present = await reachedFor(db, user, { role, agency }, now);
    if (present !== null) users.add(present);
  }
  if (users.size === 0) return 'nobody';
  return [...users].map((user) => ({ audience: 'officer', person: userPerson(user), notice }));
}
