/** Takes up what the record leaves to be done outside. */
import type { FeedCall } from '../../contracts/temporal/webhooks.ts';
import type { Database } from '../../db/core/client.ts';
import { provincesServed } from '../../db/messages/digests.ts';
import { handOver, type WaitingOutboxJob } from '../../db/outbox/queries.ts';
import { wakeFeeds } from '../../db/webhooks/feeds.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { type Poller, startPoller } from './poller.ts';

const AT_ONCE = 20;
/** Nobody is woken more often, however much happens. */
const REST_MS = 500;

/** `start` begins an outbox job's workflow, and again under the same id begins nothing. */
export function pollOutbox(db: Database, start: (job: WaitingOutboxJob) => Promise<void>): Poller {
  return startPoller(db, {
    channels: ['motcua_outbox'],
    look: async () => {
      const { started, failed } = await handOver(db, AT_ONCE, start);
      if (failed > 0) return 'again';
      return started === AT_ONCE ? 'more' : 'all';
    },
  });
}

/** Mornings of every province that has offices here, and of one that gets its first while this runs; `begin` again begins nothing new. */
export function pollDigestSchedules(db: Database, begin: (province: ProvinceId) => Promise<void>): Poller {
  const begun = new Set<ProvinceId>();
  return startPoller(db, {
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
export function pollEventFeeds(db: Database, begin: (feed: FeedCall) => Promise<void>): Poller {
  return startPoller(db, {
    channels: ['motcua_events', 'motcua_feeds'],
    restMs: REST_MS,
    look: async () => ((await wakeFeeds(db, begin)).isCertain ? 'all' : 'again'),
  });
}
