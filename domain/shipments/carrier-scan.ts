import type { Scan } from './types.ts';

/** A scan with what the carrier says beyond its instant. */
export interface CarrierScan extends Scan {
  readonly tracking: string;
  readonly place?: string;
  /** Why an attempt failed, or what befell it. */
  readonly reason?: string;
  /** Who received it: personal data. */
  readonly receiver?: { readonly name: string; readonly relation: string };
}
