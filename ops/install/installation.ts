/** A whole installation on one machine: its parts brought up in order, kept up, and taken down. */
import { type Environment, environmentWith } from '../../config/environment.ts';
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
  type Secrets,
} from './data-folder.ts';
import { buildDesk } from './desk.ts';
import { freePort } from './free-port.ts';
import { startGuard } from './guard.ts';
import { nodePart } from './node-part.ts';
import type { Progress } from './progress.ts';
import { sourcesOf, watchSources } from './sources.ts';
import { prepareData } from './start-data.ts';
import { type Surroundings, surroundingsFor } from './start-outside.ts';
import { introduce } from './start-report.ts';
import {
  claimPort,
  planPostgres,
  planTemporal,
  reachTemporal,
  type ServerPlan,
  workerAsks,
} from './start-servers.ts';
import { type Part, type Supervised, supervise } from './supervise.ts';
import { type DeskServer, serveDesk } from './vite-desk.ts';

/** An API or a worker that is not there after this long will not come. */
const READY_MS = 90_000;
/** A worker lets its activities and updates end; an API its requests. */
const WORKER_STOP_MS = 20_000;
const SERVER_STOP_MS = 10_000;

export interface InstallationOptions {
  /** For developers: the desk is served by Vite from its sources, and worker and API start anew when theirs change. */
  readonly watch: boolean;
}

type OnSpawn = (pid: number, signal: NodeJS.Signals) => void;

export class Installation {
  readonly #settings: Settings;
  readonly #progress: Progress;
  readonly #watch: boolean;
  readonly #guard = startGuard();
  readonly #pids = new Map<string, number>();
  readonly #parts: Pick<Supervised, 'stop'>[] = [];
  #release: (() => Promise<void>) | null = null;
  #folder: DataFolder | null = null;
  #noted: { databaseUrl: string; temporalAddress: string; url: string } | null = null;
  #goingDown = false;

  constructor(settings: Settings, progress: Progress, { watch }: InstallationOptions) {
    this.#settings = settings;
    this.#progress = progress;
    this.#watch = watch;
  }

  async bringUp(reset: boolean): Promise<void> {
    const settings = this.#settings;
    const { say } = this.#progress;
    const folder = await this.#open(reset);
    const secrets = await prepareDataFolder(folder);
    if (settings.payloadKeys === null) makePayloadKeys(folder.path);
    const url = `http://localhost:${settings.port}`;

    // Its program may have to be built, which takes minutes: whatever needs no Temporal is done meanwhile.
    const startingTemporal = this.#temporal(folder);
    startingTemporal.catch(() => undefined);
    const preparing = this.#prepare(folder, secrets, url);
    const [temporal, { postgres, seals, outside }] = await Promise.all([startingTemporal, preparing]);
    this.#noted = { databaseUrl: postgres.address, temporalAddress: temporal.address, url };
    await this.#note();

    const apiPort = this.#watch ? await freePort() : settings.port;
    const environment = environmentWith({
      TZ: 'UTC',
      PORT: String(apiPort),
      DATA_DIR: folder.path,
      DATABASE_URL: postgres.address,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: settings.temporalNamespace,
      PUBLIC_URL: settings.publicUrl,
      ...(seals === null ? {} : { SIGNING_SEALS: seals }),
      ...outside.environment,
    });
    const { worker, api } = await this.#programs(folder, environment, temporal.address, apiPort);
    if (this.#watch) {
      const desk = await this.#step('Desk (Vite)', () => serveDesk(settings.port, apiPort));
      this.#parts.push({ stop: () => desk.close() });
      this.#restartOnChange(desk, { worker, api });
    }
    if (settings.demo && settings.jwksUrl === null) await this.#fileDemonstration(url, outside.carrier);
    say(await introduce({ url, temporalUi: temporal.uiUrl, folder: folder.path, outside: outside.pages }));
    if (this.#watch)
      say('The desk changes as you save; worker and API start anew when their sources change.');
  }

  /** The folder, and the port, for this start alone. */
  async #open(reset: boolean): Promise<DataFolder> {
    const { dataDir, port, databaseUrl } = this.#settings;
    const { say } = this.#progress;
    const folder = await openDataFolder(dataDir);
    const lock = await lockDataFolder(folder);
    this.#release = () => lock.release();
    this.#folder = folder;
    say(`Motcua, with its data in ${folder.path}`);
    for (const name of await endLeftovers(folder))
      say(`  ${name} of an earlier run was still there and has been ended.`);
    await claimPort(port);
    if (reset) {
      await resetDataFolder(folder);
      say('  Everything that earlier starts made there is gone.');
      if (databaseUrl !== null) say('  DATABASE_URL names a server of yours: its data are as they were.');
    }
    return folder;
  }

  readonly #step: Progress['step'] = (...step) => {
    if (this.#goingDown) throw new Error('it is being stopped');
    return this.#progress.step(...step);
  };

  readonly #onSpawn: OnSpawn = (pid, signal) => this.#guard.watch(pid, signal);

