/** Taking in a case. Nothing is kept until everything about it has been found in order. */
import type { z } from 'zod';
import type { ComplaintFiling, DossierFiling } from '../../contracts/http/cases.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import { type Party, partyOf, saveParty, saveTextContent } from '../../db/cases/submissions.ts';
import { savePlace } from '../../db/complaints/queries.ts';
import { currentRouting } from '../../db/complaints/routing.ts';
import { asActor } from '../../db/core/reader.ts';
import { currentProcedure } from '../../db/procedures/queries.ts';
import { resolveAgencies } from '../../domain/agencies/directory.ts';
import { officesOf } from '../../domain/agencies/offices.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import { EDITION } from '../../domain/cases/rules/edition.ts';
import type { Actor, Filing, Order } from '../../domain/cases/state/commands.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import { placeSaidIn } from '../../domain/complaints/place.ts';
import { type RoutingRule, routeOf } from '../../domain/complaints/routing.ts';
import type { AgencyId, Localised } from '../../domain/ids.ts';
import { compileForm } from '../../domain/procedures/language/form.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { fileCase } from '../../temporal/cases.ts';
import {
  checkAccepted,
  keepDocuments,
  type NamedDocument,
  namedDocuments,
} from '../documents/named-documents.ts';
import type { Context } from '../http/context.ts';
import { faultOfKeyword } from '../http/faults.ts';
import { caseIdOf, type Keyed } from '../http/keys.ts';
import { Problem, problemOf } from '../http/problem.ts';
import { reply } from '../http/registry.ts';

export type Given = z.output<typeof DossierFiling> | z.output<typeof ComplaintFiling>;

/** The functions by which the counters are found: of a commune, and of complaints. */
const COUNTER = 'counter';
const COMPLAINT_COUNTER = 'operations-centre';

export async function file(context: Context, actor: Actor, kind: CaseKind, input: Given, keyed: Keyed) {
  const published = await currentProcedure(context.db, actor.province, input.procedure);
  if (published === null || published.procedure.kind !== kind)
    throw new Problem('unknown-procedure', { procedure: input.procedure });
  const { procedure } = published;
  const given = withDetails(procedure, input);
  if (!procedure.channels.includes(given.channel))
    throw new Problem('channel-not-offered', { channel: given.channel });
  const directory = await agenciesOf(context.db, actor.province);
  const place = placeOf(directory, actor, procedure, given, await rulesFor(context, actor, procedure));
  checkForm(procedure, given.form);

  const definition = await context.definitions.definition(actor.province, published);
  const caseId = caseIdOf(actor, keyed.key);
  const { orderId } = keyed;
  const documents = await namedDocuments(context, actor, {
    orderId,
    caseId,
    state: null,
    given: given.documents,
  });
  checkAccepted(procedure, documents);
  const filing: Filing = {
    caseId,
    kind,
    procedure: definition.ref,
    province: actor.province,
    channel: given.channel,
    agencies: place.agencies,
    agencyCode: place.counter.code,
    applicant: files(actor, given.channel) ? actor.user : null,
    facts: factsOf(procedure, given.form),
    form: { id: `${keyed.orderId}-form`, digest: '' },
    documents: documents.map(({ ref }) => ref),
    ...('sets' in given && given.sets !== undefined ? { sets: given.sets } : {}),
    delivery: 'delivery' in given ? (given.delivery ?? null) : null,
    ...('dangerToLife' in given && given.dangerToLife === true ? { danger: true } : {}),
    calendars: versionsOf(definition),
    offices: officesOf(directory, Object.values(place.agencies)),
    edition: EDITION,
  };
  const order = (form: Filing['form']): Order => ({
    id: keyed.orderId,
    fingerprint: keyed.fingerprint,
    actor,
    expectedVersion: null,
    command: { type: 'submit', filing: { ...filing, form } },
  });
  // What the rules refuse is refused before anything is written down.
  const decision = decide(null, order(filing.form), context.now() as Instant, definition);
  if (!decision.ok) throw problemOf(decision.refusal);

  const { form, proof } = await keepFiling(context, actor, filing, { procedure, given, documents });
  const answer = await fileCase(
    context.client,
    { caseId, province: actor.province, definition, carried: null },
    order(form),
    context.taskQueue,
  );
  if (!answer.ok) throw 'ended' in answer ? new Problem('case-ended') : problemOf(answer.refusal);
  const { code, status, dueAt, version } = answer.receipt;
  return reply(
    201,
    { id: caseId, code, status, dueAt, version, proof },
    { Location: `/v1/cases/${caseId}`, ETag: `"${version}"` },
  );
}

