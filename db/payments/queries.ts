/** What citizens are asked to pay, and the money that came. */

import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { BankAccount } from '../../domain/payments/vietqr.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { TransferStatus } from '../../domain/vocabulary/payments.ts';
import type { Queryable } from '../core/client.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface Payment {
  readonly id: string;
  readonly caseId: CaseId;
  readonly province: ProvinceId;
  readonly agency: AgencyId;
  /** Whole đồng. */
  readonly amount: number;
  readonly reference: string;
  /** null: the provider has no page for it. */
  readonly payUrl: string | null;
  readonly createdAt: Instant;
}

export interface Transfer {
  readonly provider: string;
  readonly id: string;
  readonly payment: string | null;
  readonly reference: string;
  readonly amount: number;
  readonly at: Instant;
  readonly status: TransferStatus;
  readonly why: string | null;
  readonly refund: string | null;
  readonly refundedAt: Instant | null;
}

const PAYMENT = `p.id, p.case_id AS "caseId", p.province, p.agency, p.amount, p.reference, p.pay_url AS "payUrl", p.created_at AS "createdAt"`;
const TRANSFER = `t.provider, t.id, t.payment, t.reference, t.amount, t.at, t.status, t.why, t.refund, t.refunded_at AS "refundedAt"`;

type PaymentRow = Omit<Payment, 'amount' | 'createdAt'> & { amount: string; createdAt: Date };
type TransferRow = Omit<Transfer, 'amount' | 'at' | 'refundedAt'> & {
  amount: string;
  at: Date;
  refundedAt: Date | null;
};

const paymentOf = (row: PaymentRow): Payment => ({
  ...row,
  amount: Number(row.amount),
  createdAt: instantOf(row.createdAt),
});
const transferOf = (row: TransferRow): Transfer => ({
  ...row,
  amount: Number(row.amount),
  at: instantOf(row.at),
  refundedAt: instantOrNull(row.refundedAt),
});

/** One for a case and amount: asked for again, it is the same. */
export async function askPayment(
  db: Queryable,
  payment: Omit<Payment, 'createdAt' | 'payUrl'>,
  by: UserId,
): Promise<Payment> {
  const { id, caseId, province, agency, amount, reference } = payment;
  await db.query(
    `INSERT INTO payments (id, case_id, province, agency, amount, reference, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [id, caseId, province, agency, amount, reference, by],
  );
  const { rows } = await db.query<PaymentRow>(
    `SELECT ${PAYMENT} FROM payments p WHERE p.case_id = $1 AND p.amount = $2`,
    [caseId, amount],
  );
  if (rows[0] === undefined) throw new Error(`no payment of ${caseId} was kept`);
  return paymentOf(rows[0]);
}

export async function setPayUrl(db: Queryable, id: string, url: string): Promise<void> {
  await db.query('UPDATE payments SET pay_url = $2 WHERE id = $1', [id, url]);
}

export async function paymentsOfCase(db: Queryable, caseId: CaseId): Promise<readonly Payment[]> {
  const { rows } = await db.query<PaymentRow>(
    `SELECT ${PAYMENT} FROM payments p WHERE p.case_id = $1 ORDER BY p.created_at, p.id`,
    [caseId],
  );
  return rows.map(paymentOf);
}

export async function transfersOfCase(db: Queryable, caseId: CaseId): Promise<readonly Transfer[]> {
  const { rows } = await db.query<TransferRow>(
    `SELECT ${TRANSFER} FROM transfers t JOIN payments p ON p.id = t.payment WHERE p.case_id = $1 ORDER BY t.at, t.id`,
    [caseId],
  );
  return rows.map(transferOf);
}

export interface NewTransfer {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly at: Instant;
}

/** Keeps what the provider told, and has it looked at; false: its reference is nobody's. */
export async function keepTransfer(
  db: Queryable,
  provider: string,
  { id, reference, amount, at }: NewTransfer,
): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>('SELECT keep_transfer($1, $2, $3, $4, $5) AS known', [
    provider,
    id,
    reference,
    amount,
    timestampOf(at),
  ]);
  return rows[0]?.known ?? false;
}

/** For the worker, with what was asked for. */
export async function findTransfer(
  db: Queryable,
  caseId: CaseId,
  id: string,
): Promise<{ readonly transfer: Transfer; readonly owed: number } | null> {
  const { rows } = await db.query<TransferRow & { owed: string }>(
    `SELECT ${TRANSFER}, p.amount AS owed FROM transfers t JOIN payments p ON p.id = t.payment WHERE t.id = $2 AND p.case_id = $1`,
    [caseId, id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { owed, ...transfer } = row;
  return { transfer: transferOf(transfer), owed: Number(owed) };
}

export async function markTransfer(
  db: Queryable,
  { provider, id }: Transfer,
  status: TransferStatus,
  more: { readonly why?: string; readonly back?: { readonly refund: string; readonly at: Instant } } = {},
): Promise<void> {
  const { why = null, back } = more;
  await db.query(
    `UPDATE transfers SET status = $3, why = coalesce($4, why), refund = coalesce($5, refund),
       refunded_at = coalesce($6, refunded_at) WHERE provider = $1 AND id = $2`,
    [provider, id, status, why, back?.refund ?? null, back === undefined ? null : timestampOf(back.at)],
  );
}

/** Of a case that is over. false: there is none that the case counts, or none for this caller. */
export async function orderRefund(db: Queryable, caseId: CaseId, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE transfers SET status = 'refund-due', why = 'ordered' WHERE id = $2 AND status = 'taken'
     AND payment IN (SELECT p.id FROM payments p WHERE p.case_id = $1)`,
    [caseId, id],
  );
  return rowCount === 1;
}

/** Under which what was said when a fee of a closed case was ordered back is kept: no event refers to it. */
export function refundReasonId(caseId: CaseId, transfer: string): string {
  return `refund-${caseId}-${transfer}-reason`;
}

/** The account of an agency, or of the nearest above it that has one; null: none has. */
export async function accountOf(db: Queryable, agency: AgencyId): Promise<BankAccount | null> {
  const { rows } = await db.query<{ account: BankAccount }>(
    `WITH RECURSIVE above AS (
       SELECT a.id, a.parent, a.account, 0 AS steps FROM agencies a WHERE a.id = $1
       UNION ALL SELECT a.id, a.parent, a.account, above.steps + 1 FROM agencies a JOIN above ON a.id = above.parent
       WHERE above.steps < 20
     ) SELECT account FROM above WHERE account IS NOT NULL ORDER BY steps LIMIT 1`,
    [agency],
  );
  return rows[0]?.account ?? null;
}
