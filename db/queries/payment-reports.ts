/** What the cases count as paid, and the money that none counts. */
import type { Booking, Stray } from '../../domain/fees/reconciliation.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../client.ts';
import { timestampOf } from './rows.ts';

/** Fees paid and given back from the one instant to before the other, as far as the reader may see their cases. */
export async function bookingsBetween(
  session: Session,
  province: ProvinceId,
  from: Instant,
  to: Instant,
): Promise<readonly Booking[]> {
  const { text, values } = bookingsQuery(province, from, to);
  const { rows } = await session.sql.query<Omit<Booking, 'amount'> & { amount: string }>(text, values);
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

/** A refund went the way that the payment came; the receipt of one that went by bank is its own. */
export function bookingsQuery(province: ProvinceId, from: Instant, to: Instant) {
  const text = `SELECT CASE e.type WHEN 'fee-paid' THEN 'payment' ELSE 'refund' END AS kind, e.case_id AS "caseId",
      c.counter AS agency, coalesce(e.body ->> 'how', c.state #>> '{fee,how}', 'unknown') AS how,
      e.body ->> 'receipt' AS receipt, e.body ->> 'amount' AS amount
    FROM events e JOIN cases c ON c.id = e.case_id
    WHERE e.type IN ('fee-paid', 'fee-refunded') AND e.at >= $2::timestamptz AND e.at < $3::timestamptz AND c.province = $1
    ORDER BY e.at, e.case_id`;
  return { text, values: [province, timestampOf(from), timestampOf(to)] };
}

/** Transfers of those days that no case counts. */
export async function straysBetween(
  session: Session,
  provider: string,
  from: Instant,
  to: Instant,
): Promise<readonly Stray[]> {
  const { rows } = await session.sql.query<Stray>(
    `SELECT t.id AS transfer, p.case_id AS "caseId", coalesce(t.why, t.status) AS why
     FROM transfers t JOIN payments p ON p.id = t.payment
     WHERE t.provider = $1 AND t.at >= $2::timestamptz AND t.at < $3::timestamptz AND t.status <> 'taken'`,
    [provider, timestampOf(from), timestampOf(to)],
  );
  return rows;
}
