/** Money that came by bank: to its case, or back. Each may be done again after a crash. */
import { ApplicationFailure } from '@temporalio/common';
import { TRANSFER_REFUNDED } from '../../contracts/temporal/messages.ts';
import type { PaymentActivities } from '../../contracts/temporal/payments.ts';
import { findCase } from '../../db/cases/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { addOutboxJob } from '../../db/outbox/queries.ts';
import { findTransfer, markTransfer, type Transfer } from '../../db/payments/queries.ts';
import { engineOrder, type Order } from '../../domain/cases/state/commands.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { RefundReason } from '../../domain/vocabulary/payments.ts';
import { type PaymentProvider, ProviderRefused } from '../../integrations/payments/types.ts';
import type { OrderAnswer } from '../outbox/order-answer.ts';

export interface PaymentDeps {
  readonly db: Database;
  /** Gives a case the engine's order. @throws where the case cannot be reached now */
  readonly giveOrder: (caseId: CaseId, order: Order) => Promise<OrderAnswer>;
  /** null: the settings name none. */
  readonly payments: PaymentProvider | null;
}

export function paymentActivities({ db, giveOrder, payments }: PaymentDeps): PaymentActivities {
  return {
    async settleTransfer({ caseId, province, subject }) {
      const found = await findTransfer(db.pool, caseId, subject);
      if (found === null) return false;
      const { transfer, owed } = found;
      if (transfer.status === 'refund-due') return true;
      const why =
        transfer.status === 'taken'
          ? await orderedBack(db, caseId, transfer)
          : transfer.status === 'new'
            ? await offer(db, giveOrder, caseId, province, transfer, owed)
            : null;
      if (why !== null) await markTransfer(db.pool, transfer, 'refund-due', { why });
      else if (transfer.status === 'new') await markTransfer(db.pool, transfer, 'taken');
      return why !== null;
    },

    async refundTransfer({ caseId, province, subject }) {
      const found = await findTransfer(db.pool, caseId, subject);
      if (found === null) return;
      const { transfer } = found;
      if (transfer.status !== 'refund-due' && transfer.status !== 'refunded') return;
      let { refund } = transfer;
      if (refund === null) {
        const back = await giveBack(payments, transfer);
        await markTransfer(db.pool, transfer, 'refunded', { back });
        refund = back.refund;
      }
      if (transfer.why === 'ordered') {
        const command = { type: 'refund', reason: null, receipt: refund } as const;
        const answer = await giveOrder(caseId, engineOrder(`refund-${transfer.id}`, province, command));
        // Its event says it to the citizen; a case that was over when the order was given has none.
        if (answer.ok || (await stateOf(db, caseId))?.fee?.refund === 'done') return;
      }
      await addOutboxJob(db.pool, {
        id: `message-${TRANSFER_REFUNDED}-${transfer.provider}-${transfer.id}`,
        kind: 'message',
        province,
        caseId,
        seq: 0,
        subject: `${TRANSFER_REFUNDED}:${transfer.id}`,
      });
    },
  };
}

/** null: the case counts it. */
async function offer(
  db: Database,
  giveOrder: PaymentDeps['giveOrder'],
  caseId: CaseId,
  province: ProvinceId,
  { id, amount }: Transfer,
  owed: number,
): Promise<RefundReason | null> {
  if (amount !== owed) return 'wrong-amount';
  const command = { type: 'pay', amount, receipt: id, how: 'transfer' } as const;
  const answer = await giveOrder(caseId, engineOrder(`pay-${id}`, province, command));
  if (answer.ok) return null;
  if ('ended' in answer) return 'case-over';
  switch (answer.refusal.code) {
    case 'already-paid':
      // Told before, by a worker that was killed before it could write that down.
      return (await stateOf(db, caseId))?.fee?.transfer === id ? null : 'paid-twice';
    case 'wrong-amount':
      return 'wrong-amount';
    case 'no-fee':
    case 'not-allowed-now':
      return 'case-over';
    default:
      throw ApplicationFailure.retryable(`the case does not take ${id}: ${answer.refusal.code}`, 'NotTaken');
  }
}

async function orderedBack(db: Database, caseId: CaseId, { id }: Transfer): Promise<RefundReason | null> {
  const fee = (await stateOf(db, caseId))?.fee;
  return fee?.transfer === id && fee.refund === 'ordered' ? 'ordered' : null;
}

async function stateOf(db: Database, caseId: CaseId): Promise<CaseState | null> {
  return (await findCase(db, caseId))?.state ?? null;
}

/** Under a key of the transfer's own: asked again, the provider gives nothing back twice. */
async function giveBack(
  payments: PaymentProvider | null,
  { id, provider, amount }: Transfer,
): Promise<{ readonly refund: string; readonly at: Instant }> {
  if (payments?.name !== provider)
    throw ApplicationFailure.retryable(`the settings know no payment provider ${provider}`, 'NoProvider');
  try {
    return await payments.refund(id, amount, `refund-${id}`);
  } catch (error) {
    // For people to look at: it stays due, and is tried again less and less often.
    if (error instanceof ProviderRefused) throw ApplicationFailure.retryable(error.message, 'RefundRefused');
    throw error;
  }
}
