import { ApplicationFailure } from '@temporalio/common';
import type { WebhookActivities, WebhookCall } from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import type { CloudEvent } from '../db/queries/webhooks.ts';
import {
  beginAttempt,
  giveUpDelivery,
  keepDelivery,
  markDelivered,
  noteFailure,
  switchOff,
  webhookToCall,
} from '../db/queries/webhooks.ts';
import { type Instant, isoOf } from '../domain/time/instant.ts';
import { CallFailed, type WebhookSender } from '../integrations/webhooks.ts';

const GONE = 410;

/** One attempt at a time; each leaves its trace in the list of deliveries, whatever becomes of it. */
export function webhookActivities(db: Database, sender: WebhookSender): WebhookActivities {
  return {
    async callWebhook(call) {
      const { id, province, name } = call;
      // Sent before, and lost on the way back to Temporal.
      const { isDone, event } = await beginAttempt(db.pool, call, eventOf(call));
      if (isDone) return;
      const now = Date.now() as Instant;
      const webhook = await webhookToCall(db.pool, province, name, now);
      if (webhook === null || !webhook.active) {
        await giveUpDelivery(db.pool, id, webhook === null ? 'no such webhook' : 'switched off');
        return;
      }
      const { url, secrets } = webhook;
      const body = JSON.stringify(event);
      const answer = await sender.send({ url, secrets, id, at: now, body }).catch((error: unknown) => {
        if (error instanceof CallFailed) return error.message;
        throw error;
      });
      if (typeof answer === 'number' && answer >= 200 && answer < 300) {
        await markDelivered(db.pool, id, Date.now() as Instant);
        return;
      }
      const why = typeof answer === 'number' ? `answered ${answer}` : answer;
      if (answer === GONE) {
        await switchOff(db.pool, province, name, why);
        await giveUpDelivery(db.pool, id, why);
        return;
      }
      await noteFailure(db.pool, id, why);
      throw ApplicationFailure.retryable(why, 'CallFailed');
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
    type: caseId === null ? 'motcua.webhook.test' : 'motcua.escalation.rung-reached',
    ...(typeof data.code === 'string' ? { subject: data.code } : {}),
    time: isoOf(at),
    datacontenttype: 'application/json',
    data,
  };
}
