/** How messages leave the house, step by step. No Zod here: the workflow bundle imports this file. */
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { OutboxJobInput } from './outbox.ts';

/** What comes after a try: nothing; the same again after a while; the same words by another way. */
export type NextTry = null | { readonly id: string; readonly waitMs: number };

export interface MessageActivities {
  /** Finds whom an outbox job's message goes to by which way, and notes it. Gives the ids of what is to be sent. */
  prepareMessages(call: OutboxJobInput): Promise<readonly string[]>;
  /** One try. @throws where it may succeed later */
  sendMessage(id: string): Promise<NextTry>;
  /** After the last try: it is kept where people see it, and what has to be said is said by another way, where there is one. */
  giveUpMessage(id: string): Promise<NextTry>;
}

/** One for a province, for as long as it is served. */
export const DIGEST_WORKFLOW = 'digestWorkflow';

export function digestWorkflowId(province: ProvinceId, outboxQueue: string): string {
  return outboxQueue === 'motcua-outbox' ? `digest-${province}` : `digest-${province}-${outboxQueue}`;
}

export interface DigestActivities {
  /** The next morning after that instant; on days without office hours too, because a calendar may change until then. */
  nextMorning(province: ProvinceId, after: Instant): Promise<Instant>;
  /**
   * Puts a mail into the outbox for every officer who is to have one that morning; none on a day without office hours, and none
   * when that day is over. The same morning again changes nothing.
   */
  orderDigests(province: ProvinceId, morning: Instant, now: Instant): Promise<void>;
}

/**
 * Subjects that no event calls for: `again:<message>`, `bounced:<status>:<message>`, `digest:<day>:<user>`, `money-back:<transfer>`.
 */
export const AGAIN = 'again';
export const BOUNCED = 'bounced';
export const MONEY_BACK = 'money-back';
