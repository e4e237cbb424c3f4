/** A payment provider that is none: a server for tests and demonstrations, with a page to pay on. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import { booksPage, payPage } from './simulator-pages.ts';
import { PATHS, WireOrder, WireRefund } from './wire.ts';

export type Order = z.infer<typeof WireOrder>;

/** Money that came in. */
export interface Transfer {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly at: string;
  /** Who was notified of it. */
  isReported: boolean;
}

export interface Refund {
  readonly id: string;
  readonly key: string;
  readonly transfer: string;
  readonly amount: number;
  readonly at: string;
}

export interface ProviderFaults {
  /** Nothing is answered, nothing is told. */
  readonly isOut: boolean;
  /** Each transfer is notified of so many times. */
  readonly times: number;
  /** How long after it came it is notified of. */
  readonly delayMs: number;
  /** The answer to a refund that was made is lost. */
  readonly losesRefundAnswers: boolean;
}

export interface ProviderSimulator {
  readonly url: string;
  readonly transfers: readonly Transfer[];
  readonly refunds: readonly Refund[];
  /** Transfers money, as a bank's app would; gives the transfer's number. */
  pay(reference: string, amount: number): string;
  faults(change: Partial<ProviderFaults>): void;
  /** Tells of a transfer that never was. @returns the status that was answered */
  forge(reference: string, amount: number, secret: string, at?: number): Promise<number>;
  /** To whom transfers are told. */
  reportTo(url: string): void;
  close(): Promise<void>;
}

interface SimulatorOptions {
  readonly port?: number;
  readonly key: string;
  /** `whsec_<base64>`. */
  readonly secret: string;
  readonly listener?: string;
  readonly retryMs?: number;
  /** Where its books are kept; absent: in memory alone. */
  readonly file?: string;
}

/** Bank days begin at midnight in Vietnam. */
const OFFSET_MS = 7 * 3_600_000;

