import { temporal } from '@temporalio/proto';
import type { Settings } from '../../config/settings.ts';
import { SEARCH_ATTRIBUTES } from '../../contracts/temporal/cases.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Engine, startEngine } from './engine.ts';
import { startTimeSkippingServer } from './time-skipping-server.ts';

/** An engine whose Temporal runs ahead when it is told to, and by the wall clock in between. */
export interface TimeSkippingEngine extends Engine {
  /** The server's time, from which the cases read theirs. */
  now(): Promise<Instant>;
  /** Lets time pass up to that instant, with all that comes due on the way; nothing if it has passed. */
  waitUntil(at: Instant): Promise<void>;
  /**
   * The same while the worker is stopped and a case's first timer comes due on the way, at `first`. Nothing else may wait
   * for the worker.
   */
  waitUnattendedUntil(first: Instant, at: Instant): Promise<void>;
}

const SECOND = 1_000;

export async function startTimeSkippingEngine(settings: Partial<Settings> = {}): Promise<TimeSkippingEngine> {
  const environment = await startTimeSkippingServer();
  const { connection, address } = environment;
  const { testService } = connection;
  if (testService === undefined) throw new Error('this server does not skip time');
  const keyword = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.values(SEARCH_ATTRIBUTES).map((name) => [name, keyword])),
  });
  // Without a cache: the test server never gives a task for a stopped worker's cached case to another worker.
  const engine = await startEngine({ temporalAddress: address, maxCachedWorkflows: 0, settings });
  const closeEngine = engine.close;
  const now = async () => (await environment.currentTimeMs()) as Instant;
  const waitUntil = async (at: Instant) => {
    const ahead = at - (await now());
    if (ahead > 0) await environment.sleep(ahead);
  };
  return Object.assign(engine, {
    now,
    waitUntil,
    waitUnattendedUntil: async (first: Instant, at: Instant) => {
      // From then on the task that nobody takes up holds the time still, like a lock of its own.
      await waitUntil((first + SECOND) as Instant);
      await testService.unlockTimeSkipping({});
      await waitUntil(at);
      await testService.lockTimeSkipping({});
    },
    close: async () => {
      await closeEngine();
      await environment.teardown();
    },
  });
}
