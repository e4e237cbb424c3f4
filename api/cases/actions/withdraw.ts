import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const withdraw = action({
  name: 'withdraw',
  input: z.strictObject({ reason }),
  command: ({ reason }, refs) => ({ type: 'withdraw', reason: refs.reason(reason) }),
});