  #temporal(folder: DataFolder): Promise<ServerPlan> {
    return this.#step('Temporal', async (report) => {
      const plan = await planTemporal(this.#settings, folder, this.#onSpawn, report);
      if (plan.part) await this.#run(plan.part);
      else await reachTemporal(this.#settings);
      return plan;
    });
  }

  /** Everything that needs no Temporal. */
  async #prepare(folder: DataFolder, secrets: Secrets, url: string) {
    const settings = this.#settings;
    const postgres = await this.#step('PostgreSQL', async () => {
      const plan = await planPostgres(settings, folder, secrets, this.#onSpawn);
      if (plan.part) await this.#run(plan.part);
      return plan;
    });
    await this.#step('Workflow bundle', (report) => workflowBundle(report));
    if (!this.#watch) await this.#step('Desk', (report) => buildDesk(report));
    await this.#step('Database schema', () => migrateDatabase(postgres.address));
    await prepareData(settings, postgres.address, { say: this.#progress.say, step: this.#step });
    const seals = await this.#seals(folder);
    const outside = await this.#outside(folder, url);
    return { postgres, seals, outside };
  }

  async #programs(folder: DataFolder, environment: Environment, temporalAddress: string, apiPort: number) {
    const common = {
      environment,
      readyWithinMs: READY_MS,
      onSpawn: (pid: number) => this.#onSpawn(pid, 'SIGTERM'),
    };
    const reached: Settings = { ...this.#settings, temporalAddress };
    const worker = await this.#step('Worker', () =>
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
    const api = await this.#step('API', () =>
      this.#run(
        nodePart({
          ...common,
          name: 'The API',
          script: 'server.ts',
          port: apiPort,
          logFile: `${folder.logs}/server.log`,
          isReady: () => answers(`http://127.0.0.1:${apiPort}/readyz`),
          stopWithinMs: SERVER_STOP_MS,
        }),
      ),
    );
    return { worker, api };
  }

  #restartOnChange({ watcher }: DeskServer, { worker, api }: Record<'worker' | 'api', Supervised>): void {
    watchSources(watcher, (file) => {
      const concerned = sourcesOf(file);
      if (concerned.length === 0) return;
      this.#progress.say(
        `${file} has changed: ${concerned.join(' and ')} start${concerned.length === 1 ? 's' : ''} anew.`,
      );
      if (concerned.includes('worker')) worker.restart();
      if (concerned.includes('API')) api.restart();
    });
  }

  /** A demonstration has a carrier, a bank and a mailbox, where the settings name none; in earnest nothing is simulated. */
  async #outside(folder: DataFolder, url: string): Promise<Surroundings> {
    const surroundings = await surroundingsFor(this.#settings, folder, url);
    const { args, ready } = surroundings;
    if (args === null) return surroundings;
    await this.#step('Post, bank, mail (simulated)', () =>
      this.#run(
        nodePart({
          name: 'The simulated world outside',
          script: 'ops/install/outside.ts',
          args,
          environment: environmentWith({ TZ: 'UTC' }),
          logFile: `${folder.logs}/outside.log`,
          onSpawn: (pid) => this.#onSpawn(pid, 'SIGTERM'),
          isReady: () => answers(ready),
          readyWithinMs: READY_MS,
          stopWithinMs: SERVER_STOP_MS,
        }),
      ),
    );
    return surroundings;
  }

  /** A demonstration signs its documents too; in earnest nothing is signed with keys that nobody chose. */
  async #seals(folder: DataFolder): Promise<string | null> {
    const { demo, signingKey, signingSeals } = this.#settings;
    if (!demo || signingKey !== null || signingSeals !== null) return null;
    const { seals } = await this.#step(
      'Test certificates',
      () => ensureCertificates(folder.path),
      ({ fresh }) => (fresh ? 'made, without legal effect' : 'there before'),
    );
    return seals;
  }

  /** What the demonstration lacks keeps nobody from working: it is told, and a later start goes on with it. */
  async #fileDemonstration(url: string, carrier: string | null): Promise<void> {
    try {
      await this.#step(
        'Demonstration cases',
        (report) =>
          fileOpenCases(url, (done, total, label) => report(`${done} of ${total} open cases: ${label}`)),
        (fresh) => (fresh === 0 ? 'there before' : `${fresh} open cases filed`),
      );
      if (carrier === null) return;
      await this.#step(
        'A dossier the whole way',
        (report) =>
          sendTheWholeWay(new DemoClient(url), {
            carrier,
            onStep: (done, total, what) => report(`${done} of ${total}: ${what}`),
          }),
        ({ code, hasMoved }) => (hasMoved ? `${code} is with the post` : 'there before'),
      );
    } catch (error) {
      if (this.#goingDown) throw error;
      const why = error instanceof Error ? error.message : String(error);
      this.#progress.say(`    The demonstration's open cases are not all there: ${why}`);
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

  async #run(part: Part): Promise<Supervised> {
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
    return supervised;
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
