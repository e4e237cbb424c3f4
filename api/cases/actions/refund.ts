import { z } from 'zod';
import { reason, receiptNumber } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const refund = action({
  name: 'refund',
  /** `receipt`: of what is given back in cash. */
  input: z.strictObject({ reason, receipt: receiptNumber.nullable().default(null) }),
  command: ({ reason, receipt }, refs) => ({ type: 'refund', reason: refs.reason(reason), receipt }),
});
