/** A whole installation on one machine: its parts brought up in order, kept up, and taken down. */
import { environmentWith } from '../../config/environment.ts';
import type { Settings } from '../../config/settings.ts';
import { migrateDatabase } from '../../db/core/migrate.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { makePayloadKeys } from '../../temporal/keys.ts';
import { ensureCertificates } from '../commands/certificates.ts';
import { DemoClient } from '../demo/client.ts';
import { fileOpenCases, sendTheWholeWay } from '../demo/demo.ts';
import {
  type DataFolder,
  endLeftovers,
  lockDataFolder,
  noteRunning,
  noteStopped,
  openDataFolder,
  prepareDataFolder,
  resetDataFolder,
} from './data-folder.ts';
import { buildDesk } from './desk.ts';
import { startGuard } from './guard.ts';
import { nodePart } from './node-part.ts';
import type { Progress } from './progress.ts';
import { prepareData } from './start-data.ts';
import { type Surroundings, surroundingsFor } from './start-outside.ts';
import { introduce } from './start-report.ts';
import { claimPort, planPostgres, planTemporal, reachTemporal, workerAsks } from './start-servers.ts';
import { type Part, type Supervised, supervise } from './supervise.ts';

/** An API or a worker that is not there after this long will not come. */
const READY_MS = 90_000;
/** A worker lets its activities and updates end; an API its requests. */
const WORKER_STOP_MS = 20_000;
const SERVER_STOP_MS = 10_000;

export class Installation {
  readonly #settings: Settings;
  readonly #progress: Progress;
  readonly #guard = startGuard();
  readonly #pids = new Map<string, number>();
  readonly #parts: Supervised[] = [];
  #release: (() => Promise<void>) | null = null;
  #folder: DataFolder | null = null;
  #noted: { databaseUrl: string; temporalAddress: string; url: string } | null = null;
  #goingDown = false;

  constructor(settings: Settings, progress: Progress) {
    this.#settings = settings;
    this.#progress = progress;
  }

