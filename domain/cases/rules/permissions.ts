/** Who may do what, and when: two tables, read by the API, the workflow's validator and the screens alike. */
import type { TaskId, UserId } from '../../ids.ts';
import type { Procedure } from '../../procedures/language/types.ts';
import type { CaseKind } from '../../vocabulary/kinds.ts';
import { AGENCY_ROLES, OUTSIDE_ROLES, PROVINCE_ROLES, type Role } from '../../vocabulary/roles.ts';
import type { CaseStatus } from '../../vocabulary/statuses.ts';
import type { Actor, CommandName } from '../state/commands.ts';
import { ENGINE } from '../state/commands.ts';
import type { CaseState, Task } from '../state/state.ts';

/** What each status allows. The engine's own commands (`tick`, `balance`, `track`, `move-procedure`) stand here too. */
export const ALLOWED_IN = {
  filed: [
    'accept',
    'refuse',
    'classify',
    'recategorise',
    'merge',
    'request-supplement',
    'withdraw',
    'pay',
    'refund',
    'choose-delivery',
    'fetch',
    'readdress',
    'recall',
    'track',
    'note',
    'attach',
    'move-procedure',
    'tick',
  ],
  'in-process': [
    'claim',
    'release',
    'assign',
    'balance',
    'complete',
    'transfer',
    'return',
    'request-supplement',
    'extend',
    'suspend',
    'merge',
    'withdraw',
    'pay',
    'refund',
    'choose-delivery',
    'recall',
    'track',
    'note',
    'attach',
    'move-procedure',
    'tick',
  ],
  supplement: [
    'receive-supplement',
    'withdraw',
    'pay',
    'refund',
    'choose-delivery',
    'fetch',
    'readdress',
    'recall',
    'track',
    'note',
    'attach',
    'move-procedure',
    'tick',
  ],
  suspended: [
    'resume',
    'pay',
    'refund',
    'withdraw',
    'choose-delivery',
    'track',
    'note',
    'attach',
    'move-procedure',
    'tick',
  ],
  payment: ['pay', 'withdraw', 'choose-delivery', 'track', 'note', 'attach', 'tick'],
  decided: [
    'deliver',
    'send',
    'choose-delivery',
    'readdress',
    'recall',
    'track',
    'publish',
    'pay',
    'refund',
    'note',
    'attach',
    'tick',
  ],
  delivered: [
    'pay',
    'refund',
    'rate',
    'dispute',
    'appeal',
    'reopen',
    'close',
    'track',
    'note',
    'attach',
    'tick',
  ],
  closed: [],
} as const satisfies Record<CaseStatus, readonly CommandName[]>;

/** A command that some status allows (`submit` comes before there is a status); `availability.ts` does not compile with another. */
export type PossibleCommand = 'submit' | (typeof ALLOWED_IN)[CaseStatus][number];

/**
 * Of which kind of case it is, and what it is about: one of the open tasks or the case as a whole. `request-supplement` is about
 * a task except at intake; `extend` is a matter of the case, even where it moves the clock of a task too.
 */
const ABOUT: Readonly<Record<CommandName, readonly [kind: CaseKind | 'either', about: 'case' | 'task']>> = {
  submit: ['either', 'case'],
  accept: ['dossier', 'case'],
  refuse: ['either', 'case'],
  classify: ['complaint', 'case'],
  recategorise: ['complaint', 'case'],
  merge: ['complaint', 'case'],
  'request-supplement': ['either', 'task'],
  'receive-supplement': ['either', 'case'],
  claim: ['either', 'task'],
  release: ['either', 'task'],
  assign: ['either', 'task'],
  balance: ['either', 'task'],
  complete: ['either', 'task'],
  transfer: ['either', 'task'],
  return: ['either', 'task'],
  extend: ['either', 'case'],
  suspend: ['either', 'case'],
  resume: ['either', 'case'],
  withdraw: ['either', 'case'],
  note: ['either', 'case'],
  attach: ['either', 'case'],
  pay: ['either', 'case'],
  refund: ['dossier', 'case'],
  'choose-delivery': ['dossier', 'case'],
  send: ['dossier', 'case'],
  fetch: ['dossier', 'case'],
  readdress: ['dossier', 'case'],
  recall: ['dossier', 'case'],
  track: ['dossier', 'case'],
  deliver: ['dossier', 'case'],
  publish: ['complaint', 'case'],
  rate: ['either', 'case'],
  dispute: ['complaint', 'case'],
  appeal: ['complaint', 'case'],
  reopen: ['either', 'case'],
  close: ['either', 'case'],
  tick: ['either', 'case'],
  'move-procedure': ['either', 'case'],
};

/** A ground on which somebody may act. */
export type Grant =
  /** Holds the task: its assignee or their deputy; or, while nobody is, whoever has its role in its agency. */
  | 'holder'
  /** Has the task's role in the task's agency. */
  | 'candidate'
  /** The citizen who filed it, by their own account. */
  | 'applicant'
  /** Has the role that the procedure names as approver of extensions, in the owner's agency (or for the province). */
  | 'approver'
  /** Any officer of an agency that has to do with the case. */
  | 'involved'
  | 'engine'
  | { readonly role: Role; readonly at: 'counter' | 'owner' | 'task' | 'province' };

const COUNTER: Grant = { role: 'receptionist', at: 'counter' };
const TASK_HEAD: Grant = { role: 'agency-head', at: 'task' };
const OWNER_HEAD: Grant = { role: 'agency-head', at: 'owner' };
const PROVINCE: Grant = { role: 'province-office', at: 'province' };

