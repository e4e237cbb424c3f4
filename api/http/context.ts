import type { Readable } from 'node:stream';
import type { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Settings } from '../../config/settings.ts';
import type { FileDesk } from '../../contracts/documents/files.ts';
import type { LinkKeys } from '../../contracts/messages/signed-links.ts';
import type { Database } from '../../db/core/client.ts';
import type { StatementLine } from '../../domain/payments/reconciliation.ts';
import type { KeyRing } from '../../temporal/codec.ts';
import type { EventFeed } from '../cases/events.ts';
import type { DefinitionStore } from './definitions.ts';
import type { Identity } from './identity.ts';
import type { Metrics } from './metrics.ts';

/** The part of an object store that reads. */
export interface FileReader {
  get(key: string, range?: { readonly from: number; readonly to: number }): Promise<Readable>;
}

/** What the routes ask of a payment provider. */
export interface PaymentDesk {
  readonly name: string;
  order(order: {
    readonly id: string;
    readonly amount: number;
    readonly reference: string;
  }): Promise<{ readonly payUrl: string }>;
  statement(day: string): Promise<readonly StatementLine[]>;
}

/** What the routes work with; made by `server.ts`. */
export interface Context {
  /** Speaks as motcua_api: under row-level security. */
  readonly db: Database;
  readonly client: Client;
  readonly connection: Connection;
  readonly definitions: DefinitionStore;
  readonly identity: Identity;
  readonly events: EventFeed;
  readonly metrics: Metrics;
  /** Where documents are kept, under keys that the record names. */
  readonly objects: FileReader;
  /** Takes in files, and makes pictures smaller. */
  readonly files: FileDesk;
  /** What secrets of others are kept under. */
  readonly keys: KeyRing;
  /** null: fees are paid at the counter and at the door. */
  readonly payments: PaymentDesk | null;
  readonly settings: Settings;
  /** Of the links in mails. */
  readonly linkKeys: LinkKeys;
  readonly logger: Logger;
  readonly now: () => number;
  /** The folder of the built desk; null: this server has none. */
  readonly desk: string | null;
  /** Other than the product's own; for tests side by side. */
  readonly taskQueue?: string | undefined;
}
