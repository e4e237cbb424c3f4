import { z } from 'zod';
import { UserInput, UserView } from '../../contracts/http/procedures.ts';
import { agenciesOf, findUser, listUsers, saveUser, type User } from '../../db/agencies/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import type { AgencyId, UserId } from '../../domain/ids.ts';
import { type FieldError, Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { demandRole, demandStaff } from './administration.ts';

const byId = z.object({ id: z.string().min(1).max(100) });

export const userRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/me',
    tag: 'Directory',
    summary: 'Your user, roles and delegations',
    answers: { 200: { description: 'You', body: UserView } },
    problems: [],
    run: async ({ actor, context }) => {
      const found = await findUser(context.db, actor.user);
      if (found === null) throw new Problem('unauthorised');
      const delegated = actor.roles.filter(({ of }) => of !== undefined);
      return ok({ ...shown(found), roles: [...found.roles, ...delegated] });
    },
  }),
  route({
    method: 'get',
    path: '/v1/users',
    tag: 'Directory',
    summary: 'Users of your province, or of one agency',
    description: 'For those who work there.',
    query: z.strictObject({
      agency: z.string().min(1).max(100).optional(),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    answers: {
      200: {
        description: 'A page by id; `next` is the `after` of the next one',
        body: z.object({ items: z.array(UserView), next: z.string().nullable() }),
      },
    },
    problems: ['not-permitted'],
    run: async ({ query, actor, context }) => {
      demandStaff(actor);
      const { agency, after = '', limit } = query;
      const found = await listUsers(context.db, actor.province, {
        after,
        limit: limit + 1,
        agency: agency as AgencyId | undefined,
      });
      const page = found.slice(0, limit);
      // Citizens are not colleagues: whoever only files is for administrators to see.
      const administers = actor.roles.some(({ role }) => role === 'administrator');
      const items = page.filter(
        ({ roles }) => administers || roles.some(({ role }) => role !== 'citizen' && role !== 'sensor'),
      );
      return ok({ items: items.map(shown), next: found.length > limit ? (page.at(-1)?.id ?? null) : null });
    },
  }),
  route({
    method: 'put',
    path: '/v1/users/{id}',
    tag: 'Directory',
    summary: 'Add a user, or change their name and roles',
    description: 'For administrators. The roles become exactly these; they take effect within seconds.',
    params: byId,
    body: UserInput,
    answers: { 200: { description: 'The current user', body: UserView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, context }) => {
      demandRole(actor, 'administrator');
      const id = params.id as UserId;
      if (body.id !== params.id)
        throw new Problem('invalid-input', {}, [{ pointer: '/id', kind: 'wrong', message: params.id }]);
      const before = await findUser(context.db, id);
      // Somebody of another province is nobody here.
      if (before !== null && before.province !== actor.province) throw new Problem('not-found');
      const agencies = await agenciesOf(context.db, actor.province);
      const known = new Set(agencies.map(({ area }) => area));
      const faults = body.roles.flatMap(({ role, agency, areas = [] }, n): FieldError[] => {
        const pointer = `/roles/${n}/agency`;
        const strange = areas.findIndex((area) => !known.has(area));
        if (strange >= 0) return [{ pointer: `/roles/${n}/areas/${strange}`, kind: 'unknown' }];
        if (role === 'citizen' || role === 'sensor')
          return agency === null ? [] : [{ pointer, kind: 'wrong', message: 'null' }];
        if (agency === null) return [{ pointer, kind: 'missing' }];
        return agencies.some((each) => each.id === agency) ? [] : [{ pointer, kind: 'unknown' }];
      });
      if (id === actor.user && !body.roles.some(({ role }) => role === 'administrator'))
        faults.push({ pointer: '/roles', kind: 'enum', params: { allowedValues: 'administrator' } });
      if (faults.length > 0) throw new Problem('invalid-input', {}, faults);
      const user: User = {
        id,
        province: actor.province,
        name: body.name,
        active: body.active,
        roles: body.roles as User['roles'],
      };
      await asActor(context.db, actor, (session) => saveUser(session, user));
      context.identity.forget(id);
      return ok(shown(user));
    },
  }),
];

function shown({ id, name, province, active, roles }: User) {
  return { id, name, province, active, roles };
}
