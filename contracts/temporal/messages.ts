/** How a message goes from an outbox job to its recipient, step by step. */
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { OutboxJobInput } from './outbox.ts';

/** What follows an attempt: null: nothing; else an attempt at that message after a while: the same, or the one by another channel. */
export type NextTry = null | { readonly id: string; readonly waitMs: number };

export interface MessageActivities {
  /** Finds whom it concerns and by which channel, and records a message for each. Gives the ids of those to be sent. */
  prepareMessages(job: OutboxJobInput): Promise<readonly string[]>;
  /** One attempt. @throws where it may succeed later */
  sendMessage(id: string): Promise<NextTry>;
  /** After the last attempt: it is listed among the failed ones, and what is mandatory goes by another channel, where there is one. */
  giveUpMessage(id: string): Promise<NextTry>;
}

/** One for a province, for as long as it is served. */
export const DIGEST_WORKFLOW = 'digestWorkflow';

export function digestWorkflowId(province: ProvinceId, outboxQueue: string): string {
  return outboxQueue === 'motcua-outbox' ? `digest-${province}` : `digest-${province}-${outboxQueue}`;
}

export interface DigestActivities {
  /** When the next digest is due after that instant; on days without office hours too, because a calendar may change until then. */
  nextDigest(province: ProvinceId, after: Instant): Promise<Instant>;
  /**
   * Adds an outbox job for every officer who is to have the digest of `at`; none on a day without office hours, and none when that
   * day is over. The same digest again changes nothing.
   */
  orderDigests(province: ProvinceId, at: Instant, now: Instant): Promise<void>;
}

/**
 * Subjects of outbox jobs that no event calls for: `resend:<message>`, `bounced:<status>:<message>`, `digest:<day>:<user>`,
 * `transfer-refunded:<transfer>`.
 */
export const RESEND = 'resend';
export const BOUNCED = 'bounced';
export const DIGEST = 'digest';
export const TRANSFER_REFUNDED = 'transfer-refunded';
