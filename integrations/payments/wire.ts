/** What goes over the wire between us and a payment provider. */
import { z } from 'zod';
import { MONEY_MOVEMENTS } from '../../domain/vocabulary/payments.ts';

export const PATHS = {
  orders: '/v1/orders',
  refunds: '/v1/refunds',
  statement: '/v1/statement',
} as const;

const amount = z.int().min(1);
const at = z.iso.datetime({ offset: true });
const reference = z.string().regex(/^[A-Za-z0-9 ]{1,25}$/);
const number = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

export const WireOrder = z.object({ id: number, amount, reference });
export const WireOrdered = z.object({ payUrl: z.url() });
export const WireRefund = z.object({ transfer: number, amount });
export const WireRefunded = z.object({ refund: number, at });
export const WireStatement = z.object({
  lines: z.array(
    z.object({ kind: z.enum(MONEY_MOVEMENTS), transfer: number, reference: z.string(), amount, at }),
  ),
});
export const WireRefusal = z.object({ code: z.string().max(60) });
