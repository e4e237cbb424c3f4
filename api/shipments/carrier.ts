import type { Request, Response } from 'express';
import { z } from 'zod';
import { ScanCall, ScanTaken } from '../../contracts/http/carrier.ts';
import { keepScan, syncScan } from '../../db/shipments/scans.ts';
import type { CarrierScan } from '../../domain/shipments/carrier-scan.ts';
import type { Context } from '../http/context.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { demandSigned } from '../http/signed-call.ts';

const MINUTE = 60_000;
/** A carrier that was cut off for a day has much to tell; whoever forges is heard a few times. */
const byCaller = limitOf(6_000, MINUTE);
const byForger = limitOf(30, MINUTE);
/** Nothing is dated later than this after now: a scan of next year would hide that a shipment is lost. */
const MOST_AHEAD_MS = 24 * 60 * MINUTE;

export const carrierRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/carriers/{carrier}/scans',
    tag: 'Shipments',
    summary: 'Report a scan of a shipment',
    description:
      'For carriers. Needs no account: the headers webhook-id, webhook-timestamp and webhook-signature are those of Standard ' +
      'Webhooks. Scans may come in any order and more than once. One that is answered 2xx is stored; any other answer means: send it again.',
    access: 'public',
    before: demandCarrier,
    params: z.object({ carrier: z.string().min(1).max(40) }),
    body: ScanCall,
    answers: {
      200: { description: 'Stored', body: ScanTaken },
      202: { description: 'Stored until a shipment has this number', body: ScanTaken },
    },
    problems: ['bad-signature', 'not-found', 'too-many-requests'],
    run: async ({ params, body, context }) => {
      const scan = scanOf(body.data);
      if (scan.at > context.now() + MOST_AHEAD_MS)
        throw new Problem('invalid-input', {}, [{ pointer: '/data/at', kind: 'rule' }]);
      const isNew = await keepScan(context.db.sql, params.carrier, scan);
      // Also of a scan that is known: whoever kept it may have been stopped before anybody was notified.
      const isKnown = await syncScan(context.db.sql, params.carrier, scan);
      context.logger.debug({ kind: scan.kind, isNew, isKnown }, 'scan of a carrier');
      return isKnown
        ? ok({ id: scan.id, shipment: 'known' as const })
        : reply(202, { id: scan.id, shipment: 'unknown' as const });
    },
  }),
];

async function demandCarrier(req: Request, res: Response, context: Context): Promise<void> {
  const { name, webhookSecrets } = context.settings.carrier;
  await byCaller(req, res);
  if (req.params.carrier !== name) throw new Problem('not-found');
  try {
    demandSigned(req, webhookSecrets, context.now());
  } catch (error) {
    await byForger(req, res);
    throw error;
  }
}

function scanOf({
  at,
  until,
  place,
  reason,
  collected,
  receiver,
  ...rest
}: z.infer<typeof ScanCall>['data']) {
  return {
    ...rest,
    at,
    ...(until === undefined ? {} : { until }),
    ...(place === undefined ? {} : { place }),
    ...(reason === undefined ? {} : { reason }),
    ...(collected === undefined ? {} : { collected }),
    ...(receiver === undefined ? {} : { receiver }),
  } satisfies CarrierScan;
}
