import { z } from 'zod';
import { idOf } from '../../../contracts/http/inputs.ts';
import { findPlace } from '../../../db/complaints/queries.ts';
import { currentRouting } from '../../../db/complaints/routing.ts';
import { asActor } from '../../../db/core/reader.ts';
import type { Offices } from '../../../domain/cases/state/state.ts';
import type { RoutingRule } from '../../../domain/complaints/routing.ts';
import type { AgencyId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import { URGENCIES } from '../../../domain/vocabulary/urgencies.ts';
import { Problem } from '../../http/problem.ts';
import { action, type Choosing, defined } from '../action.ts';
import { responsibleFor } from '../filing.ts';
import { namedAgency, officesFor } from '../named-agency.ts';

export const classify = action({
  name: 'classify',
  input: z.strictObject({
    urgency: z.enum(URGENCIES),
    owner: idOf<AgencyId>().optional(),
  }),
  choices: async (choosing) => {
    const { owner } = choosing.definition.procedure;
    const owners = (await choosing.agencies()).filter(({ fulfils }) => fulfils.includes(owner));
    return { owners: owners.map(({ id }) => id), suggestion: await suggestedOwner(choosing) };
  },
  narrow: (schema, { language }, { owners, suggestion }) =>
    schema.narrow('owner', { enum: owners, ...suggested(suggestion, language) }),
  check: async (acting): Promise<Offices | undefined> => {
    const { context, found, input } = acting;
    if (input.owner === undefined) return undefined;
    const agency = await namedAgency(acting, input.owner);
    const { procedure } = await context.definitions.procedure(found.province, found.procedureHash);
    if (!agency.fulfils.includes(procedure.owner)) throw new Problem('wrong-owner', { agency: agency.id });
    return officesFor(acting, agency.id);
  },
  command: ({ urgency, owner = null }, _refs, offices) => ({
    type: 'classify',
    urgency,
    owner,
    ...defined({ offices }),
  }),
});

interface Suggestion {
  readonly owner: AgencyId;
  /** null: none names it. */
  readonly rule: RoutingRule | null;
}

/** Who is responsible by the province's rules, and by which of them. */
async function suggestedOwner({
  context,
  actor,
  state,
  definition,
  agencies,
}: Choosing): Promise<Suggestion> {
  const ward = await asActor(
    context.db,
    actor,
    async (session) => (await findPlace(session, state.id))?.ward,
  );
  const rules = (await currentRouting(context.db, state.province))?.rules ?? [];
  const { owner, rule } = responsibleFor(await agencies(), definition.procedure, ward, rules);
  return { owner: owner.id, rule };
}

function suggested({ owner, rule }: Suggestion, language: Language) {
  return { default: owner, ...(rule === null ? {} : { description: `${rule.id}: ${rule.name[language]}` }) };
}
