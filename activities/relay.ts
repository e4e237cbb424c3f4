/** Takes up what the record leaves to be done outside. */
import type { FeedCall } from '../contracts/webhook-messages.ts';
import type { Database } from '../db/client.ts';
import { handOver, type WaitingErrand } from '../db/queries/errands.ts';
import { wakeFeeds } from '../db/queries/webhook-feeds.ts';
import { keepLooking, type Relay } from './looking.ts';

const AT_ONCE = 20;
/** An address is woken no more often, however much happens. */
const FEEDS_REST_MS = 500;

/** `start` begins an errand's workflow, and again under the same id begins nothing. */
export function relayErrands(db: Database, start: (errand: WaitingErrand) => Promise<void>): Relay {
  return keepLooking(db, {
    channels: ['motcua_errands'],
    look: async () => {
      const { started, failed } = await handOver(db, AT_ONCE, start);
      if (failed > 0) return 'again';
      return started === AT_ONCE ? 'more' : 'all';
    },
  });
}

/** `begin` has an address handed what it has not seen; one that is being handed it is told once more. */
export function relayEvents(db: Database, begin: (feed: FeedCall) => Promise<void>): Relay {
  return keepLooking(db, {
    channels: ['motcua_events', 'motcua_feeds'],
    restMs: FEEDS_REST_MS,
    look: async () => ((await wakeFeeds(db, begin)).isCertain ? 'all' : 'again'),
  });
}
