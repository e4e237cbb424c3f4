/** Composition root of the worker: runs the workflows, and the activities by which they reach the record. */
import { pathToFileURL } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { type Activities, createActivities } from './activities/index.ts';
import { pollDigestSchedules, pollEventFeeds, pollOutbox } from './activities/outbox/pollers.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { linkKeysOf } from './contracts/messages/signed-links.ts';
import { CASE_QUEUE } from './contracts/temporal/cases.ts';
import { outboxQueueOf } from './contracts/temporal/outbox.ts';
import type { FeedCall } from './contracts/temporal/webhooks.ts';
import { provincesPending } from './db/calendars/changes.ts';
import { openDatabase } from './db/core/client.ts';
import { sealSecrets } from './db/webhooks/queries.ts';
import { carrierOf } from './integrations/carrier/index.ts';
import { messageChannels } from './integrations/messages/index.ts';
import { objectStore } from './integrations/objects/index.ts';
import { providerOf } from './integrations/payments/index.ts';
import { pdfRenderer } from './integrations/pdf/index.ts';
import { watchExpiry } from './integrations/signing/expiry.ts';
import { pdfSigner } from './integrations/signing/index.ts';
import { webhookSender } from './integrations/webhooks/index.ts';
import { type Bundle, workflowBundle } from './temporal/bundle.ts';
import { announceCalendars } from './temporal/calendars.ts';
import { actOn, syncRecord } from './temporal/cases.ts';
import { scheduleCleaning } from './temporal/cleaning.ts';
import { connectionOptions, openTemporal } from './temporal/client.ts';
import type { KeyRing } from './temporal/codec.ts';
import { dataConverterWith } from './temporal/data-converter.ts';
import { beginDigests } from './temporal/digests.ts';
import { beginFeed } from './temporal/feeds.ts';
import { readPayloadKeys } from './temporal/keys.ts';
import { startOutboxJob } from './temporal/outbox.ts';
import { isStale, seal, unseal, webhookSecret } from './temporal/secrets.ts';

/** Local activities at once; each needs a connection to PostgreSQL for a moment. */
const RECORDING_AT_ONCE = 20;
/** Forms being drawn, letters being sent, carriers being asked. */
const OUTBOX_JOBS_AT_ONCE = 10;

export interface WorkerParts {
  readonly settings: Settings;
  readonly keys: KeyRing;
  readonly bundle: Bundle;
  readonly taskQueue?: string;
  readonly onDatabaseError?: (error: Error) => void;
  /** For tests: activities that fail in ways that ours should not. */
  readonly wrap?: (activities: Activities) => Activities;
  /** For tests: when a receiver of events is called again, and when given up. */
  readonly feedPatience?: FeedCall['patience'];
  /** For tests: fewer cases kept in memory, and so more replayed. */
  readonly maxCachedWorkflows?: number;
}

export interface RunningWorker {
  /** Ends when the worker has stopped; rejects when it failed. */
  readonly done: Promise<void>;
  /** Takes no more work, finishes what it has, and closes its connections. */
  stop(): Promise<void>;
}

