import { z } from 'zod';
import { receiptNumber } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const pay = action({
  name: 'pay',
  /** `amount`: whole đồng. */
  input: z.strictObject({ amount: z.number().int().min(0), receipt: receiptNumber }),
  narrow: (schema, { state }) => schema.narrow('amount', { const: state.fee?.amount ?? 0 }),
  // Whoever enters it took it at the counter: by bank the provider tells, at the door the carrier.
  command: ({ amount, receipt }) => ({ type: 'pay', amount, receipt, how: 'cash' }),
});
