/** With the development identity provider alone: who could sign in, and a token of any of them. */
import { z } from 'zod';
import { findUser, listUsers } from '../../db/agencies/queries.ts';
import type { UserId } from '../../domain/ids.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { TOKEN_HOURS } from './dev-identity.ts';

const MOST_LISTED = 500;
const often = limitOf(600, 60_000);

export const devRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/dev/users',
    tag: 'Development',
    summary: 'Users for whom a token can be issued here',
    access: 'public',
    answers: {
      200: {
        description: 'Users with their roles',
        body: z.object({
          items: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              province: z.string(),
              roles: z.array(z.object({ role: z.string(), agency: z.string().nullable() })),
            }),
          ),
        }),
      },
    },
    problems: [],
    run: async ({ context }) => {
      const { rows } = await context.db.sql.query<{ province: never }>(
        'SELECT DISTINCT province FROM users ORDER BY 1',
      );
      const all = await Promise.all(
        rows.map(({ province }) => listUsers(context.db, province, { limit: MOST_LISTED })),
      );
      const items = all
        .flat()
        .filter(({ active }) => active)
        .map(({ id, name, province, roles }) => ({ id, name, province, roles }));
      return ok({ items });
    },
  }),
  route({
    method: 'post',
    path: '/dev/token',
    tag: 'Development',
    summary: 'A token of a user',
    access: 'public',
    body: z.strictObject({ user: z.string().min(1).max(100) }),
    answers: {
      200: {
        description: 'For the header Authorization: Bearer …',
        body: z.object({ token: z.string(), expiresInHours: z.number().int() }),
      },
    },
    problems: ['not-found'],
    run: async ({ body, req, res, context }) => {
      await often(req, res);
      const user = await findUser(context.db, body.user as UserId);
      const { dev } = context.identity;
      if (user === null || !user.active || dev === null) throw new Problem('not-found');
      return ok({ token: await dev.token(user.id), expiresInHours: TOKEN_HOURS });
    },
  }),
];
