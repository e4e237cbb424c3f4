/** Takes up what the record leaves to be done outside. */
import type { FeedCall } from '../contracts/webhook-messages.ts';
import type { Database } from '../db/client.ts';
import { provincesServed } from '../db/queries/digests.ts';
import { handOver, type WaitingErrand } from '../db/queries/errands.ts';
import { wakeFeeds } from '../db/queries/webhook-feeds.ts';
import type { ProvinceId } from '../domain/ids.ts';
import { keepLooking, type Relay } from './looking.ts';

const AT_ONCE = 20;
/** Nobody is woken more often, however much happens. */
const REST_MS = 500;

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

/** Mornings of every province that has offices here, and of one that gets its first while this runs; `begin` again begins nothing new. */
export function relayMornings(db: Database, begin: (province: ProvinceId) => Promise<void>): Relay {
  const begun = new Set<ProvinceId>();
  return keepLooking(db, {
    channels: ['motcua_agencies'],
    restMs: REST_MS,
    look: async () => {
      for (const province of await provincesServed(db.pool)) {
        if (begun.has(province)) continue;
        await begin(province);
        begun.add(province);
      }
      return 'all';
    },
  });
}

/** `begin` has an address handed what it has not seen; one that is being handed it is told once more. */
export function relayEvents(db: Database, begin: (feed: FeedCall) => Promise<void>): Relay {
  return keepLooking(db, {
    channels: ['motcua_events', 'motcua_feeds'],
    restMs: REST_MS,
    look: async () => ((await wakeFeeds(db, begin)).isCertain ? 'all' : 'again'),
  });
}
