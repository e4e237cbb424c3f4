import { z } from 'zod';
import { action } from '../action.ts';

export const close = action({
  name: 'close',
  input: z.strictObject({}),
  command: () => ({ type: 'close' }),
});
