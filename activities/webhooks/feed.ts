import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { FeedActivities, FeedCall } from '../../contracts/temporal/webhooks.ts';
import type { Database } from '../../db/core/client.ts';
import {
  beginHandOver,
  endHandOver,
  type FedEvent,
  leaveBehind,
  letWait,
  nextEvents,
  passTo,
} from '../../db/webhooks/feeds.ts';
import { type CloudEvent, giveUpDelivery, keepDelivery } from '../../db/webhooks/queries.ts';
import { isoOf } from '../../domain/time/instant.ts';
import { attempt, type WebhookCaller } from './attempt.ts';

/** In one turn; the address may have been switched off, or sent elsewhere, by the next. */
const AT_ONCE = 50;

/**
 * Events are handed over one after the other: what comes later waits for what came before. Whoever is killed between an answer and its
 * note sends that event again, under the same id.
 */
export function feedActivities(db: Database, caller: WebhookCaller): FeedActivities {
  return {
    async handOverEvents(feed) {
      const next = await nextEvents(db.pool, feed, AT_ONCE);
      if (next === null) return 'off';
      const [first] = next.events;
      let at = next.from;
      for (const event of next.events) {
        heartbeat();
        const id = deliveryId(feed, event);
        const sent = await beginHandOver(db.pool, feed, id, event, cloudEventOf(feed, id, event));
        const tried = await attempt(db, caller, { ...feed, id }, sent);
        if ('gone' in tried) {
          await giveUpDelivery(db.pool, id, tried.gone);
          await letWait(db.pool, feed);
          return 'off';
        }
        if ('failed' in tried) {
          // Its own time to be taken begins here: what came before must not have used it up.
          if (event !== first) return 'more';
          throw ApplicationFailure.retryable(tried.failed, 'CallFailed');
        }
        if (!(await endHandOver(db.pool, feed, id, at, event.position))) return 'more';
        at = event.position;
      }
      if (next.upTo > at && !(await passTo(db.pool, feed, at, next.upTo))) return 'more';
      if (!next.isAll) return 'more';
      await letWait(db.pool, feed);
      return 'all';
    },
    async giveUpEvent(feed) {
      const next = await nextEvents(db.pool, feed, 1);
      const [event] = next?.events ?? [];
      if (next !== null && event !== undefined) {
        const id = deliveryId(feed, event);
        // With PostgreSQL away all the while there may have been no attempt that left a trace.
        const kept = { id, ...feed, caseId: event.caseId, at: event.at, data: {} };
        await keepDelivery(db.pool, kept, cloudEventOf(feed, id, event));
        await leaveBehind(db.pool, feed, id, next.from, event.position);
      }
      await letWait(db.pool, feed);
    },
  };
}

/** What the receiver knows an event by, however often it comes. */
function deliveryId({ name }: FeedCall, { caseId, seq }: FedEvent): string {
  return `feed-${name}-${caseId}-${seq}`;
}

/** As CloudEvents 1.0 names things. Where to look, and nothing of what was said: who may see more asks for it. */
function cloudEventOf({ province }: FeedCall, id: string, event: FedEvent): CloudEvent {
  const { caseId, code, seq, kind, procedure, owner, position, type, at } = event;
  return {
    specversion: '1.0',
    id,
    source: `/motcua/${province}`,
    type: `vn.motcua.case.${type}`,
    subject: code,
    time: isoOf(at),
    datacontenttype: 'application/json',
    data: { case: caseId, code, seq, kind, procedure, agency: owner, position },
  };
}
