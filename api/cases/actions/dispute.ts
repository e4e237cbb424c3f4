import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const dispute = action({
  name: 'dispute',
  input: z.strictObject({ reason }),
  command: ({ reason }, refs) => ({ type: 'dispute', reason: refs.reason(reason) }),
});
