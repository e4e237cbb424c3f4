import { z } from 'zod';
import { id, reason } from '../../../contracts/http/inputs.ts';
import { agenciesOf } from '../../../db/agencies/queries.ts';
import { textContentsOf } from '../../../db/cases/submissions.ts';
import { findPlace } from '../../../db/complaints/queries.ts';
import { currentRouting } from '../../../db/complaints/routing.ts';
import { asActor } from '../../../db/core/reader.ts';
import {
  calendarsAt,
  currentProcedure,
  currentProcedures,
  definitionOf,
} from '../../../db/procedures/queries.ts';
import { resolveAgencies } from '../../../domain/agencies/directory.ts';
import { officesOf } from '../../../domain/agencies/offices.ts';
import { asObject } from '../../../domain/procedures/language/json.ts';
import { Problem } from '../../http/problem.ts';
import { type Acting, action, type Choosing } from '../action.ts';
import { factsOf, responsibleFor } from '../filing.ts';
import type { Titled } from '../input-schema.ts';

const Input = z.strictObject({ procedure: id, owner: id.optional(), reason });

export const recategorise = action({
  name: 'recategorise',
  input: Input,
  choices: otherCategories,
  narrow: (schema, _offer, categories) => schema.narrow('procedure', { oneOf: categories }),
  check: otherCategory,
  command: ({ reason }, refs, { fields }) => ({
    type: 'recategorise',
    ...fields,
    reason: refs.reason(reason),
  }),
  onto: ({ to }) => to,
});

/** The other complaint procedures of the province, by their code. */
async function otherCategories({ context, state, language }: Choosing): Promise<readonly Titled[]> {
  const all = await currentProcedures(context.db, state.province);
  return all.flatMap(({ code, procedure: { kind, name } }) =>
    kind === 'complaint' && code !== state.procedure.code ? [{ const: code, title: name[language] }] : [],
  );
}

/** The category that the complaint is to go on under: its definition, and what the complaint is by it. */
async function otherCategory({ context, actor, found, input }: Acting<z.output<typeof Input>>) {
  const { province, counter } = found;
  const published = await currentProcedure(context.db, province, input.procedure);
  if (published === null || published.procedure.kind !== 'complaint')
    throw new Problem('unknown-procedure', { procedure: input.procedure });
  const { procedure } = published;
  const directory = await agenciesOf(context.db, province);
  const { ward, form } = await asActor(context.db, actor, async (session) => ({
    ward: (await findPlace(session, found.id))?.ward ?? null,
    form: (await textContentsOf(session, found.id)).find(({ kind }) => kind === 'form')?.content,
  }));
  const named = directory.find(({ id }) => id === input.owner);
  if (input.owner !== undefined && named === undefined)
    throw new Problem('no-such-agency', { agency: input.owner }, [{ pointer: '/owner', kind: 'unknown' }]);
  const rules = (await currentRouting(context.db, province))?.rules ?? [];
  const owner = named ?? responsibleFor(directory, procedure, ward, rules).owner;
  if (!owner.fulfils.includes(procedure.owner)) throw new Problem('wrong-owner', { agency: owner.id });
  const resolved = resolveAgencies(directory, procedure, owner.id, counter);
  if (!resolved.ok) throw new Problem('unresolved-agency', { missing: resolved.missing });
  // The calendars stay those that the case counts by.
  const to = definitionOf(published, await calendarsAt(context.db, province, found.state.calendars));
  return {
    to,
    fields: {
      to: to.ref,
      agencies: resolved.agencies,
      facts: factsOf(procedure, asObject(form)),
      offices: officesOf(directory, Object.values(resolved.agencies)),
    },
  };
}
