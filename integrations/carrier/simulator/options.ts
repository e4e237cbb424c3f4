/** How the simulated carrier behaves. */
import type { Life } from './lives.ts';

export interface Faults {
  /** How long an answer takes: between these. */
  readonly latencyMs: readonly [number, number];
  /** Share of calls that fail before anything was done. */
  readonly failBefore: number;
  /** Share of calls whose answer is lost after it was done. */
  readonly failAfter: number;
  /** Share of scans that are told `times` times. */
  readonly duplicates: number;
  readonly times: number;
  /** Share of scans that are told up to `lateMs` after they happened, so that later ones overtake them. */
  readonly late: number;
  readonly lateMs: number;
  /** Share of scans beside which a forger tells that it was delivered. */
  readonly forged: number;
  /** Share of stretches of `outageMs` in which it is out. */
  readonly outages: number;
  readonly outageMs: number;
  /** Nothing is told: who wants to know has to ask. */
  readonly silent: boolean;
}

export const NO_FAULTS: Faults = {
  latencyMs: [0, 0],
  failBefore: 0,
  failAfter: 0,
  duplicates: 0,
  times: 5,
  late: 0,
  lateMs: 2_000,
  forged: 0,
  outages: 0,
  outageMs: 60_000,
  silent: false,
};

/** To whom scans are told. */
export interface Listener {
  readonly url: string;
  /** `whsec_<base64>`. */
  readonly secret: string;
}

export interface SimulatorOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly account: string;
  readonly password: string;
  /** The same seed makes the same lives and the same faults. */
  readonly seed: string;
  /** How much faster than in life things happen: 86400 is a day in a second. Scans are dated as they come. */
  readonly speed: number;
  /** null: lives as they come in a post. */
  readonly life: Life | null;
  /** Customer codes that are known; null: any. */
  readonly customers: readonly string[] | null;
  /** Addresses that hold one of these are not served. */
  readonly unserved: readonly string[];
  readonly tokenSeconds: number;
  readonly faults: Faults;
  readonly listener: Listener | null;
  /** First wait before a call that was not taken is repeated. */
  readonly retryMs: number;
  /** What its numbers begin after; null: by the seed. Whoever forgets its books must not give a number twice. */
  readonly firstSerial: number | null;
  /** Where its books are kept; null: in memory alone. */
  readonly file: string | null;
}

export const DEFAULTS: SimulatorOptions = {
  port: 0,
  account: 'motcua',
  password: 'motcua',
  seed: 'post',
  speed: 1,
  life: null,
  customers: null,
  unserved: [],
  tokenSeconds: 3_600,
  faults: NO_FAULTS,
  listener: null,
  retryMs: 1_000,
  firstSerial: null,
  file: null,
};

/** How a carrier that is out behaves: hangs up, does not answer, or says that it is. */
export const OUTAGES = ['hangs-up', 'hangs', 'says-so'] as const;
export type Outage = (typeof OUTAGES)[number];
