import { z } from 'zod';
import { taskId } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const release = action({
  name: 'release',
  input: z.strictObject({ taskId }),
  command: ({ taskId }) => ({ type: 'release', taskId }),
});
