/** To whom a message goes, when it goes: officers change, stand in for each other, and finish their work. */

import { reachedFor } from '../../db/agencies/delegations.ts';
import { colleagues, findUser, mentionable } from '../../db/agencies/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Database } from '../../db/core/client.ts';
import {
  everywhere,
  newsFor,
  type Occasion,
  type TaskPlace,
  taskPlaces,
} from '../../db/messages/occasions.ts';
import {
  type Contact,
  casePerson,
  contactOf,
  type Person,
  userPerson,
} from '../../db/messages/preferences.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { RESPONSE_CLOCK } from '../../domain/cases/state/evolve.ts';
import type { AgencyId, CaseId, UserId } from '../../domain/ids.ts';
import type { Subject } from '../../domain/messages/messages-of.ts';
import { AUDIENCES, type Audience } from '../../domain/messages/types.ts';
import type { Role } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface Recipient {
  readonly audience: Audience;
  readonly person: Person;
  /** The notice that is said with it. */
  readonly notice: number | null;
}

/** `obsolete`: there is nothing to say any more; `nobody`: it concerns an office in which nobody is there. */
export type Found = readonly Recipient[] | 'obsolete' | 'nobody';

export async function recipientsOf(
  db: Database,
  { topic, action }: Subject,
  about: Occasion,
): Promise<Found> {
  switch (AUDIENCES[topic]) {
    case 'applicant':
      return isObsolete(topic, about) ? 'obsolete' : [applicantOf(about.record)];
    case 'follower':
      return followers(db, about);
    default: {
      const officers = await officersFor(db, action, about);
      if (officers === 'obsolete') return 'obsolete';
      return reached(db, officers, action ?? null);
    }
  }
}

function isObsolete(topic: Subject['topic'], { record, event, procedure }: Occasion): boolean {
  const { status, state } = record;
  if (topic === 'rate') return status !== 'delivered' || state.rating !== null;
  if (topic !== 'fee-due') return false;
  if (state.fee === null || state.fee.paid) return true;
  return event.type === 'case-filed' && procedure?.fee?.due !== 'at-intake';
}

export function applicantOf({ id, applicant }: Occasion['record']): Recipient {
  const person = applicant === null ? casePerson(id) : userPerson(applicant);
  return { audience: 'applicant', person, notice: null };
}

async function followers(db: Database, { record, event }: Occasion): Promise<Found> {
  const news = await newsFor(db.pool, record.id, event.seq);
  if (news.length === 0) return 'obsolete';
  return news.map(({ action, who }) => ({
    audience: 'follower',
    person: who.startsWith('case:') ? who : userPerson(who as UserId),
    notice: action,
  }));
}

export interface Reach extends Contact {
  readonly name: string | null;
}

/**
 * By what name and address somebody is reached: of who filed, what they gave with the case, else what their account says;
 * of who follows by a complaint of their own, what they gave with that.
 */
export async function reachOf(
  db: Database,
  { audience, person, caseId }: Pick<Recipient, 'audience' | 'person'> & { readonly caseId: CaseId | null },
): Promise<Reach> {
  const user = person.startsWith('user:') ? (person.slice(5) as UserId) : null;
  const account = user === null ? null : await contactOf(db.pool, user);
  const given = audience === 'applicant' ? caseId : user === null ? (person.slice(5) as CaseId) : null;
  const party = given === null ? null : await partyOf(db, given);
  const known = party === null && user !== null ? await findUser(db, user) : null;
  return {
    name: party?.name ?? known?.name ?? null,
    email: party?.email ?? account?.email ?? null,
    phone: party?.phone ?? account?.phone ?? null,
  };
}

interface Place {
  readonly user: UserId;
  readonly role: Role;
  readonly agency: AgencyId;
}

async function officersFor(
  db: Database,
  action: number | undefined,
  { record, event }: Occasion,
): Promise<readonly Place[] | 'obsolete'> {
  if (event.type === 'task-assigned') {
    const [task] = await taskPlaces(db.pool, record.id, event.taskId);
    if (task === undefined || !task.open || task.assignee !== event.assignee) return 'obsolete';
    return [{ user: event.assignee, role: task.role, agency: task.agency }];
  }
  if (event.type === 'note-added') return mentionable(db, record.id, event.mentions ?? []);
  if (event.type === 'shipment-moved' || event.type === 'shipment-late')
    return everybody(db, record.counter, 'receptionist');
  if (event.type !== 'escalation-level-reached' || action === undefined) return 'obsolete';
  const said = event.actions[action];
  if (said?.do !== 'remind' && said?.do !== 'notify') return 'obsolete';
  const tasks = await tasksBehind(db, record.id, event);
  if (tasks.length === 0 && (event.clock.startsWith('task:') || isOver(event.clock, record.status)))
    return 'obsolete';
  const place = placeOf(event.clock, tasks, record);
  if (said.who === 'assignee') {
    if (event.clock === RESPONSE_CLOCK) return everybody(db, place, 'receptionist');
    return (await Promise.all(tasks.map((task) => holders(db, task)))).flat();
  }
  const { who: role } = said;
  if (WIDE.includes(role))
    return (await everywhere(db.pool, record.province, role)).map((each) => ({ ...each, role }));
  return everybody(db, place, role);
}

/** These work for the province, wherever they sit. */
const WIDE: readonly Role[] = ['province-office', 'auditor', 'administrator'];

/** Whose time a clock measures. */
function placeOf(
  clock: string,
  tasks: readonly TaskPlace[],
  { counter, owner }: Occasion['record'],
): AgencyId {
  if (clock === RESPONSE_CLOCK) return counter;
  return clock.startsWith('task:') ? (tasks[0]?.agency ?? owner) : owner;
}

async function everybody(db: Database, agency: AgencyId, role: Role): Promise<readonly Place[]> {
  return (await colleagues(db, agency, role)).map((user) => ({ user, role, agency }));
}

/** The open work that a clock measures: the task's own; of the whole case, all that is open. */
async function tasksBehind(
  db: Database,
  caseId: CaseId,
  { clock }: CaseEvent & { type: 'escalation-level-reached' },
): Promise<readonly TaskPlace[]> {
  const one = clock.startsWith('task:') ? clock.slice('task:'.length) : null;
  return (await taskPlaces(db.pool, caseId, one)).filter(({ open }) => open);
}

function isOver(clock: string, status: Occasion['record']['status']): boolean {
  if (clock === RESPONSE_CLOCK) return status !== 'filed';
  return status === 'delivered' || status === 'closed' || status === 'decided';
}

/** Whoever holds it; while nobody does, everybody who could. */
async function holders(db: Database, { assignee, role, agency }: TaskPlace): Promise<readonly Place[]> {
  return assignee === null ? everybody(db, agency, role) : [{ user: assignee, role, agency }];
}

/** Deputies in the place of who is away; each once. */
async function reached(db: Database, places: readonly Place[], notice: number | null): Promise<Found> {
  const now = Date.now() as Instant;
  const users = new Set<UserId>();
  for (const { user, role, agency } of places) {
    const there = await reachedFor(db, user, { role, agency }, now);
    if (there !== null) users.add(there);
  }
  if (users.size === 0) return 'nobody';
  return [...users].map((user) => ({ audience: 'officer', person: userPerson(user), notice }));
}
