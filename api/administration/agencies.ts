import { z } from 'zod';
import { AgencyInput, AgencyView } from '../../contracts/http/procedures.ts';
import { agenciesOf, saveAgencies } from '../../db/agencies/queries.ts';
import { currentCalendars } from '../../db/procedures/queries.ts';
import { checkDirectory } from '../../domain/agencies/check-directory.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { demandRole, faultOf } from './administration.ts';

const byId = z.object({ id: z.string().min(1).max(100) });

export const agencyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/agencies',
    tag: 'Directory',
    summary: 'Agencies of your province',
    query: z.strictObject({ fulfils: z.string().max(60).optional() }),
    answers: { 200: { description: 'All of them', body: z.object({ items: z.array(AgencyView) }) } },
    problems: [],
    run: async ({ query, actor, context }) => {
      const all = await agenciesOf(context.db, actor.province);
      const { fulfils } = query;
      return ok({
        items: fulfils === undefined ? all : all.filter((each) => each.fulfils.includes(fulfils)),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/agencies/{id}',
    tag: 'Directory',
    summary: 'One agency',
    params: byId,
    answers: { 200: { description: 'The agency', body: AgencyView } },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => {
      const found = (await agenciesOf(context.db, actor.province)).find(({ id }) => id === params.id);
      if (found === undefined) throw new Problem('not-found');
      return ok(found);
    },
  }),
  route({
    method: 'put',
    path: '/v1/agencies/{id}',
    tag: 'Directory',
    summary: 'Add or update an agency',
    description: 'For administrators. Filed cases keep the agencies that they were filed with.',
    params: byId,
    body: AgencyInput,
    answers: { 200: { description: 'The current agency', body: AgencyView } },
    problems: ['not-permitted'],
    run: async ({ params, body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      if (body.id !== params.id)
        throw new Problem('invalid-input', {}, [{ pointer: '/id', kind: 'wrong', message: params.id }]);
      const agency: Agency = {
        ...body,
        id: body.id as AgencyId,
        parent: body.parent as AgencyId | null,
        province: actor.province,
      };
      const others = (await agenciesOf(context.db, actor.province)).filter(({ id }) => id !== agency.id);
      const calendars = Object.keys(await currentCalendars(context.db, actor.province));
      const findings = checkDirectory([...others, agency], calendars);
      if (findings.length > 0)
        throw new Problem(
          'invalid-input',
          {},
          // The list that was checked ends with the office that was sent: `[12].parent` is its `/parent`.
          findings.map((each) => ({
            ...faultOf({ ...each, path: each.path.replace(/^\[\d+\]\.?/, '') }, language),
          })),
        );
      await saveAgencies(context.db, [agency]);
      return ok(agency);
    },
  }),
];
