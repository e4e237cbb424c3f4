/** Addresses that escalations call, and what became of each call. */
import type { WebhookCall } from '../../contracts/temporal/cases.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DeliveryStatus } from '../../domain/vocabulary/webhooks.ts';
import type { Queryable, Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

/** As the API may read it: without its secrets. */
export interface Webhook {
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly offWhy: string | null;
  readonly createdBy: UserId;
  readonly createdAt: Instant;
  readonly rotatedAt: Instant | null;
}

/** What is sent, as CloudEvents 1.0 has it. */
export type CloudEvent = Readonly<Record<string, unknown>> & {
  readonly specversion: '1.0';
  readonly id: string;
};

export interface Delivery {
  readonly id: string;
  readonly name: string;
  readonly caseId: CaseId | null;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly event: CloudEvent;
  readonly createdAt: Instant;
  readonly deliveredAt: Instant | null;
}

const WEBHOOK = `w.name, w.url, w.active, w.off_why AS "offWhy", w.created_by AS "createdBy", w.created_at AS "createdAt",
  w.rotated_at AS "rotatedAt"`;

type WebhookRow = Omit<Webhook, 'createdAt' | 'rotatedAt'> & { createdAt: Date; rotatedAt: Date | null };

export async function listWebhooks(session: Session, province: ProvinceId): Promise<readonly Webhook[]> {
  const { rows } = await session.sql.query<WebhookRow>(
    `SELECT ${WEBHOOK} FROM webhooks w WHERE w.province = $1 ORDER BY w.name`,
    [province],
  );
  return rows.map(webhookOf);
}

export async function findWebhook(
  session: Session,
  province: ProvinceId,
  name: string,
): Promise<Webhook | null> {
  const { rows } = await session.sql.query<WebhookRow>(
    `SELECT ${WEBHOOK} FROM webhooks w WHERE w.province = $1 AND w.name = $2`,
    [province, name],
  );
  return rows[0] === undefined ? null : webhookOf(rows[0]);
}

/** null: the name is taken. */
export async function addWebhook(
  session: Session,
  province: ProvinceId,
  webhook: { readonly name: string; readonly url: string; readonly secret: string; readonly by: UserId },
): Promise<Webhook | null> {
  const { name, url, secret, by } = webhook;
  const { rows } = await session.sql.query<WebhookRow>(
    `INSERT INTO webhooks AS w (province, name, url, secrets, created_by) VALUES ($1, $2, $3, ARRAY[$4], $5)
     ON CONFLICT (province, name) DO NOTHING RETURNING ${WEBHOOK}`,
    [province, name, url, secret, by],
  );
  return rows[0] === undefined ? null : webhookOf(rows[0]);
}

/** null: there was none. */
export async function removeWebhook(
  session: Session,
  province: ProvinceId,
  name: string,
): Promise<Webhook | null> {
  const { rows } = await session.sql.query<WebhookRow>(
    `DELETE FROM webhooks w WHERE w.province = $1 AND w.name = $2 RETURNING ${WEBHOOK}`,
    [province, name],
  );
  return rows[0] === undefined ? null : webhookOf(rows[0]);
}

/** The secret of before signs beside the new one for a while: the database keeps it. Switches it on where it was off. null: there is none. */
export async function rotateSecret(
  session: Session,
  province: ProvinceId,
  name: string,
  secret: string,
): Promise<Webhook | null> {
  const { rows } = await session.sql.query<WebhookRow>(
    `UPDATE webhooks w SET secrets = ARRAY[$3], rotated_at = now(), active = true, off_why = NULL
     WHERE w.province = $1 AND w.name = $2 RETURNING ${WEBHOOK}`,
    [province, name, secret],
  );
  return rows[0] === undefined ? null : webhookOf(rows[0]);
}

function webhookOf(row: WebhookRow): Webhook {
  return { ...row, createdAt: instantOf(row.createdAt), rotatedAt: instantOrNull(row.rotatedAt) };
}

/** For the worker, who alone may read secrets: those that sign at `now`. null: there is none of that name. */
export async function webhookToCall(
  db: Queryable,
  province: ProvinceId,
  name: string,
  now: Instant,
): Promise<{ readonly url: string; readonly secrets: readonly string[]; readonly active: boolean } | null> {
  const { rows } = await db.query<{ url: string; secrets: string[]; active: boolean }>(
    `SELECT url, active, CASE WHEN rotated_at > $3::timestamptz - interval '24 hours' THEN secrets ELSE secrets[1:1] END AS secrets
     FROM webhooks WHERE province = $1 AND name = $2`,
    [province, name, timestampOf(now)],
  );
  return rows[0] ?? null;
}

/** Seals in place what is `stale`, as long as nobody has changed it. It is no rotation. */
export async function sealSecrets(
  db: Queryable,
  isStale: (kept: string) => boolean,
  seal: (kept: string, province: ProvinceId, name: string) => string,
): Promise<void> {
  const { rows } = await db.query<{ province: ProvinceId; name: string; secrets: string[] }>(
    'SELECT province, name, secrets FROM webhooks',
  );
  for (const { province, name, secrets } of rows.filter((row) => row.secrets.some(isStale)))
    await db.query('UPDATE webhooks SET secrets = $3 WHERE province = $1 AND name = $2 AND secrets = $4', [
      province,
      name,
      secrets.map((kept) => seal(kept, province, name)),
      secrets,
    ]);
}

export async function switchOff(
  db: Queryable,
  province: ProvinceId,
  name: string,
  why: string,
): Promise<void> {
  await db.query('UPDATE webhooks SET active = false, off_why = $3 WHERE province = $1 AND name = $2', [
    province,
    name,
    why,
  ]);
}

/** Counts an attempt. What is sent is what was sent the first time; `isDone`: it got through before. */
export async function beginAttempt(
  db: Queryable,
  { id, province, name, caseId, at }: WebhookCall,
  event: CloudEvent,
): Promise<{ readonly isDone: boolean; readonly event: CloudEvent }> {
  const { rows } = await db.query<{ isDone: boolean; event: CloudEvent }>(
    `INSERT INTO webhook_deliveries AS d (id, province, name, case_id, status, attempts, event, created_at)
     VALUES ($1, $2, $3, $4, 'pending', 1, $5, $6)
     ON CONFLICT (id) DO UPDATE SET attempts = d.attempts + (d.status <> 'delivered')::integer,
       status = CASE WHEN d.status = 'delivered' THEN d.status ELSE 'pending' END
     RETURNING status = 'delivered' AS "isDone", event`,
    [id, province, name, caseId, JSON.stringify(event), timestampOf(at)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the row was inserted or updated');
  return row;
}

/** Notes that there is such a call, where nothing is noted of it yet. */
export async function keepDelivery(
  db: Queryable,
  { id, province, name, caseId, at }: WebhookCall,
  event: CloudEvent,
): Promise<void> {
  await db.query(
    `INSERT INTO webhook_deliveries (id, province, name, case_id, status, attempts, event, created_at)
     VALUES ($1, $2, $3, $4, 'pending', 0, $5, $6) ON CONFLICT (id) DO NOTHING`,
    [id, province, name, caseId, JSON.stringify(event), timestampOf(at)],
  );
}

export async function markDelivered(db: Queryable, id: string, at: Instant): Promise<void> {
  await db.query(
    `UPDATE webhook_deliveries SET status = 'delivered', delivered_at = $2, last_error = NULL WHERE id = $1`,
    [id, timestampOf(at)],
  );
}

export async function noteFailure(db: Queryable, id: string, why: string): Promise<void> {
  await db.query('UPDATE webhook_deliveries SET last_error = $2 WHERE id = $1', [id, why]);
}

/** `why` null: as the last attempt said. */
export async function giveUpDelivery(db: Queryable, id: string, why: string | null): Promise<void> {
  await db.query(
    `UPDATE webhook_deliveries SET status = 'dead', last_error = coalesce($2, last_error) WHERE id = $1 AND status <> 'delivered'`,
    [id, why],
  );
}

const DELIVERY = `d.id, d.name, d.case_id AS "caseId", d.status, d.attempts, d.last_error AS "lastError", d.event,
  d.created_at AS "createdAt", d.delivered_at AS "deliveredAt"`;

type DeliveryRow = Omit<Delivery, 'createdAt' | 'deliveredAt'> & {
  createdAt: Date;
  deliveredAt: Date | null;
};

export interface DeliveryFilter {
  readonly status?: Delivery['status'] | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** The newest first. @throws BadCursor */
export async function listDeliveries(
  session: Session,
  province: ProvinceId,
  name: string,
  filter: DeliveryFilter,
): Promise<Page<Delivery>> {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(province, ($) => `d.province = ${$}`)
    .when(name, ($) => `d.name = ${$}`)
    .when(filter.status, ($) => `d.status = ${$}`);
  const key = keyOf(filter.cursor, 2);
  if (key !== null) {
    const [created, id] = key.map((part) => conditions.value(part));
    conditions.also(`(d.created_at, d.id) < (${created}::timestamptz, ${id})`);
  }
  const { rows } = await session.sql.query<DeliveryRow & { key: string[] }>(
    `SELECT ${DELIVERY}, ARRAY[d.created_at::text, d.id] AS key FROM webhook_deliveries d ${conditions.where}
     ORDER BY d.created_at DESC, d.id DESC LIMIT ${conditions.value(limit + 1)}`,
    conditions.values,
  );
  return pageOf(rows, limit, ({ key: _, ...row }) => deliveryOf(row));
}

export async function findDelivery(
  session: Session,
  province: ProvinceId,
  name: string,
  id: string,
): Promise<Delivery | null> {
  const { rows } = await session.sql.query<DeliveryRow>(
    `SELECT ${DELIVERY} FROM webhook_deliveries d WHERE d.province = $1 AND d.name = $2 AND d.id = $3`,
    [province, name, id],
  );
  return rows[0] === undefined ? null : deliveryOf(rows[0]);
}

function deliveryOf(row: DeliveryRow): Delivery {
  return { ...row, createdAt: instantOf(row.createdAt), deliveredAt: instantOrNull(row.deliveredAt) };
}
