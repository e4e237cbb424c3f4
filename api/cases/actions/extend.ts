import { z } from 'zod';
import { reason, TermInput, taskId } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const extend = action({
  name: 'extend',
  input: z.strictObject({ by: TermInput, taskId: taskId.optional(), reason }),
  command: ({ by, taskId = null, reason }, refs) => ({
    type: 'extend',
    by,
    taskId,
    reason: refs.reason(reason),
  }),
});