export const WHO_MAY = {
  /** Filing is judged by its channel, in `intake.ts`: there is no case yet. */
  submit: [],
  accept: [COUNTER],
  refuse: [COUNTER],
  classify: [COUNTER, PROVINCE],
  recategorise: [COUNTER, PROVINCE],
  merge: [COUNTER, PROVINCE],
  'request-supplement': ['holder', COUNTER],
  'receive-supplement': ['applicant', COUNTER],
  claim: ['candidate'],
  release: ['holder', TASK_HEAD],
  assign: [TASK_HEAD, PROVINCE],
  balance: ['engine'],
  complete: ['holder'],
  transfer: ['holder', TASK_HEAD, PROVINCE],
  return: ['holder'],
  extend: ['approver', PROVINCE],
  suspend: [OWNER_HEAD, PROVINCE],
  resume: [OWNER_HEAD, PROVINCE],
  withdraw: ['applicant', COUNTER],
  note: ['involved', PROVINCE],
  attach: ['involved', 'applicant', PROVINCE],
  pay: [COUNTER, 'engine'],
  refund: [OWNER_HEAD, PROVINCE, 'engine'],
  'choose-delivery': ['applicant', COUNTER],
  send: [COUNTER],
  fetch: ['applicant', COUNTER],
  readdress: ['applicant', COUNTER],
  recall: [COUNTER],
  track: ['engine'],
  deliver: [COUNTER],
  publish: [COUNTER, PROVINCE],
  rate: ['applicant', COUNTER],
  dispute: ['applicant', COUNTER],
  appeal: ['applicant', COUNTER],
  reopen: [OWNER_HEAD, PROVINCE],
  close: [COUNTER, OWNER_HEAD, PROVINCE],
  tick: ['engine'],
  'move-procedure': [{ role: 'administrator', at: 'province' }],
} as const satisfies Record<CommandName, readonly Grant[]>;

/** Whether the command is about one task in this case's present status. */
export function isAboutTask({ status }: CaseState, name: CommandName): boolean {
  return ABOUT[name][1] === 'task' && !(name === 'request-supplement' && status === 'filed');
}

/** Whether the status, and the kind of case, allow the command at all. */
export function isAllowedNow(state: CaseState, name: PossibleCommand): boolean {
  const [kind] = ABOUT[name];
  const allowed: readonly CommandName[] = ALLOWED_IN[state.status];
  return (kind === 'either' || kind === state.kind) && allowed.includes(name);
}

/** Whether this caller may ever do it in this case (for a task's command: to this task). Says nothing about the status. */
export function mayDo(
  state: CaseState,
  procedure: Procedure,
  actor: Actor,
  name: CommandName,
  taskId: TaskId | null,
): boolean {
  const task = state.tasks.find(({ id }) => id === taskId) ?? null;
  const grants: readonly Grant[] = WHO_MAY[name];
  if (actor.user === ENGINE) return grants.includes('engine');
  if (actor.province !== state.province) return false;
  // At intake the counter asks for documents; once a task is open only its holder does.
  if (name === 'request-supplement' && task !== null) return holds(actor, task);
  return grants.some((grant) => isGranted(grant, state, procedure, actor, task));
}

function isGranted(
  grant: Grant,
  state: CaseState,
  procedure: Procedure,
  actor: Actor,
  task: Task | null,
): boolean {
  switch (grant) {
    case 'engine':
      return false;
    case 'holder':
      return task !== null && holds(actor, task);
    case 'candidate':
      return task !== null && hasRole(actor, task.role, task.agency);
    case 'applicant':
      // A machine that filed has no say in what comes of it.
      return state.applicant !== null && actor.user === state.applicant && state.channel !== 'sensor';
    case 'approver': {
      const role = procedure.extension.approver;
      return hasRole(actor, role, PROVINCE_ROLES.includes(role) ? null : (state.agencies.owner ?? null));
    }
    case 'involved': {
      const agencies = [...Object.values(state.agencies), ...state.tasks.map(({ agency }) => agency)];
      return actor.roles.some(
        ({ role, agency }) => agency !== null && AGENCY_ROLES.includes(role) && agencies.includes(agency),
      );
    }
    default:
      switch (grant.at) {
        case 'province':
          return hasRole(actor, grant.role, null);
        case 'task':
          return task !== null && hasRole(actor, grant.role, task.agency);
        default:
          return hasRole(actor, grant.role, state.agencies[grant.at] ?? null);
      }
  }
}

function holds(actor: Actor, task: Task): boolean {
  if (task.assignee === null) return hasRole(actor, task.role, task.agency);
  return task.assignee === actor.user || standsInFor(actor, task.assignee, task);
}

/** Whether the actor is that officer's deputy where the task is. */
function standsInFor(actor: Actor, officer: UserId, { role, agency }: Task): boolean {
  return actor.roles.some((held) => held.of === officer && held.role === role && held.agency === agency);
}

/** `agency` null: for the whole province, whichever agency the role is held in. */
function hasRole(actor: Actor, role: Role, agency: string | null): boolean {
  return actor.roles.some((held) => held.role === role && (agency === null || held.agency === agency));
}

/** Who works for no office: a citizen, a sensor. They see what they filed. */
export function isOutsider({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.every(({ role }) => OUTSIDE_ROLES.includes(role));
}
