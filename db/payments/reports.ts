/** What the cases count as paid, and the money that none counts. */

import type { ProvinceId } from '../../domain/ids.ts';
import type { Booking, Stray } from '../../domain/payments/reconciliation.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Queryable, Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

/** From the one instant to before the other, by the clock of the provider of that name. */
export interface Days {
  readonly province: ProvinceId;
  readonly provider: string;
  readonly from: Instant;
  readonly to: Instant;
}

type Counted<T> = Omit<T, 'amount'> & { amount: string };
const counted = <T extends { readonly amount: number }>(row: Counted<T>): T =>
  ({ ...row, amount: Number(row.amount) }) as unknown as T;

/** Fees paid and given back, as far as the reader may see their cases. */
export async function bookingsBetween(session: Session, days: Days): Promise<readonly Booking[]> {
  const { text, values } = bookingsQuery(days);
  const { rows } = await session.sql.query<Counted<Booking>>(text, values);
  return rows.map(counted);
}

/** A case knows which transfer its fee came by, also when it was given back since. */
const IS_COUNTED = `c.state #>> '{fee,transfer}' = t.id`;

/**
 * What came by the provider, or went back, belongs to the day on which it did so there, whenever the case heard of it: so both sides
 * cut at the same midnight. All else is of the day on which it was entered.
 */
export function bookingsQuery({ province, provider, from, to }: Days) {
  const text = `SELECT CASE e.type WHEN 'fee-paid' THEN 'payment' ELSE 'refund' END AS kind, e.case_id AS "caseId", c.counter AS agency,
      coalesce(e.body ->> 'how', c.state #>> '{fee,how}') AS how, e.body ->> 'receipt' AS receipt, NULL AS transfer,
      e.body ->> 'amount' AS amount, e.at
    FROM events e JOIN cases c ON c.id = e.case_id
    WHERE e.type IN ('fee-paid', 'fee-refunded') AND e.at >= $2::timestamptz AND e.at < $3::timestamptz AND c.province = $1
      AND NOT EXISTS (SELECT FROM transfers t JOIN payments p ON p.id = t.payment
        WHERE p.case_id = e.case_id AND e.body ->> 'receipt' IN (t.id, t.refund))
    UNION ALL
    SELECT 'payment', c.id, c.counter, 'transfer', t.id, CASE t.provider WHEN $4 THEN t.id END, t.amount::text, t.at
    FROM transfers t JOIN payments p ON p.id = t.payment JOIN cases c ON c.id = p.case_id
    WHERE t.at >= $2::timestamptz AND t.at < $3::timestamptz AND c.province = $1 AND ${IS_COUNTED}
    UNION ALL
    SELECT 'refund', c.id, c.counter, 'transfer', t.refund, CASE t.provider WHEN $4 THEN t.id END, t.amount::text, t.refunded_at
    FROM transfers t JOIN payments p ON p.id = t.payment JOIN cases c ON c.id = p.case_id
    WHERE t.refunded_at >= $2::timestamptz AND t.refunded_at < $3::timestamptz AND c.province = $1 AND ${IS_COUNTED}
    ORDER BY at, "caseId"`;
  return { text, values: [province, timestampOf(from), timestampOf(to), provider] };
}

/** Money of those days that no case counts; of what is nobody's, those who see the whole province read too. */
export async function straysBetween(session: Session, days: Days): Promise<readonly Stray[]> {
  const { text, values } = straysQuery(days);
  const { rows } = await session.sql.query<Counted<Stray>>(text, values);
  return rows.map(counted);
}

export function straysQuery({ province, provider, from, to }: Days) {
  const stray = (
    kind: Stray['kind'],
    at: string,
  ) => `SELECT '${kind}' AS kind, t.id AS transfer, p.case_id AS "caseId",
      t.amount::text AS amount, coalesce(t.why, t.status) AS why, t.${at} AS at
    FROM transfers t LEFT JOIN payments p ON p.id = t.payment LEFT JOIN cases c ON c.id = p.case_id
    WHERE t.provider = $4 AND t.${at} >= $2::timestamptz AND t.${at} < $3::timestamptz AND (p.province = $1 OR t.payment IS NULL)
      AND (${IS_COUNTED}) IS NOT TRUE`;
  const text = `${stray('payment', 'at')} UNION ALL ${stray('refund', 'refunded_at')} ORDER BY at, transfer`;
  return { text, values: [province, timestampOf(from), timestampOf(to), provider] };
}

/** Those of these references that payments of other provinces have: the provider's statement is of all of them. */
export async function referencesElsewhere(
  db: Queryable,
  province: ProvinceId,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ reference: string }>(
    'SELECT reference FROM references_elsewhere($1, $2) AS reference',
    [province, [...new Set(references)]],
  );
  return new Set(rows.map(({ reference }) => reference));
}