export async function startPaymentSimulator(options: SimulatorOptions): Promise<ProviderSimulator> {
  const kept = readBooks(options.file);
  const orders = new Map(kept.orders.map((order) => [order.id, order]));
  const { transfers, refunds } = kept;
  const timers = new Set<NodeJS.Timeout>();
  let faults: ProviderFaults = { isOut: false, times: 1, delayMs: 0, losesRefundAnswers: false };
  let listener = options.listener ?? null;
  let isClosed = false;

  const app = express();
  app.use((_req, res, next) => (faults.isOut ? void res.socket?.destroy() : next()));
  app.use(express.json());
  const known = (req: Request, res: Response, next: () => void) => {
    const given = Buffer.from(req.get('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${options.key}`);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) next();
    else res.status(401).json({ code: 'unknown-account' });
  };
  const urlOf = () => `http://localhost:${(server.address() as AddressInfo).port}`;

  app.post(PATHS.orders, known, (req, res) => {
    const read = WireOrder.safeParse(req.body);
    if (!read.success) return void res.status(422).json({ code: 'bad-order' });
    orders.set(read.data.id, read.data);
    keep();
    res.status(201).json({ payUrl: `${urlOf()}/pay/${read.data.id}` });
  });
  app.post(PATHS.refunds, known, (req, res) => {
    const read = WireRefund.safeParse(req.body);
    const key = req.get('idempotency-key') ?? '';
    const transfer = read.success ? transfers.find(({ id }) => id === read.data.transfer) : undefined;
    if (!read.success || key === '') return void res.status(422).json({ code: 'bad-refund' });
    if (transfer === undefined) return void res.status(404).json({ code: 'no-such-transfer' });
    let refund = refunds.find((each) => each.key === key);
    const given = refunds.filter((each) => each.transfer === transfer.id);
    const total = given.reduce((sum, { amount }) => sum + amount, 0);
    if (refund === undefined && total + read.data.amount > transfer.amount)
      return void res.status(409).json({ code: 'more-than-came' });
    if (refund === undefined) {
      const { amount } = read.data;
      refund = { id: `RF-${randomUUID().slice(0, 8)}`, key, transfer: transfer.id, amount, at: now() };
      refunds.push(refund);
      keep();
    }
    if (faults.losesRefundAnswers) return void res.socket?.destroy();
    res.status(201).json({ refund: refund.id, at: refund.at });
  });
  app.get(PATHS.statement, known, (req, res) => {
    const ofDay = ({ at }: { readonly at: string }) => dayOf(at) === req.query.day;
    const referenceOf = (id: string) => transfers.find((each) => each.id === id)?.reference ?? '';
    res.json({
      lines: [
        ...transfers
          .filter(ofDay)
          .map(({ id, reference, amount, at }) => ({ kind: 'payment', transfer: id, reference, amount, at })),
        ...refunds.filter(ofDay).map(({ transfer, amount, at }) => ({
          kind: 'refund',
          transfer,
          reference: referenceOf(transfer),
          amount,
          at,
        })),
      ],
    });
  });
  app.get('/', (_req, res) => {
    res.send(booksPage([...orders.values()], transfers, refunds));
  });
  app.get('/pay/:id', (req, res) => {
    const order = orders.get(req.params.id);
    if (order === undefined) return void res.status(404).send('Không có lệnh thanh toán này.');
    const isPaid = transfers.some(({ reference }) => reference === order.reference);
    res.send(payPage(order, isPaid));
  });
  app.post('/pay/:id', (req, res) => {
    const order = orders.get(req.params.id);
    if (order === undefined) return void res.status(404).send('Không có lệnh thanh toán này.');
    pay(order.reference, order.amount);
    res.redirect(303, `/pay/${order.id}`);
  });

  const now = () => new Date().toISOString();
  const dayOf = (at: string) => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 10);

  function pay(reference: string, amount: number): string {
    const transfer: Transfer = {
      id: `FT-${randomUUID().slice(0, 12)}`,
      reference,
      amount,
      at: now(),
      isReported: false,
    };
    transfers.push(transfer);
    keep();
    for (let n = 0; n < faults.times; n++) later(faults.delayMs, () => report(transfer));
    return transfer.id;
  }

  function later(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, ms);
    timers.add(timer);
  }

  /** Until somebody takes it. */
  async function report(transfer: Transfer): Promise<void> {
    if (isClosed) return;
    const status = faults.isOut || listener === null ? 0 : await send(transfer, options.secret, Date.now());
    if (status >= 200 && status < 300) {
      transfer.isReported = true;
      keep();
    } else later(options.retryMs ?? 2_000, () => report(transfer));
  }

  async function send(
    { id, reference, amount, at }: Omit<Transfer, 'isReported'>,
    secret: string,
    stamp: number,
  ): Promise<number> {
    const body = JSON.stringify({ type: 'transfer.received', data: { transfer: id, reference, amount, at } });
    const timestamp = String(Math.floor(stamp / 1000));
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return fetch(listener ?? '', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
      signal: AbortSignal.timeout(5_000),
    })
      .then(({ status }) => status)
      .catch(() => 0);
  }

  function keep(): void {
    if (options.file === undefined) return;
    const books: Kept = { orders: [...orders.values()], transfers, refunds };
    writeFileSync(`${options.file}.new`, JSON.stringify(books));
    renameSync(`${options.file}.new`, options.file);
  }

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  for (const transfer of transfers.filter(({ isReported }) => !isReported)) later(0, () => report(transfer));
  return {
    url: urlOf(),
    transfers,
    refunds,
    pay,
    faults: (change) => {
      faults = { ...faults, ...change };
    },
    forge: (reference, amount, secret, at = Date.now()) =>
      send({ id: `FT-${randomUUID().slice(0, 12)}`, reference, amount, at: now() }, secret, at),
    reportTo: (url) => {
      listener = url;
    },
    close: async () => {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Kept {
  readonly orders: readonly Order[];
  readonly transfers: Transfer[];
  readonly refunds: Refund[];
}

function readBooks(file: string | undefined): Kept {
  if (file === undefined || !existsSync(file)) return { orders: [], transfers: [], refunds: [] };
  return JSON.parse(readFileSync(file, 'utf8')) as Kept;
}
