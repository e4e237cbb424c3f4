/** Tells of scans by signed calls, as badly as the faults say: repeated, late, out of order, forged, or not at all. */
import type { CarrierScan } from '../../../domain/shipments/carrier-scan.ts';
import { type Instant, isoOf } from '../../../domain/time/instant.ts';
import { signatureOf } from '../../webhooks/index.ts';
import { fate, pickedBy } from './fate.ts';
import type { Faults, Listener } from './options.ts';

/** How a forged call is made. */
export const FORGERIES = ['unsigned', 'wrong-secret', 'changed', 'too-old'] as const;
export type Forgery = (typeof FORGERIES)[number];

interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Needs {
  readonly seed: string;
  readonly retryMs: number;
  readonly faults: () => Faults;
  /** Out: nothing leaves the house. */
  readonly isOut: () => boolean;
  readonly onTaken: (scan: string) => void;
}

/** Waits double so many times. */
const DOUBLINGS = 6;
const WITHIN_MS = 10_000;
const MOST_TRIES = 200;
const TOO_OLD_MS = 10 * 60_000;
const WRONG_SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

export class ScanReporter {
  readonly #needs: Needs;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #sent = new Map<string, Call>();
  #listener: Listener | null;
  #isClosed = false;

  constructor(listener: Listener | null, needs: Needs) {
    this.#listener = listener;
    this.#needs = needs;
  }

  set listener(listener: Listener | null) {
    this.#listener = listener;
  }

  report(scan: CarrierScan): void {
    const { seed } = this.#needs;
    const faults = this.#needs.faults();
    if (faults.silent) {
      // Nobody will ever be told of it.
      this.#needs.onTaken(scan.id);
      return;
    }
    if (fate(seed, 'forged', scan.id) < faults.forged) {
      const how = pickedBy(FORGERIES, fate(seed, 'forgery', scan.id));
      this.#after(0, () => this.forge({ ...scan, id: `forged-${scan.id}`, kind: 'delivered' }, how));
    }
    const times = fate(seed, 'duplicate', scan.id) < faults.duplicates ? faults.times : 1;
    for (let n = 0; n < times; n++) {
      const isLate = fate(seed, 'late', scan.id, n) < faults.late;
      this.#after(isLate ? fate(seed, 'how late', scan.id, n) * faults.lateMs : 0, () =>
        this.#try(scan, `${scan.id}.${n}`, 0),
      );
    }
  }

  /** The very bytes that were sent before; the status that is answered. null: nothing was sent of it, or nobody answers. */
  async replay(scan: string): Promise<number | null> {
    const call = this.#sent.get(scan);
    return call === undefined ? null : this.#post(call);
  }

  /** A call that this carrier did not make so; the status that is answered. */
  async forge(scan: CarrierScan, how: Forgery): Promise<number | null> {
    const secret = how === 'wrong-secret' ? WRONG_SECRET : (this.#listener?.secret ?? WRONG_SECRET);
    const at = (Date.now() - (how === 'too-old' ? TOO_OLD_MS : 0)) as Instant;
    const { headers, body } = signed(scan, `forged-${scan.id}`, at, secret);
    const { 'webhook-signature': _, ...unsigned } = headers;
    return this.#post({
      headers: how === 'unsigned' ? unsigned : headers,
      body: how === 'changed' ? body.replace(scan.tracking, `${scan.tracking}X`) : body,
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #try(scan: CarrierScan, message: string, tried: number): Promise<void> {
    const listener = this.#listener;
    if (listener !== null && !this.#needs.isOut()) {
      const call = signed(scan, message, Date.now() as Instant, listener.secret);
      const status = await this.#post(call);
      if (this.#isClosed) return;
      if (status !== null && status >= 200 && status < 300) {
        this.#sent.set(scan.id, call);
        this.#needs.onTaken(scan.id);
        return;
      }
    }
    if (tried >= MOST_TRIES) return;
    const wait = this.#needs.retryMs * 2 ** Math.min(tried, DOUBLINGS);
    this.#after(wait, () => this.#try(scan, message, tried + 1));
  }

  async #post({ headers, body }: Call): Promise<number | null> {
    if (this.#listener === null) return null;
    try {
      const response = await fetch(this.#listener.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }

  #after(ms: number, work: () => Promise<unknown>): void {
    if (this.#isClosed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, ms);
    this.#timers.add(timer);
  }
}

function signed(scan: CarrierScan, id: string, at: Instant, secret: string): Call {
  const { at: happened, until, ...rest } = scan;
  const data = {
    ...rest,
    at: isoOf(happened),
    ...(until === undefined ? {} : { until: isoOf(until) }),
  };
  const body = JSON.stringify({ type: 'shipment.scanned', timestamp: isoOf(at), data });
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': signatureOf({ id, at, body, secrets: [secret] }),
    },
  };
}
