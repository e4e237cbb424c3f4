/** One action of one caller on one case: from what they sent to the order that the case is given. */

import { type CaseRecord, findCase } from '../../db/cases/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { calendarsAt, definitionOf } from '../../db/procedures/queries.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import { decideMove } from '../../domain/cases/rules/move.ts';
import type { Actor, Command, Definition, Order } from '../../domain/cases/state/commands.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { isActionName } from '../../domain/vocabulary/actions.ts';
import {
  type Answer,
  actOn,
  beginAgain,
  catchUp,
  moveCase,
  TemporalUnavailable,
} from '../../temporal/cases.ts';
import { checked } from '../http/body.ts';
import type { Context } from '../http/context.ts';
import type { Keyed } from '../http/keys.ts';
import { Problem, problemOf } from '../http/problem.ts';
import type { Acting, Action } from './action.ts';
import { ACTION_MODULES } from './actions/index.ts';
import { syncLater } from './catching-up.ts';
import { References } from './references.ts';

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
export async function act(context: Context, actor: Actor, request: ActionRequest): Promise<CaseId> {
  if (!isActionName(request.name)) throw new Problem('not-found');
  const action: Action = ACTION_MODULES[request.name];
  const asCaller = <T>(run: (session: Session) => Promise<T>) => asActor(context.db, actor, run);
  const found = await asCaller((session) => findCase(session, request.idOrCode));
  if (found === null) throw new Problem('not-found');
  const { orderId } = request.keyed;
  const input = checked(action.input, request.input);
  const acting: Acting<typeof input> = { context, actor, found, orderId, input };
  const known = await action.check?.(acting);
  const refs = new References(orderId);
  const unchecked = orderOf(actor, request, action.command(input, refs, known));
  const onto = action.onto?.(known) ?? null;
  await foresee(context, found, unchecked, onto);
  await asCaller((session) => refs.keep(session, found.id, actor));
  const order = orderOf(actor, request, refs.final(unchecked.command));
  const carryOut = () => ordered(context, found, order, onto);
  const { holding } = action;
  const answer = await (holding === undefined ? carryOut() : holding(acting, known, carryOut));
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
  onto: Definition | null,
): Promise<Answer> {
  const answer = await given(context, found.id, order, onto);
  if (answer.ok) return answer;
  if ('ended' in answer) {
    if (found.status === 'closed' || found.imported) return answer;
    const { client, taskQueue } = context;
    if (!(await beginAgain(client, found, await definitionFor(context, found), taskQueue))) return answer;
  } else await catchUp(context.client, found.id);
  return given(context, found.id, order, onto);
}

/** An order without an answer may have been recorded, and lost on the way back: the case is asked to look, as soon as it can be. */
async function given(
  { client, ...context }: Context,
  caseId: CaseId,
  order: Order,
  onto: Definition | null,
): Promise<Answer> {
  try {
    return await (onto === null ? actOn(client, caseId, order) : moveCase(client, caseId, order, onto));
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
  onto: Definition | null,
): Promise<void> {
  const definition = await definitionFor(context, found);
  const now = context.now() as Instant;
  const decision =
    onto === null
      ? decide(found.state, order, now, definition)
      : decideMove(found.state, order, now, definition, onto);
  if (!decision.ok) throw problemOf(decision.refusal);
}

/** What this case runs by. */
export async function definitionFor(context: Context, found: CaseRecord): Promise<Definition> {
  const published = await context.definitions.procedure(found.province, found.procedureHash);
  return definitionOf(published, await calendarsAt(context.db, found.province, found.state.calendars));
}
