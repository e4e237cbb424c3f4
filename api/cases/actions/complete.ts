import { z } from 'zod';
import { documents, id, Position, reason, taskId } from '../../../contracts/http/inputs.ts';
import { completionsOf } from '../../../domain/cases/rules/completions.ts';
import type { Proof } from '../../../domain/procedures/language/types.ts';
import { acceptedDocuments } from '../accepted-documents.ts';
import { action } from '../action.ts';

export const complete = action({
  name: 'complete',
  input: z.strictObject({
    taskId,
    outcome: id,
    reason: reason.optional(),
    documents: documents.optional(),
    position: Position.optional(),
  }),
  narrow: (schema, { task, definition, language }) => {
    const outcomes = task === null ? [] : Object.entries(completionsOf(definition.procedure, task));
    schema.replace('outcome', {
      oneOf: outcomes.map(([name, outcome]) => ({ const: name, title: outcome.name[language] })),
    });
    const proven = outcomes.flatMap(([name, { requires }]) =>
      requires ? [proofSchema(name, requires)] : [],
    );
    if (proven.length > 0) schema.demand({ allOf: proven });
    const reasoned = outcomes.filter(([, { reason }]) => reason).map(([name]) => name);
    if (reasoned.length > 0)
      schema.demand({
        if: { properties: { outcome: { enum: reasoned } }, required: ['outcome'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ['reason'] },
      });
  },
  check: (acting) => acceptedDocuments(acting, acting.input.documents),
  command: ({ taskId, outcome, reason, position }, refs, accepted) => ({
    type: 'complete',
    taskId,
    outcome,
    reason: reason === undefined ? null : refs.reason(reason),
    documents: refs.documents(accepted),
    ...(position === undefined ? {} : { position: refs.text('site', position) }),
  }),
});

/** With that outcome: a document of each rule, and the position. */
function proofSchema(outcome: string, { documents = [], position }: Proof): Record<string, unknown> {
  const each = documents.map((rule) => ({
    contains: { properties: { rule: { const: rule } }, required: ['rule'] },
  }));
  return {
    if: { properties: { outcome: { const: outcome } }, required: ['outcome'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      required: [...(each.length > 0 ? ['documents'] : []), ...(position ? ['position'] : [])],
      ...(each.length > 0 ? { properties: { documents: { allOf: each } } } : {}),
    },
  };
}
