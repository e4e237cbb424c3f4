import { ApplicationFailure } from '@temporalio/common';
import type { WebhookActivities, WebhookCall } from '../../contracts/temporal/cases.ts';
import type { Database } from '../../db/core/client.ts';
import type { CloudEvent } from '../../db/webhooks/queries.ts';
import { beginAttempt, giveUpDelivery, keepDelivery, markDelivered } from '../../db/webhooks/queries.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import { attempt, type WebhookCaller } from './attempt.ts';

/** One attempt at a time; each leaves its trace in the list of deliveries, whatever becomes of it. */
export function webhookActivities(db: Database, caller: WebhookCaller): WebhookActivities {
  return {
    async callWebhook(call) {
      const { id } = call;
      // Sent before, and lost on the way back to Temporal.
      const { isDone, event } = await beginAttempt(db.pool, call, eventOf(call));
      if (isDone) return;
      const tried = await attempt(db, caller, call, event);
      if ('delivered' in tried) await markDelivered(db.pool, id, Date.now() as Instant);
      else if ('gone' in tried) await giveUpDelivery(db.pool, id, tried.gone);
      else throw ApplicationFailure.retryable(tried.failed, 'CallFailed');
    },
    async giveUpWebhook(call) {
      // With PostgreSQL away all the while there may have been no attempt that left a trace.
      await keepDelivery(db.pool, call, eventOf(call));
      await giveUpDelivery(db.pool, call.id, null);
    },
  };
}

/** As CloudEvents 1.0 names things. */
function eventOf({ id, province, caseId, at, data }: WebhookCall): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: `/motcua/${province}`,
    type: caseId === null ? 'motcua.webhook.test' : 'motcua.escalation.level-reached',
    ...(typeof data.code === 'string' ? { subject: data.code } : {}),
    time: isoOf(at),
    datacontenttype: 'application/json',
    data,
  };
}
