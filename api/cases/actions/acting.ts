/** One action of one caller on one case: from what they sent to the order that the case is given. */
import {
  ACTION_INPUTS,
  type ActionInput,
  type ActionName,
  isActionName,
} from '../../../contracts/http/actions.ts';
import { agenciesOf, colleagues, findAgency, mentionable } from '../../../db/agencies/queries.ts';
import { type CaseRecord, findCase } from '../../../db/cases/queries.ts';
import type { TextContentKind } from '../../../db/cases/submission-tables.ts';
import { partyOf, saveTextContent } from '../../../db/cases/submissions.ts';
import type { Session } from '../../../db/core/client.ts';
import { asActor } from '../../../db/core/reader.ts';
import { calendarsAt, definitionOf } from '../../../db/procedures/queries.ts';
import { currentPostalTerms } from '../../../db/shipments/postal-terms.ts';
import { officesOf } from '../../../domain/agencies/offices.ts';
import { decide } from '../../../domain/cases/rules/decide.ts';
import { decideMove } from '../../../domain/cases/rules/move.ts';
import { isOutsider } from '../../../domain/cases/rules/permissions.ts';
import type { Actor, Command, Definition, Order } from '../../../domain/cases/state/commands.ts';
import type { DocumentRef, TextContentRef } from '../../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, TaskId, UserId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import {
  type Answer,
  actOn,
  beginAgain,
  catchUp,
  moveCase,
  TemporalUnavailable,
} from '../../../temporal/cases.ts';
import {
  agencyAbove,
  checkPublishable,
  type OtherCategory,
  otherCategory,
  whileHeld,
} from '../../complaints/acting.ts';
import {
  checkAccepted,
  keepDocuments,
  type NamedDocument,
  namedDocuments,
} from '../../documents/named-documents.ts';
import { checked } from '../../http/body.ts';
import type { Context } from '../../http/context.ts';
import type { Keyed } from '../../http/keys.ts';
import { Problem, problemOf } from '../../http/problem.ts';
import { syncLater } from '../catching-up.ts';

export interface ActionRequest {
  readonly idOrCode: string;
  readonly name: string;
  readonly input: unknown;
  readonly version: number | null;
  readonly keyed: Keyed;
}

/**
 * Carries an action out; the case's id when it is done, and then it stands in the record. Whatever the rules refuse is
 * refused before anything is written; that the case decides again is what counts.
 */
export async function act(context: Context, actor: Actor, asked: ActionRequest): Promise<CaseId> {
  if (!isActionName(asked.name)) throw new Problem('not-found');
  const { name } = asked;
  const found = await asActor(context.db, actor, (session) => findCase(session, asked.idOrCode));
  if (found === null) throw new Problem('not-found');
  const input = checked(ACTION_INPUTS[name], asked.input);
  await checkPeopleAndPlaces(context, actor, found, name, input);
  if (name === 'send' || name === 'fetch') await checkPost(context, found);
  if (name === 'publish') await checkPublishable(context, actor, found, input as ActionInput<'publish'>);
  const other =
    name === 'recategorise'
      ? await otherCategory(context, actor, found, input as ActionInput<'recategorise'>)
      : null;
  const refs = new References(asked.keyed.orderId);
  const draft = orderOf(actor, asked, await commandOf(context, actor, found, name, input, refs, other));
  await foresee(context, found, draft, other);
  await asActor(context.db, actor, (session) => refs.keep(session, found.id, actor));
  const order = orderOf(actor, asked, refs.final(draft.command));
  const { command } = order;
  const carryOut = () => ordered(context, found, order, other);
  const answer =
    command.type === 'merge'
      ? await whileHeld(context, actor, found.id, command.into, carryOut)
      : await carryOut();
  if (!answer.ok) throw 'ended' in answer ? new Problem('case-ended') : problemOf(answer.refusal);
  return found.id;
}

/**
 * What the record allows and the case refuses may be a case that is behind: a worker was killed between the record's answer
 * and Temporal's. It catches up, and decides again; where its workflow is gone, it begins again from the record.
 */
async function ordered(
  context: Context,
  found: CaseRecord,
  order: Order,
  other: OtherCategory | null,
): Promise<Answer> {
  const answer = await given(context, found.id, order, other);
  if (answer.ok) return answer;
  if ('ended' in answer) {
    if (found.status === 'closed' || found.imported) return answer;
    const { client, taskQueue } = context;
    if (!(await beginAgain(client, found, await definitionFor(context, found), taskQueue))) return answer;
  } else await catchUp(context.client, found.id);
  return given(context, found.id, order, other);
}

