/** What the actions of complaints need to know beyond the rules: other categories, agencies above, and who must not be told. */
import type { ActionInput } from '../../contracts/http/actions.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import { type CaseRecord, findCase } from '../../db/cases/queries.ts';
import { documentsOf, textContentsOf } from '../../db/cases/submissions.ts';
import { findPlace, holdForMerging, reportersOf } from '../../db/complaints/queries.ts';
import { currentRouting } from '../../db/complaints/routing.ts';
import { asActor } from '../../db/core/reader.ts';
import { calendarsAt, currentProcedure, definitionOf } from '../../db/procedures/queries.ts';
import { resolveAgencies } from '../../domain/agencies/directory.ts';
import { officesOf } from '../../domain/agencies/offices.ts';
import type { Actor, CommandOf, Definition } from '../../domain/cases/state/commands.ts';
import { personalDataIn } from '../../domain/complaints/personal-data.ts';
import type { RoutingRule } from '../../domain/complaints/routing.ts';
import type { AgencyId, CaseId } from '../../domain/ids.ts';
import { asObject } from '../../domain/procedures/language/json.ts';
import { factsOf, responsibleFor } from '../cases/filing.ts';
import type { Context } from '../http/context.ts';
import { type FieldError, Problem } from '../http/problem.ts';

const PROVINCE_OFFICE = 'province-office';

export interface OtherCategory {
  readonly to: Definition;
  readonly fields: Omit<CommandOf<'recategorise'>, 'type' | 'reason'>;
}

/** The category that a complaint is to go on under: its definition, and what the complaint is by it. */
export async function otherCategory(
  context: Context,
  actor: Actor,
  found: CaseRecord,
  asked: ActionInput<'recategorise'>,
): Promise<OtherCategory> {
  const { province, counter } = found;
  const published = await currentProcedure(context.db, province, asked.procedure);
  if (published === null || published.procedure.kind !== 'complaint')
    throw new Problem('unknown-procedure', { procedure: asked.procedure });
  const { procedure } = published;
  const directory = await agenciesOf(context.db, province);
  const { ward, form } = await asActor(context.db, actor, async (session) => ({
    ward: (await findPlace(session, found.id))?.ward ?? null,
    form: (await textContentsOf(session, found.id)).find(({ kind }) => kind === 'form')?.content,
  }));
  const named = directory.find(({ id }) => id === asked.owner);
  if (asked.owner !== undefined && named === undefined)
    throw new Problem('no-such-agency', { agency: asked.owner }, [{ pointer: '/owner', kind: 'unknown' }]);
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

/** To whom an appeal goes: the agency above the owner; where it has none, the province's office. */
export async function agencyAbove(
  context: Context,
  found: CaseRecord,
): Promise<Pick<CommandOf<'appeal'>, 'to' | 'offices'>> {
  const directory = await agenciesOf(context.db, found.province);
  const parent = directory.find(({ id }) => id === found.owner)?.parent;
  const to = parent ?? directory.find(({ fulfils }) => fulfils.includes(PROVINCE_OFFICE))?.id;
  if (to === undefined) throw new Problem('unresolved-agency', { missing: [PROVINCE_OFFICE] });
  return { to, offices: officesOf(directory, [to]) };
}

/** Who is responsible by the province's rules, and by which of them; for whoever classifies. */
export async function suggestedOwner(
  context: Context,
  actor: Actor,
  { state, procedure }: { readonly state: CaseRecord['state']; readonly procedure: Definition['procedure'] },
): Promise<{ readonly owner: AgencyId; readonly rule: RoutingRule | null }> {
  const ward = await asActor(
    context.db,
    actor,
    async (session) => (await findPlace(session, state.id))?.ward,
  );
  const directory = await agenciesOf(context.db, state.province);
  const rules = (await currentRouting(context.db, state.province))?.rules ?? [];
  const { owner, rule } = responsibleFor(directory, procedure, ward, rules);
  return { owner: owner.id, rule };
}

/** @throws Problem that names each field which tells who somebody is, and each picture that is none of this case. */
export async function checkPublishable(
  context: Context,
  actor: Actor,
  found: CaseRecord,
  { title, description, answer, photos }: ActionInput<'publish'>,
): Promise<void> {
  const { people, pictures } = await asActor(context.db, actor, async (session) => ({
    people: await reportersOf(session, found.id),
    pictures: (await documentsOf(session, found.id)).filter(({ mediaType }) =>
      mediaType.startsWith('image/'),
    ),
  }));
  const reported = Object.entries({ title, description, answer }).flatMap(([field, text]) =>
    personalDataIn(text, people).map(
      (what): FieldError => ({ pointer: `/${field}`, kind: 'personal', params: { what } }),
    ),
  );
  if (reported.length > 0) throw new Problem('personal-data', {}, reported);
  const unknown = photos.flatMap((id, n): FieldError[] =>
    pictures.some((picture) => picture.id === id) ? [] : [{ pointer: `/photos/${n}`, kind: 'unknown' }],
  );
  if (unknown.length > 0) throw new Problem('invalid-input', {}, unknown);
}

/** Merges while nobody else merges either of the two: so they never become part of each other, nor of one that is closed. */
export async function whileHeld<T>(
  context: Context,
  actor: Actor,
  merged: CaseId,
  into: CaseId,
  merge: () => Promise<T>,
): Promise<T> {
  return asActor(context.db, actor, async (session) => {
    if (!(await holdForMerging(session, merged, into))) throw new Problem('unavailable');
    const other = await findCase(session, into);
    if (other === null || other.status === 'closed')
      throw new Problem('invalid-input', {}, [{ pointer: '/into', kind: 'unknown' }]);
    return merge();
  });
}
