import { z } from 'zod';
import { idOf, taskId } from '../../../contracts/http/inputs.ts';
import { colleagues } from '../../../db/agencies/queries.ts';
import type { UserId } from '../../../domain/ids.ts';
import { Problem } from '../../http/problem.ts';
import { action } from '../action.ts';

export const assign = action({
  name: 'assign',
  input: z.strictObject({ taskId, assignee: idOf<UserId>() }),
  /** Who holds the task's role in its agency. */
  choices: async ({ context, task }) => (task === null ? [] : colleagues(context.db, task.agency, task.role)),
  narrow: (schema, _offer, officers) => schema.narrow('assignee', { enum: officers }),
  check: async ({ context, found, input: { taskId, assignee } }) => {
    const task = found.state.tasks.find(({ id }) => id === taskId);
    if (task === undefined) return;
    if (!(await colleagues(context.db, task.agency, task.role)).includes(assignee))
      throw new Problem('unknown-assignee', { assignee });
  },
  command: ({ taskId, assignee }) => ({ type: 'assign', taskId, assignee }),
});
