import { z } from 'zod';
import { action } from '../action.ts';

export const resume = action({
  name: 'resume',
  input: z.strictObject({}),
  command: () => ({ type: 'resume' }),
});
