/** The simulated carrier's books: what it took, under which key, and what happened to it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { CarrierScan } from '../../../domain/shipments/carrier-scan.ts';
import type { WireOrder, WireParty } from '../wire.ts';
import type { Life, Step } from './lives.ts';

/** What is still to come, with the instant at which it comes. */
export type ComingStep = Step & { readonly at: number };

export interface BookedShipment {
  readonly tracking: string;
  readonly key: string;
  readonly order: WireOrder;
  readonly life: Life;
  /** Keys of changed addresses, with the address. */
  readonly readdressed: Record<string, WireParty>;
  readonly scans: CarrierScan[];
  coming: ComingStep[];
}

interface Kept {
  serial: number;
  readonly shipments: BookedShipment[];
  /** How often each key was asked for, done or not. */
  readonly requests: Record<string, number>;
  /** Ids of scans that nobody took yet. */
  unreported: string[];
}

export class Books {
  readonly #file: string | null;
  readonly #kept: Kept;

  /** @throws when the file is there and cannot be read. */
  constructor(file: string | null, firstSerial: number) {
    this.#file = file;
    this.#kept = readKept(file) ?? { serial: firstSerial, shipments: [], requests: {}, unreported: [] };
  }

  get shipments(): readonly BookedShipment[] {
    return this.#kept.shipments;
  }

  get requests(): Readonly<Record<string, number>> {
    return this.#kept.requests;
  }

  get unreported(): readonly string[] {
    return this.#kept.unreported;
  }

  byKey(key: string): BookedShipment | null {
    return this.#kept.shipments.find((each) => each.key === key) ?? null;
  }

  byTracking(tracking: string): BookedShipment | null {
    return this.#kept.shipments.find((each) => each.tracking === tracking) ?? null;
  }

  nextSerial(): number {
    this.#kept.serial = (this.#kept.serial + 1) % 100_000_000;
    return this.#kept.serial;
  }

  add(shipment: BookedShipment): void {
    this.#kept.shipments.push(shipment);
    this.keep();
  }

  countRequest(key: string): void {
    this.#kept.requests[key] = (this.#kept.requests[key] ?? 0) + 1;
    this.keep();
  }

  addScan(shipment: BookedShipment, scan: CarrierScan): void {
    shipment.scans.push(scan);
    this.#kept.unreported.push(scan.id);
    this.keep();
  }

  noteReported(scan: string): void {
    this.#kept.unreported = this.#kept.unreported.filter((id) => id !== scan);
    this.keep();
  }

  /** Written before anybody is answered: what was promised holds when the process ends. */
  keep(): void {
    if (this.#file === null) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#kept), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function readKept(file: string | null): Kept | null {
  if (file === null) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
