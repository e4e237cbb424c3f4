/** Who may have somebody stand in for whom. What the database knows beside (overlaps, circles) is asked there. */
import type { Actor } from '../cases/state/commands.ts';
import type { AgencyId, ProvinceId, UserId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { DELEGABLE_ROLES, type Role } from '../vocabulary/roles.ts';

/** From `from` until `until`; `role` null: all that can be passed on, `agency` null: wherever the principal has it. */
export interface Delegation {
  readonly principal: UserId;
  /** null: away, and nobody stands in. */
  readonly deputy: UserId | null;
  readonly role: Role | null;
  readonly agency: AgencyId | null;
  readonly from: Instant;
  readonly until: Instant;
}

export interface Officer {
  readonly id: UserId;
  readonly province: ProvinceId;
  readonly active: boolean;
  readonly roles: readonly { readonly role: Role; readonly agency: AgencyId | null }[];
}

export type DelegationFault =
  | 'not-permitted'
  | 'role-not-delegable'
  | 'role-not-held'
  | 'unknown-deputy'
  | 'own-deputy'
  | 'bad-period';

/** Nobody is away for longer at a stretch; it can be arranged anew. */
const LONGEST_MS = 366 * 24 * 3_600_000;

/**
 * What stands against an actor's arranging this; null: nothing. A person arranges it for themselves, a head for the people
 * of their agency and what they do there, an administrator for anybody of the province: each by a role of their own.
 */
export function faultOfDelegation(
  delegation: Delegation,
  actor: Actor,
  principal: Officer | null,
  deputy: Officer | null,
  now: Instant,
): DelegationFault | null {
  if (principal === null || principal.province !== actor.province) return 'not-permitted';
  if (!mayArrange(delegation, actor, principal)) return 'not-permitted';
  if (delegation.role !== null && !DELEGABLE_ROLES.includes(delegation.role)) return 'role-not-delegable';
  if (!principal.roles.some((held) => covers(delegation, held))) return 'role-not-held';
  if (delegation.deputy === delegation.principal) return 'own-deputy';
  if (delegation.deputy !== null && !canStandIn(deputy, actor.province)) return 'unknown-deputy';
  const sound =
    delegation.from < delegation.until &&
    now < delegation.until &&
    delegation.until - delegation.from <= LONGEST_MS;
  return sound ? null : 'bad-period';
}

/** Whether an actor may arrange it, and so end it and read its reason. */
export function mayArrange(
  { principal, agency }: Pick<Delegation, 'principal' | 'agency'>,
  { user, roles }: Actor,
  { roles: held }: Pick<Officer, 'roles'>,
): boolean {
  const own = roles.filter(({ of }) => of === undefined);
  if (user === principal || own.some(({ role }) => role === 'administrator')) return true;
  const heads = (id: AgencyId) => own.some((each) => each.role === 'agency-head' && each.agency === id);
  return agency !== null && heads(agency) && held.some((each) => each.agency === agency);
}

function covers(delegation: Delegation, { role, agency }: Officer['roles'][number]): boolean {
  return (
    DELEGABLE_ROLES.includes(role) &&
    (delegation.role === null || delegation.role === role) &&
    (delegation.agency === null || delegation.agency === agency)
  );
}

/** An officer of the same province, who answers for what they do there. */
function canStandIn(deputy: Officer | null, province: ProvinceId): boolean {
  if (deputy === null || !deputy.active || deputy.province !== province) return false;
  return deputy.roles.some(({ role }) => DELEGABLE_ROLES.includes(role));
}
