import { z } from 'zod';
import { reason } from '../../../contracts/http/inputs.ts';
import { action, defined } from '../action.ts';

export const refuse = action({
  name: 'refuse',
  input: z.strictObject({
    reason,
    /** Of complaints: nothing but spam, which is counted. */
    spam: z.boolean().optional(),
  }),
  narrow: (schema, { state }) => {
    // Of a dossier nothing is spam.
    if (state.kind === 'dossier') schema.remove('spam');
  },
  command: ({ reason, spam }, refs) => ({
    type: 'refuse',
    reason: refs.reason(reason),
    ...defined({ spam }),
  }),
});
