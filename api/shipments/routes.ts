import { z } from 'zod';
import {
  POST_REPORT_QUERY,
  PostReport,
  SHIPMENTS_QUERY,
  ShipmentLine,
} from '../../contracts/http/shipments.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { asActor } from '../../db/core/reader.ts';
import { listShipments, postPunctuality } from '../../db/shipments/lists.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { onTimePercent } from '../../domain/reports/ranking.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { demandReports, demandStaff } from '../administration/administration.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { periodOf } from '../reports/report-questions.ts';
import { shipmentLine } from './shipment-view.ts';

export const shipmentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/shipments',
    tag: 'Post',
    summary: 'Shipments by the public postal service',
    description: 'Shipments of the cases that you may see, the newest first; their scans are in the case.',
    query: SHIPMENTS_QUERY,
    answers: {
      200: {
        description: 'A page',
        body: z.object({ items: z.array(ShipmentLine), next: z.string().nullable() }),
      },
    },
    problems: ['not-permitted', 'bad-cursor'],
    run: async ({ query, actor, language, context }) => {
      demandStaff(actor);
      const { counter, status, direction, open, late, owed, cursor, limit } = query;
      const now = context.now() as Instant;
      const page = await asActor(context.db, actor, (session) =>
        listShipments(session, actor.province, {
          counter: counter as AgencyId | undefined,
          status,
          direction,
          open: open !== undefined,
          late: late === undefined ? undefined : now,
          owed: owed !== undefined,
          cursor,
          limit,
        }),
      );
      return ok({
        items: page.items.map(({ code, shipment }) => ({ ...shipmentLine(shipment, language, now), code })),
        next: page.next,
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/shipments/report',
    tag: 'Post',
    summary: 'Punctuality of the carrier',
    description:
      'Of what was ordered in the period and handed over, in the cases that you may see: for each carrier and direction.',
    query: POST_REPORT_QUERY,
    answers: { 200: { description: 'By carrier and direction', body: PostReport } },
    problems: ['not-permitted'],
    run: async ({ query, actor, language, context }) => {
      demandReports(actor);
      const period = { ...periodOf(query), now: context.now() as Instant };
      const items = await asActor(context.db, actor, (session) =>
        postPunctuality(session, actor.province, period),
      );
      const { directions } = TEXTS[language].shipments;
      return ok({
        items: items.map((item) => ({
          ...item,
          directionText: directions[item.direction],
          onTimePercent: onTimePercent(item),
        })),
      });
    },
  }),
];
