/** Makes the simulated carrier do what a test or a demonstration wants, over HTTP. */
import { json, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Instant } from '../../../domain/time/instant.ts';
import { SCAN_KINDS } from '../../../domain/vocabulary/shipments.ts';
import type { Control } from './index.ts';
import { LIFE_NAMES } from './lives.ts';
import { OUTAGES } from './options.ts';
import { Refused } from './post.ts';
import { FORGERIES } from './scan-reporter.ts';

const share = z.number().min(0).max(1);
const ms = z.number().min(0);

const OutageInput = z.strictObject({ kind: z.enum(OUTAGES).nullable(), ms: ms.optional() });
const FaultsInput = z
  .strictObject({
    latencyMs: z.tuple([ms, ms]),
    failBefore: share,
    failAfter: share,
    duplicates: share,
    times: z.int().min(1),
    late: share,
    lateMs: ms,
    forged: share,
    outages: share,
    outageMs: ms.min(1),
    silent: z.boolean(),
  })
  .partial();
const LifeInput = z.strictObject({ life: z.enum(LIFE_NAMES).nullable(), orderNumber: z.string().optional() });
const ListenerInput = z.strictObject({ url: z.url(), secret: z.string().startsWith('whsec_') }).nullable();
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) as Instant);
const ScanInput = z.strictObject({
  tracking: z.string(),
  kind: z.enum(SCAN_KINDS),
  id: z.string().optional(),
  at: instant.optional(),
  reason: z.string().optional(),
  place: z.string().optional(),
  until: instant.optional(),
  collected: z.int().min(0).optional(),
  receiver: z.strictObject({ name: z.string(), relation: z.string() }).optional(),
});
const ForgeryInput = z.strictObject({
  tracking: z.string(),
  kind: z.enum(SCAN_KINDS),
  how: z.enum(FORGERIES),
});

export function controlRouter(control: Control): Router {
  const router = Router();
  router.use(json());

  const taking =
    <T extends z.ZodType>(schema: T, work: (input: z.output<T>) => unknown) =>
    async (req: Request, res: Response): Promise<void> => {
      const input = schema.safeParse(req.body ?? {});
      if (!input.success) return void res.status(422).json({ issues: input.error.issues });
      try {
        res.json((await work(input.data)) ?? {});
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        res.status(error.status).json({ code: error.code });
      }
    };

  router.get('/shipments', (_req, res) => {
    const { shipments, requests, unreported } = control;
    res.json({ shipments, requests, unreported });
  });
  router.post(
    '/outage',
    taking(OutageInput, ({ kind, ms: lasting }) => control.outage(kind, lasting)),
  );
  router.post(
    '/faults',
    taking(FaultsInput, (change) => control.faults(given(change))),
  );
  router.post(
    '/lives',
    taking(LifeInput, ({ life, orderNumber }) => control.wish(life, orderNumber)),
  );
  router.post(
    '/listener',
    taking(ListenerInput, (listener) => control.listen(listener)),
  );
  router.post(
    '/scans',
    taking(ScanInput, ({ tracking, kind, ...rest }) => control.scan(tracking, { kind, ...given(rest) })),
  );
  router.post(
    '/replays',
    taking(z.strictObject({ scan: z.string() }), async ({ scan }) => ({
      status: await control.replay(scan),
    })),
  );
  router.post(
    '/forgeries',
    taking(ForgeryInput, async ({ tracking, kind, how }) => ({
      status: await control.forge(tracking, kind, how),
    })),
  );
  router.post(
    '/forget-tokens',
    taking(z.strictObject({}), () => control.forgetTokens()),
  );
  return router;
}

/** Without what is undefined. */
function given<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
