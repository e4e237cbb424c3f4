/** The recorded histories: where they lie, and which of them there must be. */
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { EDITION } from '../../domain/cases/rules/edition.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { type LoadedProvince, loadProvince, provincesIn } from '../../ops/definitions/procedure-files.ts';

export const HISTORIES = fileURLToPath(new URL('.', import.meta.url));
const SHIPMENTS = join(HISTORIES, 'shipments');
const PROCEDURES = fileURLToPath(new URL('../../procedures', import.meta.url));
const INDEX = join(HISTORIES, 'index.json');
const ENDING = '.json.gz';
const STATE = '.state';

/** Where the case stood when its run ended. */
export interface Outcome {
  readonly version: number;
  readonly headHash: string;
  readonly status: CaseStatus;
}

export type Index = Readonly<Record<string, Outcome>>;

export interface Published {
  readonly name: string;
  readonly definition: Definition;
  readonly province: LoadedProvince;
}

/** Every procedure of every province, each code and version once: the first province's in the order of names. */
export function published(): readonly Published[] {
  const found = new Map<string, Published>();
  for (const name of provincesIn(PROCEDURES)) {
    const province = loadProvince(PROCEDURES, name);
    for (const { procedure, hash } of province.procedures) {
      const { code, version } = procedure;
      // Under each edition of the rules a procedure is lived through otherwise.
      const file = `${code}-v${version}-e${EDITION}`;
      const definition = { procedure, ref: { code, version, hash }, calendars: province.calendars };
      if (!found.has(file)) found.set(file, { name: file, definition, province });
    }
  }
  return [...found.values()];
}

export function storedNames(): readonly string[] {
  return readdirSync(HISTORIES)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter((name) => !name.endsWith(STATE))
    .sort();
}

/** As JSON, which is what replay takes. */
export function readHistory(name: string): unknown {
  return read(name);
}

/** The case as it stood when that run ended. */
export function readState(name: string): CaseState {
  return read(`${name}${STATE}`) as CaseState;
}

export function readIndex(): Index {
  return existsSync(INDEX) ? JSON.parse(readFileSync(INDEX, 'utf8')) : {};
}

/** @throws Error where that history is there already: what was recorded is never replaced. */
export function addHistory(name: string, history: History, state: CaseState, headHash: string): void {
  write(name, JSON.parse(historyToJSON(history)));
  write(`${name}${STATE}`, state);
  const { version, status } = state;
  const entries = Object.entries({ ...readIndex(), [name]: { version, headHash, status } });
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(INDEX, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Ways of shipments: histories of their workflows. */
export function shipmentNames(): readonly string[] {
  return readdirSync(SHIPMENTS).map((file) => file.slice(0, -ENDING.length));
}

export function readShipmentHistory(name: string): unknown {
  return read(join('shipments', name));
}

/** @throws Error where that history is there already. */
export function addShipmentHistory(name: string, history: History): void {
  write(join('shipments', name), JSON.parse(historyToJSON(history)));
}

function read(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(fileOf(name))).toString('utf8'));
}

function write(name: string, value: unknown): void {
  writeFileSync(fileOf(name), gzipSync(JSON.stringify(value), { level: 9 }), { flag: 'wx' });
}

function fileOf(name: string): string {
  return join(HISTORIES, `${name}${ENDING}`);
}