/** @throws Error of one sentence when a part is missing. */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const { settings, keys, bundle } = parts;
  if (settings.databaseUrl === null)
    throw new Error('DATABASE_URL is needed, for instance postgres://motcua:secret@localhost:5432/motcua.');
  const signer = await pdfSigner(settings);
  const db = openDatabase(settings.databaseUrl, {
    role: 'motcua_worker',
    max: RECORDING_AT_ONCE,
    ...(parts.onDatabaseError === undefined ? {} : { onError: parts.onDatabaseError }),
  });
  const connection = await NativeConnection.connect(connectionOptions(settings)).catch(
    async (cause: unknown) => {
      await db.close();
      throw new Error(`Temporal cannot be reached at ${connectionOptions(settings).address}.`, { cause });
    },
  );
  const temporal = openTemporal(settings, keys);
  const renderer = pdfRenderer();
  const channels = messageChannels(settings);
  const activities = (parts.wrap ?? ((made) => made))(
    createActivities({
      db,
      syncCase: (caseId) => syncRecord(temporal.client, caseId),
      giveOrder: (caseId, order) => actOn(temporal.client, caseId, order),
      webhooks: {
        sender: webhookSender(settings.webhookTargets),
        unseal: (sealed, province, name) => unseal(keys, sealed, webhookSecret(province, name)),
      },
      carrier: carrierOf(settings.carrier),
      payments: providerOf(settings.payment),
      objects: objectStore(settings),
      readLogDays: settings.readLogDays,
      requestedDocumentDays: settings.requestedDocumentDays,
      webhookLogDays: settings.webhookLogDays,
      render: renderer.render,
      publicUrl: settings.publicUrl,
      channels,
      linkKeys: linkKeysOf(keys),
      signer,
    }),
  );
  const common: Omit<WorkerOptions, 'taskQueue'> = {
    connection,
    namespace: settings.temporalNamespace,
    workflowBundle: { codePath: bundle.codePath },
    activities,
    dataConverter: dataConverterWith(keys),
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
    ...(parts.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: parts.maxCachedWorkflows }),
    ...versioningOf(settings, bundle),
  };
  const cases = await Worker.create({
    ...common,
    taskQueue: parts.taskQueue ?? CASE_QUEUE,
    maxConcurrentLocalActivityExecutions: RECORDING_AT_ONCE,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 20, initial: 5 },
  });
  const jobs = await Worker.create({
    ...common,
    taskQueue: outboxQueueOf(parts.taskQueue),
    maxConcurrentActivityTaskExecutions: OUTBOX_JOBS_AT_ONCE,
  });
  const workers = [cases, jobs];
  // A change of calendars that nobody got to announce.
  void provincesPending(db.pool)
    .then((provinces) =>
      Promise.all(provinces.map((each) => announceCalendars(temporal.client, each, parts.taskQueue))),
    )
    .catch(() => undefined);
  void scheduleCleaning(temporal.client, parts.taskQueue).catch(() => undefined);
  const poller = pollOutbox(db, ({ notBefore, ...job }) =>
    startOutboxJob(temporal.client, job, notBefore === null ? 0 : notBefore - Date.now(), parts.taskQueue),
  );
  const digestSchedules =
    settings.smtpUrl === null
      ? null
      : pollDigestSchedules(db, (province) => beginDigests(temporal.client, province, parts.taskQueue));
  const feeds = pollEventFeeds(db, (feed) =>
    beginFeed(
      temporal.client,
      parts.feedPatience === undefined ? feed : { ...feed, patience: parts.feedPatience },
      parts.taskQueue,
    ),
  );
  // Secrets under a key that has been replaced since.
  void sealSecrets(
    db.pool,
    (sealed) => isStale(keys, sealed),
    (sealed, province, name) => {
      const about = webhookSecret(province, name);
      return seal(keys, unseal(keys, sealed, about), about);
    },
  ).catch(() => undefined);
  const stopWatching = watchExpiry(signer?.seals ?? [], (sentence) => console.warn(sentence));
  const stopAll = () => {
    for (const each of workers) if (each.getState() === 'RUNNING') each.shutdown();
  };
  // One that fails takes the other along, so that whoever watches over this process starts it anew.
  const running = workers.map((each) => each.run().finally(stopAll));
  const done = Promise.allSettled(running)
    .then(() => Promise.all(running))
    .then(() => undefined)
    .finally(async () => {
      stopWatching();
      await renderer.close();
      await poller.stop();
      await feeds.stop();
      await digestSchedules?.stop();
      for (const channel of Object.values(channels)) channel?.close();
      await connection.close();
      await temporal.close();
      await db.close();
    });
  // Whoever waits for `done` hears of a failure; nobody waiting must not end the process.
  done.catch(() => undefined);
  return {
    done,
    stop: () => {
      stopAll();
      return done;
    },
  };
}

/**
 * With WORKER_DEPLOYMENT set, this build is a version of that deployment, and running cases move on to it when operators
 * make it current (ADR 3). Without, any worker takes any case.
 */
function versioningOf(settings: Settings, bundle: Bundle): Partial<WorkerOptions> {
  if (settings.workerDeployment === null) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: {
        deploymentName: settings.workerDeployment,
        buildId: settings.workerBuildId ?? bundle.buildId,
      },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

async function main(): Promise<void> {
  // The host's zone must not reach the workflows' sandbox.
  process.env.TZ = 'UTC';
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
  const settings = readSettings();
  const bundle = await workflowBundle();
  const worker = await startWorker({ settings, keys: readPayloadKeys(settings), bundle });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void worker.stop());
  console.log(`worker ready (build ${bundle.buildId})`);
  await worker.done;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