/** An order without an answer may have been recorded, and lost on the way back: the case is asked to look, as soon as it can be. */
async function given(
  { client, ...context }: Context,
  caseId: CaseId,
  order: Order,
  other: OtherCategory | null,
): Promise<Answer> {
  try {
    return await (other === null ? actOn(client, caseId, order) : moveCase(client, caseId, order, other.to));
  } catch (error) {
    if (error instanceof TemporalUnavailable) void syncLater({ client, ...context }, caseId);
    throw error;
  }
}

function orderOf(actor: Actor, { keyed, version }: ActionRequest, command: Command): Order {
  return { id: keyed.orderId, fingerprint: keyed.fingerprint, actor, expectedVersion: version, command };
}

/** @throws Problem that the case would answer as it stands in the record now. */
async function foresee(
  context: Context,
  found: CaseRecord,
  order: Order,
  other: OtherCategory | null,
): Promise<void> {
  const definition = await definitionFor(context, found);
  const now = context.now() as Instant;
  const decision =
    other === null
      ? decide(found.state, order, now, definition)
      : decideMove(found.state, order, now, definition, other.to);
  if (!decision.ok) throw problemOf(decision.refusal);
}

/** What this case runs by. */
async function definitionFor(context: Context, found: CaseRecord): Promise<Definition> {
  const published = await context.definitions.procedure(found.province, found.procedureHash);
  return definitionOf(published, await calendarsAt(context.db, found.province, found.state.calendars));
}

/** An order that no carrier can be given would stand there for ever. */
async function checkPost({ db, settings: { carrier } }: Context, { province }: CaseRecord): Promise<void> {
  const terms = await currentPostalTerms(db, province);
  if (terms === null || carrier.access === null || carrier.name !== terms.carrier)
    throw new Problem('no-post');
}

/** What the rules cannot know: that an agency or an officer of that name exists here. */
async function checkPeopleAndPlaces(
  context: Context,
  actor: Actor,
  found: CaseRecord,
  name: ActionName,
  input: unknown,
): Promise<void> {
  if (name === 'assign') {
    const { taskId, assignee } = input as ActionInput<'assign'>;
    const task = found.state.tasks.find(({ id }) => id === taskId);
    if (
      task !== undefined &&
      !(await colleagues(context.db, task.agency, task.role)).includes(assignee as UserId)
    )
      throw new Problem('unknown-assignee', { assignee });
  }
  if (name === 'note') await checkMentioned(context, actor, found.id, input as ActionInput<'note'>);
  const agency =
    name === 'transfer'
      ? (input as ActionInput<'transfer'>).agency
      : name === 'classify'
        ? (input as ActionInput<'classify'>).owner
        : undefined;
  if (agency === undefined) return;
  const known = await findAgency(context.db, agency as AgencyId);
  if (known?.province !== actor.province) throw new Problem('no-such-agency', { agency });
  if (name === 'classify') {
    const { procedure } = await context.definitions.procedure(found.province, found.procedureHash);
    if (!known.fulfils.includes(procedure.owner)) throw new Problem('wrong-owner', { agency });
  }
}

/** A note may name whoever may read it; who files may not call officers. */
async function checkMentioned(
  context: Context,
  actor: Actor,
  caseId: CaseId,
  { mentions }: ActionInput<'note'>,
): Promise<void> {
  if (mentions === undefined) return;
  const known = isOutsider(actor)
    ? []
    : await asActor(context.db, actor, (session) => mentionable(session, caseId, mentions as UserId[]));
  const unknown = mentions.find((each) => !known.some(({ user }) => user === each));
  if (unknown !== undefined) throw new Problem('unknown-colleague', { colleague: unknown });
}

/** The words and documents of one request, by ids made of its key: sent again, they are the same. */
class References {
  readonly orderId: string;
  readonly #content: {
    readonly ref: TextContentRef;
    readonly kind: TextContentKind;
    readonly content: unknown;
    readonly about: string;
  }[] = [];
  #documents: readonly NamedDocument[] = [];
  readonly #kept = new Map<string, TextContentRef>();

  constructor(orderId: string) {
    this.orderId = orderId;
  }

  /** `about`: by which words it is found. */
  content(kind: TextContentKind, content: unknown, about = ''): TextContentRef {
    const ref = { id: `${this.orderId}-${kind}`, digest: '' };
    this.#content.push({ ref, kind, content, about });
    return ref;
  }

  documents(documents: readonly NamedDocument[]): readonly DocumentRef[] {
    this.#documents = documents;
    return documents.map(({ ref }) => ref);
  }

  async keep(session: Session, caseId: CaseId, actor: Actor): Promise<void> {
    for (const { ref, kind, content, about } of this.#content)
      this.#kept.set(
        ref.id,
        await saveTextContent(session, { id: ref.id, caseId, kind, author: actor.user, content, about }),
      );
    await keepDocuments(session, caseId, actor, this.#documents);
  }

  /** The command with the digests under which its words were kept. */
  final(command: Command): Command {
    const filled = Object.entries(command).map(([key, value]) => {
      const kept =
        value !== null && typeof value === 'object' && 'id' in value
          ? this.#kept.get(value.id as string)
          : undefined;
      return [key, kept ?? value];
    });
    return Object.fromEntries(filled) as Command;
  }
}

