/** Paying fees: what goes over the API, and what reaches us from a payment provider. */
import { z } from 'zod';
import {
  FEE_MOMENTS,
  MONEY_MOVEMENTS,
  PAYMENT_DIFFERENCE_KINDS,
  PAYMENT_WAYS,
  TRANSFER_STATUSES,
} from '../../domain/vocabulary/payments.ts';
import { InstantInput } from './instants.ts';

const instant = z.iso.datetime();
const dong = z.number().int();

export const TransferCall = z
  .object({
    type: z.literal('transfer.received'),
    data: z.object({
      transfer: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
      reference: z.string().max(100),
      amount: z.int().min(1).max(9_999_999_999_999),
      at: InstantInput,
    }),
  })
  .meta({ id: 'TransferCall' });

export const TransferTaken = z.object({
  transfer: z.string(),
  payment: z.enum(['known', 'unknown']).meta({ description: '`unknown`: its reference matches no case' }),
});

export const TransferView = z
  .object({
    id: z.string(),
    amount: dong,
    at: instant,
    status: z.enum(TRANSFER_STATUSES),
    why: z
      .string()
      .nullable()
      .meta({ description: 'Reason for the refund: wrong-amount, paid-twice, case-over, ordered' }),
    refund: z.string().nullable().meta({ description: 'The provider’s number of the refund' }),
    refundedAt: instant.nullable(),
  })
  .meta({ id: 'Transfer' });

export const PaymentView = z
  .object({
    id: z.string(),
    amount: dong,
    reference: z.string().meta({ description: 'Payment reference of the transfer' }),
    paymentCode: z
      .string()
      .nullable()
      .meta({ description: 'VietQR, for a banking app; null where the agency has no account' }),
    payUrl: z.string().nullable().meta({ description: 'The provider’s page; null where it did not answer' }),
    createdAt: instant,
  })
  .meta({ id: 'Payment' });

export const FeeView = z
  .object({
    items: z.array(z.object({ id: z.string(), name: z.string(), count: z.number(), amount: dong })),
    full: dong,
    reduction: z
      .object({ id: z.string(), name: z.string(), basis: z.string(), off: dong })
      .nullable()
      .meta({ description: 'The one that is best for the citizen' }),
    amount: dong,
    due: z.enum(FEE_MOMENTS),
  })
  .nullable()
  .meta({ description: 'How the fee is calculated; null: there is none' });

export const CasePayments = z.object({
  fee: FeeView,
  payments: z.array(PaymentView),
  transfers: z.array(TransferView),
  payable: z.boolean().meta({ description: 'Whether this caller may start a payment now' }),
});

export const Reconciliation = z
  .object({
    day: z.string(),
    totals: z.array(
      z.object({
        agency: z.string(),
        how: z.enum(PAYMENT_WAYS),
        paid: dong.meta({ description: 'How many fees' }),
        amount: dong,
        refunded: dong,
      }),
    ),
    statement: z.enum(['compared', 'not-available']).meta({
      description:
        'not-available: the provider did not answer, or there is none; then the differences are reported transfers that match no case',
    }),
    matched: dong.meta({ description: 'Transfers that match the provider’s statement' }),
    differences: z.array(
      z.object({
        kind: z.enum(PAYMENT_DIFFERENCE_KINDS).meta({
          description: 'reported-only: it matches no case, and the reported transfer is not in the statement',
        }),
        of: z.enum(MONEY_MOVEMENTS),
        transfer: z.string(),
        case: z.string().nullable(),
        inCase: dong.nullable(),
        atProvider: dong.nullable(),
        why: z.string().nullable().meta({
          description:
            'Why it matches no case: as of a transfer; new: not processed yet; unknown: no such reference',
        }),
      }),
    ),
  })
  .meta({ id: 'PaymentReconciliation' });
