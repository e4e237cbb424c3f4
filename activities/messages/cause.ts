/** What happened, so that somebody is to be notified: read from the outbox job. */

import { BOUNCED, DIGEST, RESEND, TRANSFER_REFUNDED } from '../../contracts/temporal/messages.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import { type CaseRecord, findCase } from '../../db/cases/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { type Occasion, occasionOf } from '../../db/messages/occasions.ts';
import { type StoredMessage, storedMessage } from '../../db/messages/sending.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Notification, parseSubject } from '../../domain/messages/notifications.ts';

/** News for people, of which no message is recorded yet. */
export type News =
  | ({ readonly type: 'event'; readonly occasion: Occasion } & Notification)
  | { readonly type: 'digest'; readonly topic: 'digest'; readonly user: UserId }
  | {
      readonly type: 'refund';
      readonly topic: 'refunded';
      readonly record: CaseRecord;
      /** The payment provider's number of the transfer that went back. */
      readonly transfer: string;
    };

export type Cause =
  | News
  /** Somebody has looked into a message that failed, and wants it sent. */
  | { readonly type: 'resend'; readonly message: StoredMessage }
  /** A mail server took a message and returned it later. `status`: RFC 3463 */
  | { readonly type: 'bounce'; readonly message: StoredMessage; readonly status: string };

/** null: nothing that this installation knows of. */
export async function causeOf(db: Database, { caseId, seq, subject }: OutboxJobInput): Promise<Cause | null> {
  const [verb = '', first = '', ...rest] = subject.split(':');
  switch (verb) {
    case RESEND: {
      const message = await storedMessage(db.pool, [first, ...rest].join(':'));
      return message && { type: 'resend', message };
    }
    case BOUNCED: {
      const message = await storedMessage(db.pool, rest.join(':'));
      return message && { type: 'bounce', message, status: first };
    }
    case DIGEST:
      return { type: 'digest', topic: 'digest', user: rest.join(':') as UserId };
    case TRANSFER_REFUNDED: {
      const record = await findCase(db, caseId);
      return record && { type: 'refund', topic: 'refunded', record, transfer: first };
    }
    default: {
      const notification = parseSubject(subject);
      const occasion = notification && (await occasionOf(db, caseId, seq));
      return occasion && { type: 'event', ...(notification as Notification), occasion };
    }
  }
}
