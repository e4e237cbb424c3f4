import { z } from 'zod';
import { action } from '../action.ts';

export const accept = action({
  name: 'accept',
  input: z.strictObject({}),
  command: () => ({ type: 'accept' }),
});
