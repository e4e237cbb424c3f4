import type { Database } from '../../db/core/client.ts';
import { type CloudEvent, noteFailure, switchOff, webhookToCall } from '../../db/webhooks/queries.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { CallFailed, type WebhookSender } from '../../integrations/webhooks/index.ts';

/** `gone`: nobody is to be called (any more). */
export type Attempt = { readonly delivered: true } | { readonly failed: string } | { readonly gone: string };

export interface WebhookCaller {
  readonly sender: WebhookSender;
  /** A secret as the record keeps it, in clear. */
  readonly unseal: (sealed: string, province: ProvinceId, name: string) => string;
}

const GONE = 410;

/** Calls an address once. An address that says that it is gone is switched off. */
export async function attempt(
  db: Database,
  { sender, unseal }: WebhookCaller,
  { id, province, name }: { readonly id: string; readonly province: ProvinceId; readonly name: string },
  event: CloudEvent,
): Promise<Attempt> {
  const at = Date.now() as Instant;
  const webhook = await webhookToCall(db.pool, province, name, at);
  if (webhook === null) return { gone: 'no such webhook' };
  if (!webhook.active) return { gone: 'switched off' };
  const secrets = webhook.secrets.map((secret) => unseal(secret, province, name));
  const call = { url: webhook.url, secrets, id, at, body: JSON.stringify(event) };
  const answer = await sender.send(call).catch((error: unknown) => {
    if (error instanceof CallFailed) return error.message;
    throw error;
  });
  if (typeof answer === 'number' && answer >= 200 && answer < 300) return { delivered: true };
  const why = typeof answer === 'number' ? `answered ${answer}` : answer;
  if (answer === GONE) {
    await switchOff(db.pool, province, name, why);
    return { gone: why };
  }
  await noteFailure(db.pool, id, why);
  return { failed: why };
}
