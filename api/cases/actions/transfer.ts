import { z } from 'zod';
import { idOf, reason, taskId } from '../../../contracts/http/inputs.ts';
import type { AgencyId } from '../../../domain/ids.ts';
import { action } from '../action.ts';
import { namedAgency, officesFor } from '../named-agency.ts';

export const transfer = action({
  name: 'transfer',
  input: z.strictObject({ taskId, agency: idOf<AgencyId>(), reason }),
  choices: async ({ agencies }) => (await agencies()).map(({ id }) => id),
  narrow: (schema, { task }, agencies) =>
    schema.narrow('agency', { enum: agencies.filter((agency) => agency !== task?.agency) }),
  check: async (acting) => {
    const { id } = await namedAgency(acting, acting.input.agency);
    return officesFor(acting, id);
  },
  command: ({ taskId, agency, reason }, refs, offices) => ({
    type: 'transfer',
    taskId,
    agency,
    reason: refs.reason(reason),
    offices,
  }),
});
