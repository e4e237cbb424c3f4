import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const reopen = action({
  name: 'reopen',
  input: z.strictObject({ reason }),
  command: ({ reason }, refs) => ({ type: 'reopen', reason: refs.reason(reason) }),
});
