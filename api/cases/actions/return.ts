import { z } from 'zod';
import { id, reason, taskId } from '../../../contracts/http/inputs.ts';
import { stepsToReturnTo } from '../../../domain/cases/rules/availability.ts';
import { action } from '../action.ts';

export const returnToStep = action({
  name: 'return',
  input: z.strictObject({ taskId, step: id, reason }),
  narrow: (schema, { state, task, definition, language }) => {
    const { steps } = definition.procedure;
    schema.narrow('step', {
      oneOf: stepsToReturnTo(state, task?.step ?? '').map((id) => ({
        const: id,
        title: steps.find((each) => each.id === id)?.name[language] ?? id,
      })),
    });
  },
  command: ({ taskId, step, reason }, refs) => ({
    type: 'return',
    taskId,
    step,
    reason: refs.reason(reason),
  }),
});
