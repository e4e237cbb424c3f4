import { z } from 'zod';
import { id, reason, taskId, text } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';

export const requestSupplement = action({
  name: 'request-supplement',
  /** `advice`: how to mend it, by the rule of the document. */
  input: z
    .strictObject({
      taskId: taskId.optional(),
      missing: z.array(id).min(1).max(50),
      advice: z.record(id, text(500)).optional(),
      reason,
    })
    .refine(({ missing, advice = {} }) => Object.keys(advice).every((rule) => missing.includes(rule)), {
      path: ['advice'],
    }),
  narrow: (schema, { definition }) => {
    const rules = [...definition.procedure.documents.map(({ id }) => id), 'other'];
    schema.narrow('missing', { items: { enum: rules } });
    schema.replace('advice', {
      type: 'object',
      properties: Object.fromEntries(rules.map((rule) => [rule, { type: 'string', maxLength: 500 }])),
      additionalProperties: false,
    });
  },
  command: ({ taskId = null, missing, advice = {}, reason }, refs) => ({
    type: 'request-supplement',
    taskId,
    missing,
    reason: refs.reason(reason),
    ...(Object.keys(advice).length === 0 ? {} : { advice: refs.text('advice', advice) }),
  }),
});
