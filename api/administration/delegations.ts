import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DelegationInput, DelegationView } from '../../contracts/http/agencies.ts';
import { paging } from '../../contracts/http/inbox.ts';
import { InstantInput } from '../../contracts/http/instants.ts';
import {
  addDelegation,
  findDelegation,
  listDelegations,
  revokeDelegation,
  type StoredDelegation,
} from '../../db/agencies/delegations.ts';
import { findUser } from '../../db/agencies/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { type Delegation, faultOfDelegation, mayArrange } from '../../domain/agencies/delegation.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, UserId } from '../../domain/ids.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { iso } from '../cases/case-view.ts';
import { keyOf, onceFor } from '../http/keys.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { demandStaff } from './administration.ts';

export const delegationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/delegations',
    tag: 'Directory',
    summary: 'Absences and deputies',
    description: 'Your own, those of your people if you are a head, all of the province for administrators.',
    query: z.strictObject({
      ...paging,
      principal: z.string().max(100).optional(),
      deputy: z.string().max(100).optional(),
      at: InstantInput.optional().meta({ description: 'in force at that instant' }),
    }),
    answers: {
      200: {
        description: 'A page, the latest to begin first',
        body: z.object({ items: z.array(DelegationView), next: z.string().nullable() }),
      },
    },
    problems: ['not-permitted', 'bad-cursor'],
    run: async ({ query, actor, context }) => {
      demandStaff(actor);
      const { principal, deputy, at, cursor, limit } = query;
      const page = await asActor(context.db, actor, (session) =>
        listDelegations(session, actor.province, {
          seenBy: administers(actor) ? null : { user: actor.user, heads: headed(actor) },
          principal: principal as UserId | undefined,
          deputy: deputy as UserId | undefined,
          at,
          cursor,
          limit,
        }),
      );
      return ok({ items: page.items.map((each) => shown(each, actor)), next: page.next });
    },
  }),
  route({
    method: 'post',
    path: '/v1/delegations',
    tag: 'Directory',
    summary: 'Create a delegation or an absence',
    description:
      'For yourself; a head for the people of their agency, in that agency; an administrator for anybody in the province. The deputy acts in the roles of the principal, who may still act too. Citizens, auditors and administrators cannot have a deputy, and a deputy cannot delegate.',
    body: DelegationInput,
    keyed: 'key',
    answers: { 201: { description: 'Delegation created', body: DelegationView } },
    problems: [
      'not-permitted',
      'role-not-delegable',
      'role-not-held',
      'unknown-deputy',
      'own-deputy',
      'bad-period',
      'delegation-overlaps',
      'delegation-circle',
    ],
    run: async ({ body, actor, req, context }) => {
      const keyed = keyOf(req, actor, { delegation: body });
      return onceFor(context, actor, keyed, async () => {
        const requested: Delegation = {
          principal: (body.principal ?? actor.user) as UserId,
          deputy: body.deputy as UserId | null,
          role: body.role as Role | null,
          agency: body.agency as AgencyId | null,
          from: body.from,
          until: body.until,
        };
        const principal = await findUser(context.db, requested.principal);
        const deputy = requested.deputy === null ? null : await findUser(context.db, requested.deputy);
        const fault = faultOfDelegation(requested, actor, principal, deputy, context.now() as Instant);
        if (fault !== null) throw new Problem(fault, { ...requested, action: 'delegate' });
        const stored = await asActor(context.db, actor, (session) =>
          addDelegation(session, {
            ...requested,
            id: randomUUID(),
            province: actor.province,
            reason: body.reason,
            createdBy: actor.user,
          }),
        );
        if (stored === 'overlapping') throw new Problem('delegation-overlaps');
        if (stored === 'circle') throw new Problem('delegation-circle');
        if (stored.deputy !== null) context.identity.forget(stored.deputy);
        return reply(201, shown(stored, actor));
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/delegations/{id}/revocation',
    tag: 'Directory',
    summary: 'End a delegation early',
    description: 'For whoever may arrange it. It takes effect within seconds; repeating it changes nothing.',
    params: z.object({ id: z.string().min(1).max(100) }),
    answers: { 200: { description: 'Current state', body: DelegationView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, actor, context }) => {
      const found = await findDelegation(context.db, actor.province, params.id);
      if (found === null || !concerns(found, actor)) throw new Problem('not-found');
      const principal = await findUser(context.db, found.principal);
      if (principal === null || !mayArrange(found, actor, principal))
        throw new Problem('not-permitted', { action: 'delegate' });
      const revoked = await asActor(context.db, actor, (session) =>
        revokeDelegation(session, found.id, actor.user, context.now() as Instant),
      );
      if (found.deputy !== null) context.identity.forget(found.deputy);
      const now = revoked ?? (await findDelegation(context.db, actor.province, found.id)) ?? found;
      return ok(shown(now, actor));
    },
  }),
];

/** Officers of the province know of each other who is where; others do not learn that it exists. */
function concerns({ principal, deputy, agency }: StoredDelegation, actor: Actor): boolean {
  if (actor.user === principal || actor.user === deputy || administers(actor)) return true;
  return agency !== null && headed(actor).includes(agency);
}

function administers({ roles }: Actor): boolean {
  return roles.some(({ role }) => role === 'administrator');
}

/** Agencies that the actor heads by a role of their own. */
function headed({ roles }: Actor): readonly AgencyId[] {
  return roles.flatMap(({ role, agency, of }) =>
    role === 'agency-head' && agency !== null && of === undefined ? [agency] : [],
  );
}

/** Why somebody is away is not for their deputy to know. */
function shown(delegation: StoredDelegation, { user }: Actor) {
  const { id, principal, deputy, role, agency, reason, createdBy, revokedBy } = delegation;
  return {
    id,
    principal,
    deputy,
    role,
    agency,
    from: isoOf(delegation.from),
    until: isoOf(delegation.until),
    reason: user === deputy && user !== createdBy ? null : reason,
    createdBy,
    createdAt: isoOf(delegation.createdAt),
    revokedAt: iso(delegation.revokedAt),
    revokedBy,
  };
}
