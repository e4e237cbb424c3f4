/** What the simulated carrier answers to its customers, with the faults that it is told to have. */
import { randomBytes } from 'node:crypto';
import { json, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { isoOf } from '../../../domain/time/instant.ts';
import type { CarrierScan } from '../types.ts';
import {
  KEY_HEADER,
  PATHS,
  REFUSALS,
  SCAN_CODES,
  WireAddress,
  WireLogin,
  WireOrder,
  type WireScan,
} from '../wire.ts';
import type { BookedShipment } from './books.ts';
import { fate } from './fate.ts';
import type { Faults, Outage, SimulatorOptions } from './options.ts';
import { type Post, Refused } from './post.ts';
import { drawnSignature } from './signature.ts';

interface Needs {
  readonly options: SimulatorOptions;
  readonly post: Post;
  readonly faults: () => Faults;
  readonly outage: () => Outage | null;
}

type Done = { readonly status?: number; readonly body: object } | Uint8Array;

export interface CarrierApi {
  readonly router: Router;
  /** As if every token had ended. */
  forgetTokens(): void;
}

export function carrierApi({ options, post, faults, outage }: Needs): CarrierApi {
  const router = Router();
  const tokens = new Map<string, number>();
  const seen = new Map<string, number>();

  /** Each call of the same kind has a fate of its own, so that repeating helps. */
  const fateOf = (what: string, call: string) => {
    const matter = `${what} ${call}`;
    const n = (seen.get(matter) ?? 0) + 1;
    seen.set(matter, n);
    return fate(options.seed, matter, n);
  };

  const answering =
    (work: (req: Request) => Done, isOpen = false) =>
    async (req: Request, res: Response): Promise<void> => {
      const call = `${req.method} ${req.originalUrl} ${req.get(KEY_HEADER) ?? ''}`;
      const { latencyMs, failBefore, failAfter } = faults();
      const [least, most] = latencyMs;
      if (most > 0)
        await new Promise((done) => setTimeout(done, least + fateOf('latency', call) * (most - least)));
      const out = outage();
      if (out === 'hangs-up') return void req.socket.destroy();
      if (out === 'hangs') return;
      if (out === 'says-so' || fateOf('before', call) < failBefore) return void res.status(503).json({});
      try {
        if (!isOpen) demandToken(req);
        const done = work(req);
        if (fateOf('after', call) < failAfter) return void req.socket.destroy();
        if (done instanceof Uint8Array) res.type('image/png').send(Buffer.from(done));
        else res.status(done.status ?? 200).json(done.body);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        res.status(error.status).json({ maLoi: error.code });
      }
    };

  function demandToken(req: Request): void {
    const [, token = ''] = /^Bearer (.+)$/.exec(req.get('authorization') ?? '') ?? [];
    if ((tokens.get(token) ?? 0) < Date.now()) throw new Refused(REFUSALS.NOT_LOGGED_IN, 401);
  }

  router.use(json({ limit: '100kb' }));
  router.post(
    PATHS.login,
    answering((req) => {
      const { tenDangNhap, matKhau } = read(WireLogin, req.body);
      if (tenDangNhap !== options.account || matKhau !== options.password)
        throw new Refused(REFUSALS.WRONG_ACCOUNT, 401);
      const maTruyCap = randomBytes(24).toString('base64url');
      tokens.set(maTruyCap, Date.now() + options.tokenSeconds * 1000);
      return { body: { maTruyCap, hieuLuc: options.tokenSeconds } };
    }, true),
  );
  router.post(
    PATHS.orders,
    answering((req) => ({
      status: 201,
      body: created(post.create(read(WireOrder, req.body), keyOf(req))),
    })),
  );
  router.get(
    PATHS.orders,
    answering((req) => ({ body: created(post.find(String(req.query[KEY_HEADER] ?? ''))) })),
  );
  router.post(
    `${PATHS.orders}/:tracking/huy`,
    answering((req) => {
      post.cancel(trackingOf(req));
      return { body: {} };
    }),
  );
  router.post(
    `${PATHS.orders}/:tracking/dia-chi`,
    answering((req) => {
      post.readdress(trackingOf(req), read(WireAddress, req.body), keyOf(req));
      return { body: {} };
    }),
  );
  router.get(
    `${PATHS.orders}/:tracking/hanh-trinh`,
    answering((req) => ({ body: { hanhTrinh: post.shipment(trackingOf(req)).scans.map(wireScan) } })),
  );
  router.get(
    `${PATHS.orders}/:tracking/bang-chung`,
    answering((req) => {
      const { tracking, scans } = post.shipment(trackingOf(req));
      if (!scans.some(({ kind }) => kind === 'delivered')) throw new Refused(REFUSALS.NOT_FOUND, 404);
      return drawnSignature(`${options.seed} ${tracking}`);
    }),
  );
  return { router, forgetTokens: () => tokens.clear() };
}

function created({ tracking }: BookedShipment) {
  return { soHieu: tracking, dinhDang: 'S10' };
}

function wireScan(scan: CarrierScan): WireScan {
  const { id, kind, at, place, reason, until, collected, receiver } = scan;
  return {
    maSuKien: id,
    trangThai: SCAN_CODES[kind],
    thoiGian: isoOf(at),
    ...(place === undefined ? {} : { buuCuc: place }),
    ...(reason === undefined ? {} : { lyDo: reason }),
    ...(until === undefined ? {} : { giuDenNgay: isoOf(until) }),
    ...(collected === undefined ? {} : { tienDaThu: collected }),
    ...(receiver === undefined ? {} : { nguoiKyNhan: { hoTen: receiver.name, quanHe: receiver.relation } }),
  };
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refused(REFUSALS.WRONG_INPUT);
  return result.data;
}

function keyOf(req: Request): string {
  const key = req.get(KEY_HEADER) ?? '';
  if (key === '') throw new Refused(REFUSALS.WRONG_INPUT);
  return key;
}

function trackingOf(req: Request): string {
  return String(req.params.tracking);
}
