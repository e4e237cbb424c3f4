import { z } from 'zod';
import { taskId } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const claim = action({
  name: 'claim',
  input: z.strictObject({ taskId }),
  command: ({ taskId }) => ({ type: 'claim', taskId }),
});
