/** Handing events over to an address that asked for them. */
import type { ProvinceId } from '../../domain/ids.ts';

export const FEED_WORKFLOW = 'webhookFeedWorkflow';
/** There may be more to hand over. */
export const WAKE_FEED = 'wakeFeed';

export interface FeedCall {
  readonly province: ProvinceId;
  readonly name: string;
  /** Other times than the usual; for tests. */
  readonly patience?: { readonly firstRetryMs: number; readonly giveUpMs: number };
}

export function feedWorkflowId({ province, name }: FeedCall): string {
  return `webhook-feed-${province}-${name}`;
}

/** `more`: there is more than this turn took; `all`: there was nothing more; `off`: nobody is to be called. */
export type FeedTurn = 'more' | 'all' | 'off';

export interface FeedActivities {
  /** Hands over the next few events, one after the other, in the order of the record. @throws when one did not get through */
  handOverEvents(feed: FeedCall): Promise<FeedTurn>;
  /** The next event stays behind as a dead letter, and the address is switched off: an administrator has to look. */
  giveUpEvent(feed: FeedCall): Promise<void>;
}