  async bringUp(reset: boolean): Promise<void> {
    const settings = this.#settings;
    const { say } = this.#progress;
    const step: Progress['step'] = (...step) => {
      if (this.#goingDown) throw new Error('it is being stopped');
      return this.#progress.step(...step);
    };
    const folder = await openDataFolder(settings.dataDir);
    const lock = await lockDataFolder(folder);
    this.#release = () => lock.release();
    this.#folder = folder;
    say(`Motcua, with its data in ${folder.path}`);
    for (const name of await endLeftovers(folder))
      say(`  ${name} of an earlier run was still there and has been ended.`);
    await claimPort(settings.port);
    if (reset) {
      await resetDataFolder(folder);
      say('  Everything that earlier starts made there is gone.');
      if (settings.databaseUrl !== null)
        say('  DATABASE_URL names a server of yours: its data are as they were.');
    }
    const secrets = await prepareDataFolder(folder);
    if (settings.payloadKeys === null) makePayloadKeys(folder.path);
    const onSpawn = (pid: number, signal: NodeJS.Signals): void => this.#guard.watch(pid, signal);

    const postgres = await step('PostgreSQL', async () => {
      const plan = await planPostgres(settings, folder, secrets, onSpawn);
      if (plan.part) await this.#run(plan.part);
      return plan;
    });
    const temporal = await step('Temporal', async (tell) => {
      const plan = await planTemporal(settings, folder, onSpawn, tell);
      if (plan.part) await this.#run(plan.part);
      else await reachTemporal(settings);
      return plan;
    });
    const url = `http://localhost:${settings.port}`;
    this.#noted = { databaseUrl: postgres.address, temporalAddress: temporal.address, url };
    await this.#note();

    await step('Workflow bundle', (tell) => workflowBundle(tell));
    await step('Desk', (tell) => buildDesk(tell));
    await step('Database schema', () => migrateDatabase(postgres.address));
    await prepareData(settings, postgres.address, { say, step });
    const seals = await this.#seals(folder, step);

    const outside = await this.#outside(folder, url, onSpawn, step);

    const reached: Settings = {
      ...settings,
      databaseUrl: postgres.address,
      temporalAddress: temporal.address,
    };
    const environment = environmentWith({
      TZ: 'UTC',
      PORT: String(settings.port),
      DATA_DIR: folder.path,
      DATABASE_URL: postgres.address,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: settings.temporalNamespace,
      ...(seals === null ? {} : { SIGNING_SEALS: seals }),
      ...outside.environment,
    });
    const common = {
      environment,
      readyWithinMs: READY_MS,
      onSpawn: (pid: number) => onSpawn(pid, 'SIGTERM'),
    };
    await step('Worker', () =>
      this.#run(
        nodePart({
          ...common,
          name: 'The worker',
          script: 'worker.ts',
          logFile: `${folder.logs}/worker.log`,
          isReady: (pid) => workerAsks(reached, pid),
          stopWithinMs: WORKER_STOP_MS,
        }),
      ),
    );
    await step('API', () =>
      this.#run(
        nodePart({
          ...common,
          name: 'The API',
          script: 'server.ts',
          port: settings.port,
          logFile: `${folder.logs}/server.log`,
          isReady: () => answers(`http://127.0.0.1:${settings.port}/readyz`),
          stopWithinMs: SERVER_STOP_MS,
        }),
      ),
    );
    if (settings.demo && settings.jwksUrl === null)
      await this.#fileDemonstration(url, outside.carrier, step, say);
    say(await introduce({ url, temporalUi: temporal.uiUrl, folder: folder.path, outside: outside.pages }));
  }

  /** A demonstration has a carrier, a bank and a mailbox, where the settings name none; in earnest nothing is simulated. */
  async #outside(
    folder: DataFolder,
    url: string,
    onSpawn: (pid: number, signal: NodeJS.Signals) => void,
    step: Progress['step'],
  ): Promise<Surroundings> {
    const surroundings = await surroundingsFor(this.#settings, folder, url);
    const { args, ready } = surroundings;
    if (args === null) return surroundings;
    await step('Post, bank, mail (simulated)', () =>
      this.#run(
        nodePart({
          name: 'The simulated world outside',
          script: 'ops/install/outside.ts',
          args,
          environment: environmentWith({ TZ: 'UTC' }),
          logFile: `${folder.logs}/outside.log`,
          onSpawn: (pid) => onSpawn(pid, 'SIGTERM'),
          isReady: () => answers(ready),
          readyWithinMs: READY_MS,
          stopWithinMs: SERVER_STOP_MS,
        }),
      ),
    );
    return surroundings;
  }

  /** A demonstration signs its documents too; in earnest nothing is signed with keys that nobody chose. */
  async #seals(folder: DataFolder, step: Progress['step']): Promise<string | null> {
    const { demo, signingKey, signingSeals } = this.#settings;
    if (!demo || signingKey !== null || signingSeals !== null) return null;
    const { seals } = await step(
      'Test certificates',
      () => ensureCertificates(folder.path),
      ({ fresh }) => (fresh ? 'made, without legal effect' : 'there before'),
    );
    return seals;
  }

  /** What the demonstration lacks keeps nobody from working: it is told, and a later start goes on with it. */
  async #fileDemonstration(
    url: string,
    carrier: string | null,
    step: Progress['step'],
    say: Progress['say'],
  ): Promise<void> {
    try {
      await step(
        'Demonstration cases',
        (tell) =>
          fileOpenCases(url, (done, total, label) => tell(`${done} of ${total} open cases: ${label}`)),
        (fresh) => (fresh === 0 ? 'there before' : `${fresh} open cases filed`),
      );
      if (carrier === null) return;
      await step(
        'A dossier the whole way',
        (tell) =>
          sendTheWholeWay(new DemoClient(url), {
            carrier,
            onStep: (done, total, what) => tell(`${done} of ${total}: ${what}`),
          }),
        ({ code, hasMoved }) => (hasMoved ? `${code} is with the post` : 'there before'),
      );
    } catch (error) {
      if (this.#goingDown) throw error;
      const reported = error instanceof Error ? error.message : String(error);
      say(`    The demonstration's open cases are not all there: ${reported}`);
    }
  }

  /** Ends everything, the last started first; what does not end is forced. */
  async takeDown(): Promise<void> {
    if (this.#goingDown) return;
    this.#goingDown = true;
    for (const part of this.#parts.reverse()) await part.stop();
    // What was spawned and is not a part yet is the guard's to end.
    await this.#guard.close();
    if (this.#folder && this.#release) await noteStopped(this.#folder);
    await this.#release?.();
  }

  /** For whoever cannot wait: PostgreSQL and Temporal come up again from their files. */
  kill(): void {
    this.#goingDown = true;
    for (const pid of this.#pids.values()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }

  async #run(part: Part): Promise<void> {
    const supervised = await supervise(part, {
      up: (name, pid) => {
        this.#pids.set(name, pid);
        void this.#note();
      },
      down: (name, pid) => {
        this.#pids.delete(name);
        this.#guard.forget(pid);
        if (!this.#goingDown) void this.#note();
      },
      say: (sentence) => this.#progress.say(sentence),
    });
    this.#parts.push(supervised);
    if (this.#goingDown) await supervised.stop();
  }

  async #note(): Promise<void> {
    if (this.#folder && this.#noted) await noteRunning(this.#folder, this.#noted, this.#pids);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
