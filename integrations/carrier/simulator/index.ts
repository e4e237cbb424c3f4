/** A carrier of the public postal service that is none: a server for tests and demonstrations. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { CarrierScan } from '../../../domain/shipments/carrier-scan.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { REFUSALS } from '../wire.ts';
import { carrierApi } from './api.ts';
import { type BookedShipment, Books } from './books.ts';
import { controlRouter } from './control.ts';
import { fate } from './fate.ts';
import type { Life } from './lives.ts';
import { DEFAULTS, type Faults, type Listener, type Outage, type SimulatorOptions } from './options.ts';
import { pageOf } from './page.ts';
import { Post, type WantedScan } from './post.ts';
import { type Forgery, ScanReporter } from './scan-reporter.ts';

/** What a test or a demonstration may ask beside what customers may. */
export interface Control {
  readonly shipments: readonly BookedShipment[];
  /** How often each key was asked for. */
  readonly requests: Readonly<Record<string, number>>;
  /** Scans that wait to be taken by whom they are told. */
  readonly unreported: readonly string[];
  /** null ends it. With a time it ends by itself. */
  outage(kind: Outage | null, ms?: number): void;
  faults(change: Partial<Faults>): void;
  /** Of orders to come, or of those with this number. */
  wish(life: Life | null, orderNumber?: string): void;
  listen(listener: Listener | null): void;
  scan(tracking: string, wanted: WantedScan): CarrierScan;
  /** The status that was answered; null: none. */
  replay(scan: string): Promise<number | null>;
  forge(tracking: string, kind: CarrierScan['kind'], how: Forgery): Promise<number | null>;
  forgetTokens(): void;
}

export interface CarrierSimulator {
  readonly url: string;
  readonly control: Control;
  close(): Promise<void>;
}

/** @throws Error when the port is taken or the file cannot be read. */
export async function startCarrierSimulator(
  given: Partial<Omit<SimulatorOptions, 'faults'>> & { readonly faults?: Partial<Faults> } = {},
): Promise<CarrierSimulator> {
  const options: SimulatorOptions = {
    ...DEFAULTS,
    ...given,
    faults: { ...DEFAULTS.faults, ...given.faults },
  };
  let { faults } = options;
  let out: { readonly kind: Outage; readonly until: number } | null = null;
  const begun = Date.now();
  const outage = () => {
    if (out !== null && Date.now() < out.until) return out.kind;
    const stretch = Math.floor((Date.now() - begun) / faults.outageMs);
    return fate(options.seed, 'outage', stretch) < faults.outages ? ('says-so' as const) : null;
  };
  let forged = 0;

  const firstSerial = options.firstSerial ?? Math.floor(fate(options.seed, 'serial') * 90_000_000);
  const books = new Books(options.file, firstSerial);
  const scanReporter = new ScanReporter(options.listener, {
    seed: options.seed,
    retryMs: options.retryMs,
    faults: () => faults,
    isOut: () => outage() !== null,
    onTaken: (scan) => books.noteReported(scan),
  });
  const unreported = new Set(books.unreported);
  const post = new Post(options, books, (scan) => scanReporter.report(scan));
  for (const { scans } of books.shipments)
    for (const scan of scans) if (unreported.has(scan.id)) scanReporter.report(scan);
  const api = carrierApi({ options, post, faults: () => faults, outage });

  const control: Control = {
    get shipments() {
      return books.shipments;
    },
    get requests() {
      return books.requests;
    },
    get unreported() {
      return books.unreported;
    },
    outage(kind, ms = Number.POSITIVE_INFINITY) {
      out = kind === null ? null : { kind, until: Date.now() + ms };
    },
    faults(change) {
      faults = { ...faults, ...change };
    },
    wish: (life, orderNumber) => post.wish(orderNumber ?? null, life),
    listen(listener) {
      scanReporter.listener = listener;
    },
    scan: (tracking, wanted) => post.scan(tracking, wanted),
    replay: (scan) => scanReporter.replay(scan),
    forge(tracking, kind, how) {
      forged += 1;
      const id = `forged-${tracking}-${forged}`;
      return scanReporter.forge({ id, tracking, kind, at: Date.now() as Instant }, how);
    },
    forgetTokens: () => api.forgetTokens(),
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(api.router);
  app.use('/control', controlRouter(control));
  app.get('/', (_req, res) => void res.type('html').send(pageOf(books.shipments)));
  app.use(refusingHandler);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Whoever can reach the control can make it tell anything: this machine alone.
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    control,
    async close() {
      post.close();
      scanReporter.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A body that cannot be read; Express would print what stands in it. */
const refusingHandler: ErrorRequestHandler = (_error, _req, res, _next) => {
  res.status(400).json({ maLoi: REFUSALS.WRONG_INPUT });
};