/** What the caller sent, in the terms of the rules. */
async function commandOf(
  context: Context,
  actor: Actor,
  found: CaseRecord,
  name: ActionName,
  input: unknown,
  refs: References,
  other: OtherCategory | null,
): Promise<Command> {
  const given = input as Record<string, never>;
  const {
    taskId = null,
    reason,
    documents,
    text,
    content,
    into,
    position,
    to,
    from,
    ...rest
  } = given as Record<string, unknown>;
  const command: Record<string, unknown> = {
    type: name,
    ...(other !== null ? other.fields : name === 'publish' ? {} : rest),
  };
  if ('taskId' in ACTION_INPUTS[name].shape) command.taskId = taskId as TaskId | null;
  if ('reason' in ACTION_INPUTS[name].shape)
    command.reason = typeof reason === 'string' ? refs.content('reason', reason) : null;
  if ('documents' in ACTION_INPUTS[name].shape)
    command.documents = refs.documents(
      await documentsDueOn(
        context,
        actor,
        found,
        refs.orderId,
        documents as ActionInput<'attach'>['documents'],
      ),
    );
  // Whoever enters it took it at the counter: by bank the provider tells, at the door the carrier.
  if (name === 'pay') command.how = 'cash';
  if (name === 'note') command.content = refs.content('note', String(text));
  if (name === 'request-supplement') {
    const { advice = {} } = input as ActionInput<'request-supplement'>;
    delete command.advice;
    if (Object.keys(advice).length > 0) command.advice = refs.content('advice', advice);
  }
  if (position !== undefined) command.position = refs.content('site', position);
  if (name === 'publish') {
    const { title, description, answer, photos } = input as ActionInput<'publish'>;
    const said = { title, description, answer };
    command.content = refs.content('answer', said, Object.values(said).join(' '));
    if (photos.length > 0) command.photos = photos;
  }
  if (name === 'send' || name === 'fetch' || name === 'readdress')
    command.address = refs.content('address', to ?? from ?? (await addressOf(context, actor, found, name)));
  if (name === 'appeal') Object.assign(command, await agencyAbove(context, found));
  if (name === 'rate') command.content = typeof content === 'string' ? refs.content('rating', content) : null;
  if (name === 'classify') command.owner = rest.owner ?? null;
  const place = name === 'transfer' ? rest.agency : name === 'classify' ? rest.owner : undefined;
  if (typeof place === 'string')
    command.offices = officesOf(await agenciesOf(context.db, actor.province), [place as AgencyId]);
  if (name === 'merge') command.into = await otherComplaint(context, actor, found, String(into));
  return command as Command;
}

async function documentsDueOn(
  context: Context,
  actor: Actor,
  { id: caseId, state, province, procedureHash }: CaseRecord,
  orderId: string,
  given: ActionInput<'attach'>['documents'] = [],
): Promise<readonly NamedDocument[]> {
  const documents = await namedDocuments(context, actor, { orderId, caseId, state, given });
  if (documents.some(({ uploaded }) => uploaded)) {
    const { procedure } = await context.definitions.procedure(province, procedureHash);
    checkAccepted(procedure, documents);
  }
  return documents;
}

/** Where the one who filed it lives, as the form says. @throws Problem where it does not say so */
async function addressOf(context: Context, actor: Actor, found: CaseRecord, name: ActionName) {
  const party = await asActor(context.db, actor, (session) => partyOf(session, found.id));
  if (!party?.name || !party.phone || !party.address)
    throw new Problem('invalid-input', {}, [
      { pointer: name === 'fetch' ? '/from' : '/to', kind: 'missing' },
    ]);
  return { name: party.name, phone: party.phone, address: party.address };
}

/** The complaint that another is merged into must be one that the caller sees, and still open. */
async function otherComplaint(
  context: Context,
  actor: Actor,
  found: CaseRecord,
  idOrCode: string,
): Promise<CaseId> {
  const other = await asActor(context.db, actor, (session) => findCase(session, idOrCode));
  if (other === null || other.kind !== found.kind || other.status === 'closed')
    throw new Problem('invalid-input', {}, [{ pointer: '/into', kind: 'unknown' }]);
  return other.id;
}