/** Whether the account that files is whose case it is: a citizen's online, and a machine's. */
function files({ roles }: Actor, channel: Given['channel']): boolean {
  return channel === 'online' || (channel === 'sensor' && roles.some(({ role }) => role === 'sensor'));
}

/** Dossiers name their owner; complaints go where the province's rules say. */
async function rulesFor(
  { db }: Context,
  { province }: Actor,
  { kind }: Procedure,
): Promise<readonly RoutingRule[]> {
  return kind === 'complaint' ? ((await currentRouting(db, province))?.rules ?? []) : [];
}

/** What every complaint may say of itself, whatever its form asks. */
function detailsOf(given: Given): Record<string, unknown> {
  if (!('description' in given || 'address' in given || 'location' in given)) return {};
  const { description, address, location } = given;
  const said = Object.entries({ description, address, location });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** A form that asks for one of these too need not be told twice. */
function withDetails(procedure: Procedure, given: Given): Given {
  const input = procedure.form.properties;
  const wanted = Object.entries(detailsOf(given)).filter(
    ([name]) => typeof input === 'object' && input !== null && Object.hasOwn(input, name),
  );
  return { ...given, form: { ...Object.fromEntries(wanted), ...given.form } };
}

interface Place {
  readonly counter: Agency;
  readonly agencies: Readonly<Record<string, AgencyId>>;
}

/** Where it is taken in, who decides it, and who else the procedure means. */
function placeOf(
  directory: readonly Agency[],
  actor: Actor,
  procedure: Procedure,
  given: Given,
  rules: readonly RoutingRule[],
): Place {
  const agency = (id: string, pointer: string): Agency => {
    const found = directory.find((each) => each.id === id);
    if (found === undefined)
      throw new Problem('no-such-agency', { agency: id }, [{ pointer, kind: 'unknown' }]);
    return found;
  };
  const area = 'area' in given ? given.area : undefined;
  const owner =
    given.owner === undefined
      ? responsibleFor(directory, procedure, area ?? given.form.ward, rules).owner
      : agency(given.owner, '/owner');
  if (!owner.fulfils.includes(procedure.owner)) throw new Problem('wrong-owner', { agency: owner.id });
  const counter =
    given.counter === undefined
      ? defaultCounter(directory, actor, procedure, owner)
      : agency(given.counter, '/counter');
  const resolved = resolveAgencies(directory, procedure, owner.id, counter.id);
  if (!resolved.ok) throw new Problem('unresolved-agency', { missing: resolved.missing });
  return { counter, agencies: resolved.agencies };
}

/**
 * Who handles a complaint of that category in that ward: by the first rule of the province that fits (and whose agency
 * still does such work); where none does, the agency of the ward, or that of the whole province.
 */
export function responsibleFor(
  directory: readonly Agency[],
  procedure: Procedure,
  said: unknown,
  rules: readonly RoutingRule[],
): { readonly owner: Agency; readonly rule: RoutingRule | null } {
  const ward = typeof said === 'string' ? said : null;
  const rule = routeOf(rules, { procedure: procedure.code, field: procedure.field, ward });
  const ruled = directory.find(({ id, fulfils }) => id === rule?.to && fulfils.includes(procedure.owner));
  return ruled === undefined
    ? { owner: defaultOwner(directory, procedure, ward), rule: null }
    : { owner: ruled, rule };
}

function defaultOwner(directory: readonly Agency[], procedure: Procedure, ward: string | null): Agency {
  const able = directory.filter(({ fulfils }) => fulfils.includes(procedure.owner));
  const owner =
    able.find(({ area }) => area !== null && area === ward) ??
    able.find(({ area }) => area === null) ??
    able[0];
  if (owner === undefined) throw new Problem('unresolved-agency', { missing: [procedure.owner] });
  return owner;
}

/** The caller's own counter; online the operations centre for complaints, else the counter of the owner's area. */
function defaultCounter(
  directory: readonly Agency[],
  actor: Actor,
  procedure: Procedure,
  owner: Agency,
): Agency {
  const own = actor.roles.find(({ role }) => role === 'receptionist')?.agency;
  const wanted = procedure.kind === 'complaint' ? COMPLAINT_COUNTER : COUNTER;
  const able = directory.filter(({ fulfils }) => fulfils.includes(wanted));
  const counter =
    directory.find(({ id }) => id === own) ??
    able.find(({ area }) => area !== null && area === owner.area) ??
    able.find(({ level }) => level === 'province') ??
    able[0];
  if (counter === undefined) throw new Problem('unresolved-agency', { missing: [wanted] });
  return counter;
}

/** Compiling a form costs some milliseconds, and a procedure's form never changes. */
const forms = new WeakMap<Procedure, ReturnType<typeof compileForm>>();

function checkForm(procedure: Procedure, form: Given['form']): void {
  const compiled = forms.get(procedure) ?? compileForm(procedure.form);
  forms.set(procedure, compiled);
  if (!compiled.ok) throw new Error(`the form of ${procedure.code} does not compile: ${compiled.why}`);
  if (compiled.validate(form)) return;
  const errors = (compiled.validate.errors ?? []).map((error) => faultOfKeyword(error, '/form'));
  throw new Problem('invalid-input', {}, errors);
}

/** The few values that conditions read; checked by the form, so each is of its type. */
export function factsOf(procedure: Procedure, form: Readonly<Record<string, unknown>>): Filing['facts'] {
  return Object.fromEntries(
    procedure.facts.flatMap(({ name }) => {
      const value = Object.hasOwn(form, name) ? form[name] : undefined;
      return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
        ? [[name, value] as const]
        : [];
    }),
  );
}

/** Form, person and documents go to PostgreSQL first; the order refers to them. */
async function keepFiling(
  context: Context,
  actor: Actor,
  filing: Filing,
  {
    procedure,
    given,
    documents,
  }: { procedure: Procedure; given: Given; documents: readonly NamedDocument[] },
): Promise<{ readonly form: Filing['form']; readonly proof: string | null }> {
  const { caseId, kind, province } = filing;
  const about = aboutOf(procedure, { ...detailsOf(given), ...given.form });
  const person = 'applicant' in given ? given.applicant : 'reporter' in given ? given.reporter : undefined;
  return asActor(context.db, actor, async (session) => {
    const form = await saveTextContent(session, {
      id: filing.form.id,
      caseId,
      kind: 'form',
      author: actor.user,
      content: { ...detailsOf(given), ...given.form },
      about,
    });
    const party: Party = {
      caseId,
      province,
      kind,
      counter: filing.agencies.counter as AgencyId,
      applicant: filing.applicant,
      name: person?.name ?? null,
      phone: person?.phone ?? null,
      email: person?.email ?? null,
      address: person?.address ?? null,
      idNumber: person?.idNumber ?? null,
      representing: 'applicant' in given ? (given.applicant.representing ?? null) : null,
    };
    await saveParty(session, party, about);
    if (kind === 'complaint') {
      const area = 'area' in given ? given.area : undefined;
      const said = placeSaidIn({ ...detailsOf(given), ...given.form }, area);
      await savePlace(session, { caseId, province, filedAt: context.now() as Instant }, said);
    }
    await keepDocuments(session, caseId, actor, documents);
    // As it was kept the first time.
    return { form, proof: (await partyOf(session, caseId))?.proof ?? null };
  });
}

/** By which words the case is found: the procedure's name, and the texts of the form (never who filed it). */
function aboutOf(procedure: Procedure, form: Given['form']): string {
  const texts = Object.values(form).filter((value): value is string => typeof value === 'string');
  const { vi, en }: Localised = procedure.name;
  return [vi, en, ...texts].join(' ').slice(0, 10_000);
}
