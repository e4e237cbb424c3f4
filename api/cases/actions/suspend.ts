import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { SUSPENSION_REASONS } from '../../../domain/vocabulary/clocks.ts';
import { action } from '../action.ts';

export const suspend = action({
  name: 'suspend',
  input: z.strictObject({ reason, why: z.enum(SUSPENSION_REASONS).default('force-majeure') }),
  command: ({ reason, why }, refs) => ({ type: 'suspend', reason: refs.reason(reason), why }),
});
