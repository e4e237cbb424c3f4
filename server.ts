/** Composition root of the API. */
import { createServer, type Server } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Logger, pino } from 'pino';
import { EventFeed } from './api/cases/events.ts';
import { createApp, type Inspection } from './api/http/app.ts';
import type { Context } from './api/http/context.ts';
import { DefinitionStore } from './api/http/definitions.ts';
import { identityWith } from './api/http/identity.ts';
import { metricsOf } from './api/http/metrics.ts';
import { devIdentity } from './api/sign-in/dev-identity.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { linkKeysOf } from './contracts/messages/signed-links.ts';
import { openDatabase } from './db/core/client.ts';
import { forgetAnswers } from './db/core/idempotency.ts';
import { forgetSessions } from './db/sign-in/queries.ts';
import type { Instant } from './domain/time/instant.ts';
import { fileDesk } from './integrations/intake/index.ts';
import { objectStore } from './integrations/objects/index.ts';
import { providerOf } from './integrations/payments/index.ts';
import { scannerOf } from './integrations/scan/index.ts';
import { openTemporal } from './temporal/client.ts';
import type { KeyRing } from './temporal/codec.ts';
import { readPayloadKeys } from './temporal/keys.ts';

/** How long requests under way may take when the server stops. */
const DRAIN_MS = 8_000;
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;
const FORGET_EVERY_MS = 3_600_000;

export interface ServerParts {
  readonly settings: Settings;
  readonly keys: KeyRing;
  readonly logger?: Logger;
  /** Another than the product's own; for tests side by side. */
  readonly taskQueue?: string;
  /** The folder of the built desk. */
  readonly desk?: string | null;
  /** Of every answer; for tests. */
  readonly inspection?: Inspection;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no new connections, finishes what is under way, and closes its own. */
  close(): Promise<void>;
}

/** @throws Error of one sentence when a part is missing. */
export async function startServer({
  settings,
  keys,
  logger = pino({ level: settings.logLevel }),
  taskQueue,
  desk = null,
  inspection,
}: ServerParts): Promise<RunningServer> {
  if (settings.databaseUrl === null)
    throw new Error('DATABASE_URL is needed, for instance postgres://motcua:secret@localhost:5432/motcua.');
  const db = openDatabase(settings.databaseUrl, {
    role: 'motcua_api',
    max: 20,
    onError: (error) => logger.warn({ err: error }, 'a connection to PostgreSQL broke'),
  });
  const temporal = openTemporal(settings, keys);
  const dev = settings.jwksUrl === null ? await devIdentity(settings) : null;
  const events = new EventFeed(db);
  const objects = objectStore(settings);
  const context: Context = {
    db,
    events,
    metrics: metricsOf(db),
    objects,
    files: fileDesk(objects, scannerOf(settings), settings.uploadMaxBytes),
    payments: providerOf(settings.payment),
    client: temporal.client,
    connection: temporal.connection,
    definitions: new DefinitionStore(db),
    identity: identityWith(settings, db, dev),
    keys,
    settings,
    linkKeys: linkKeysOf(keys),
    logger,
    now: Date.now,
    desk,
    taskQueue,
  };
  const server = createServer(createApp(context, inspection));
  // Answers are kept for as long as a client may reasonably come again.
  const forget = async (): Promise<void> => {
    await forgetAnswers(db, (Date.now() - ANSWERS_KEPT_MS) as Instant);
    await forgetSessions(db, Date.now() as Instant);
  };
  const forgetting = setInterval(() => {
    forget().catch((error: unknown) =>
      logger.warn({ err: error }, 'old answers and sessions were not forgotten'),
    );
  }, FORGET_EVERY_MS);
  forgetting.unref();
  const close = async (): Promise<void> => {
    clearInterval(forgetting);
    const drain = drained(server);
    await events.close();
    await drain;
    await temporal.close();
    await db.close();
  };
  try {
    await listening(server, settings.port);
  } catch (error) {
    await temporal.close();
    await db.close();
    throw error;
  }
  return { url: `http://localhost:${portOf(server)}`, close };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken: set PORT to another.`) : error);
    });
    server.listen(port, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function drained(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}

async function main(): Promise<void> {
  const settings = readSettings();
  const desk = fileURLToPath(new URL('dist/desk', import.meta.url));
  const server = await startServer({ settings, keys: readPayloadKeys(settings), desk });
  console.log(`API ready at ${server.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
