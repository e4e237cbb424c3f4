/** Records the histories that are missing: `npx tsx test/histories/record.ts`. Those that are there it leaves alone. */
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import { readSettings } from '../../config/settings.ts';
import { deliveryWorkflowId } from '../../contracts/temporal/outbox.ts';
import {
  type CaseInput,
  SEARCH_ATTRIBUTES,
  STATE,
  type StateAnswer,
  workflowIdOf,
} from '../../contracts/temporal/cases.ts';
import { sha256 } from '../../db/core/digest.ts';
import { openDatabase } from '../../db/core/client.ts';
import { migrateDatabase } from '../../db/core/migrate.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import {
  type Actor,
  type Command,
  type CommandName,
  type Definition,
  ENGINE,
  type Order,
} from '../../domain/cases/state/commands.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import type { Term } from '../../domain/procedures/language/types.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { PlainDay } from '../../domain/time/instant.ts';
import { startEmbeddedPostgres } from '../../ops/install/embedded-postgres.ts';
import { SHARED_ROOM } from '../../ops/install/shared-room.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { announceCalendars } from '../../temporal/calendars.ts';
import { type Answer, actOn, fileCase, moveCase, TemporalUnavailable } from '../../temporal/cases.ts';
import { findTemporalCli } from '../../ops/install/cli.ts';
import { openTemporal } from '../../temporal/client.ts';
import { startDevServer } from '../../ops/install/dev-server.ts';
import { startWorker } from '../../worker.ts';
import { startCarrier } from '../support/carrier.ts';
import {
  AGENCIES,
  CALENDARS,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  content,
} from '../support/sample-definitions.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { openPost, SHIPMENTS } from './shipments.ts';
import { addHistory, addShipmentHistory, published, shipmentNames, storedNames } from './stored.ts';
import { nextStep, richestFiling, type Step } from './way.ts';

const QUEUE = 'histories';
const say = (line: string) => console.error(line);
const newId = () => randomUUID().replaceAll('-', '') as CaseId;

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

const PERMIT = definitionOf(PERMIT_YAML);
const PERMIT_2 = definitionOf(
  PERMIT_YAML.replace('version: 1', 'version: 2')
    .replaceAll('id: examine', 'id: appraise')
    .replaceAll('to: examine', 'to: appraise'),
);
const MINUTE: Term = { amount: 1, unit: 'working-minutes' };
/** Minutes instead of days: what comes due by itself does so while it is recorded. */
const HASTY = definitionOf(PERMIT_YAML.replace('9.000001', '9.000002'), {
  sla: { ...PERMIT.procedure.sla, calendar: 'always', total: MINUTE },
  supplement: { ...PERMIT.procedure.supplement, term: MINUTE },
  closing: { after: MINUTE },
  steps: PERMIT.procedure.steps.map((step) => (step.parallel === null ? { ...step, due: MINUTE } : step)),
  escalations: PERMIT.procedure.escalations.map((escalationLevel) =>
    'after' in escalationLevel.at ? { ...escalationLevel, at: { after: MINUTE } } : escalationLevel,
  ),
});
/** All that an escalation can do, within two minutes. */
const LADDER = definitionOf(PERMIT_YAML.replace('9.000001', '9.000004'), {
  sla: { ...HASTY.procedure.sla, response: MINUTE },
  steps: HASTY.procedure.steps.map((step) =>
    step.parallel === null ? { ...step, assign: 'least-loaded' as const } : step,
  ),
  escalations: [
    { at: { percent: 50 }, do: [{ do: 'prioritise', urgency: 'urgent' }] },
    { at: { percent: 100 }, do: [{ do: 'breach' }, { do: 'webhook', name: 'nobody' }] },
    { at: { after: MINUTE }, on: ['task'], do: [{ do: 'follow-up', who: 'agency-head', due: MINUTE }, { do: 'raise' }] },
  ],
});
/** From six in the morning. */
const EARLY: BusinessCalendar = {
  ...CALENDARS.office,
  id: 'early',
  hours: CALENDARS.office.hours.map((rule) => ({ ...rule, week: { 1: [[360, 720]], 3: [[360, 720]], 5: [[360, 720]] } })),
};
/** Cases whose record cannot be reached. */
const cutOff = new Set<string>();
/** Longer than a case tries at once. */
const OUTAGE_MS = 6_500;

/** Known once it is started. */
const server = { databaseUrl: '' };

class Recorder {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  get client(): Client {
    return this.#client;
  }

  async file(
    definition: Definition,
    { actor, command }: Step,
    input: Partial<CaseInput> = {},
  ): Promise<CaseId> {
    if (command.type !== 'submit') throw new RangeError('a case begins with its filing');
    const { caseId, province } = command.filing;
    const start: CaseInput = { caseId, province, definition, carried: null, ...input };
    const order = orderBy(actor, command);
    must(command, await insist(() => fileCase(this.#client, start, order, QUEUE)));
    return caseId;
  }

  async act(caseId: CaseId, { actor, command }: Step): Promise<void> {
    const order = orderBy(actor, command);
    must(command, await insist(() => actOn(this.#client, caseId, order)));
  }

  async move(caseId: CaseId, to: Definition, mapping: Readonly<Record<string, string>>): Promise<void> {
    const command = { type: 'move-procedure', to: to.ref, mapping, reason: content('why') } as const;
    must(command, await moveCase(this.#client, caseId, orderBy(PEOPLE.administrator, command), to));
  }

  async state(caseId: CaseId, runId?: string): Promise<StateAnswer & { state: CaseState }> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(caseId), runId);
    const { state, headHash } = await handle.query<StateAnswer>(STATE);
    if (state === null) throw new Error('nothing was filed');
    return { state, headHash };
  }

  async drive(
    caseId: CaseId,
    definition: Definition,
    to: CaseStatus = 'closed',
    done = new Set<CommandName>(),
  ): Promise<void> {
    for (;;) {
      const { state } = await this.state(caseId);
      if (state.status === to) return;
      await this.act(caseId, nextStep(state, definition, done));
    }
  }

  /** Waits for what the case does by itself. */
  async comes(caseId: CaseId, isThere: (state: CaseState) => boolean): Promise<void> {
    while (!isThere((await this.state(caseId)).state)) await pause(2_000);
  }

  /** Of every run of the case, the earliest first. */
  async save(name: string, caseId: CaseId): Promise<void> {
    const workflowId = workflowIdOf(caseId);
    await this.#client.workflow.getHandle(workflowId).result();
    const runs: ((as: string) => void)[] = [];
    for (let runId = (await this.#client.workflow.getHandle(workflowId).describe()).runId; runId !== ''; ) {
      const history = await this.#client.workflow.getHandle(workflowId, runId).fetchHistory();
      const { state, headHash } = await this.state(caseId, runId);
      runs.unshift((as) => addHistory(as, history, state, headHash));
      runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
    }
    for (const [n, save] of runs.entries()) save(runs.length === 1 ? name : `${name}.run${n + 1}`);
    say(`recorded ${name}`);
  }
}

/** With a fingerprint like those of the API. */
function orderBy(actor: Actor, command: Command): Order {
  return orderOf(actor, command, { fingerprint: sha256(JSON.stringify(command)) });
}

/** The same order again, as its caller would give it, until there is an answer: a busy machine, or a record that is away, is no refusal. */
async function insist(order: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await order();
    } catch (error) {
      if (!(error instanceof TemporalUnavailable)) throw error;
    }
  }
}

function must(command: Command, answer: Answer): void {
  if (!answer.ok) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
}

/** Files the sample permit and accepts it. */
async function permit(to: Recorder, definition = PERMIT, input: Partial<CaseInput> = {}): Promise<CaseId> {
  const command = filingOf(definition, { caseId: newId() });
  const caseId = await to.file(definition, { actor: PEOPLE.receptionist, command }, input);
  await to.act(caseId, { actor: PEOPLE.receptionist, command: { type: 'accept' } });
  return caseId;
}

async function raised(to: Recorder): Promise<CaseId> {
  const offices = { [AGENCIES.owner]: { parent: OTHER_WARD, area: 'ward' } };
  const command = filingOf(LADDER, { caseId: newId(), calendars: versionsOf(LADDER), offices });
  const caseId = await to.file(LADDER, { actor: PEOPLE.receptionist, command });
  await to.act(caseId, { actor: PEOPLE.receptionist, command: { type: 'accept' } });
  await to.comes(caseId, ({ tasks }) => tasks.some(({ agency }) => agency === OTHER_WARD));
  await to.act(caseId, {
    actor: PEOPLE.receptionist,
    command: { type: 'withdraw', reason: content('enough') },
  });
  return caseId;
}

/** To an office with hours of its own, after a pause, and back; beside it the clock of the case, whose owner that is. */
async function transferred(to: Recorder): Promise<CaseId> {
  const definition = { ...PERMIT, calendars: { ...PERMIT.calendars, early: EARLY } };
  const offices = { [AGENCIES.owner]: { area: 'ward' }, [OTHER_WARD]: { area: 'other-ward', calendar: 'early' } };
  const command = filingOf(definition, { caseId: newId(), calendars: versionsOf(definition), offices });
  const caseId = await to.file(definition, { actor: PEOPLE.receptionist, command });
  await to.act(caseId, { actor: PEOPLE.receptionist, command: { type: 'accept' } });
  await to.act(caseId, { actor: PEOPLE.head, command: { type: 'suspend', reason: content('storm') } });
  await to.act(caseId, { actor: PEOPLE.head, command: { type: 'resume' } });
  const taskId = 'examine.1' as TaskId;
  const transfer = { type: 'transfer', taskId, reason: content('not ours') } as const;
  await to.act(caseId, { actor: PEOPLE.specialist, command: { ...transfer, agency: OTHER_WARD } });
  await to.act(caseId, { actor: PEOPLE.otherWard, command: { ...transfer, agency: AGENCIES.owner } });
  await to.drive(caseId, definition);
  return caseId;
}

/** It counts every open case of the province anew; those of the others run by what nobody published. */
const LAST = 'sample-calendar-changed';

/** What no published procedure brings about by itself, told by the sample permit. */
const SPECIAL: Readonly<Record<string, (to: Recorder) => Promise<CaseId>>> = {
  'sample-continued-as-new': async (to) => {
    const caseId = await permit(to, PERMIT, { ordersPerRun: 6 });
    await to.drive(caseId, PERMIT);
    return caseId;
  },
  'sample-moved-to-version-2': async (to) => {
    const caseId = await permit(to);
    await to.move(caseId, PERMIT_2, { examine: 'appraise' });
    await to.drive(caseId, PERMIT_2);
    return caseId;
  },
  'sample-too-late': async (to) => {
    const caseId = await permit(to, HASTY);
    await to.comes(caseId, ({ tasks }) => tasks[0]?.role === 'agency-head');
    await to.drive(caseId, HASTY, 'delivered', new Set<CommandName>(['suspend', 'dispute']));
    return caseId;
  },
  'sample-unanswered': async (to) => {
    const caseId = await permit(to, HASTY);
    const taskId = 'examine.1' as TaskId;
    const command = { type: 'request-supplement', taskId, missing: ['title'], reason: content('why') } as const;
    await to.act(caseId, { actor: PEOPLE.specialist, command });
    await to.comes(caseId, ({ status }) => status !== 'supplement');
    await to.drive(caseId, HASTY);
    return caseId;
  },
  [LAST]: async (to) => {
    const definition = await publishedSample(PERMIT_YAML.replace('9.000001', '9.000003'));
    const calendars = versionsOf(definition);
    const command = filingOf(definition, { caseId: newId(), calendars });
    const caseId = await to.file(definition, { actor: PEOPLE.receptionist, command });
    await to.act(caseId, { actor: PEOPLE.receptionist, command: { type: 'accept' } });
    await closeADay(to, definition);
    await to.comes(caseId, (state) => state.calendars?.office === 2);
    await to.drive(caseId, definition);
    return caseId;
  },
  'sample-raised': raised,
  'sample-raised-e2': raised,
  'sample-transferred-e2': transferred,
  'sample-record-unavailable': async (to) => {
    const caseId = await permit(to);
    cutOff.add(caseId);
    setTimeout(() => cutOff.delete(caseId), OUTAGE_MS);
    await to.act(caseId, {
      actor: PEOPLE.specialist,
      command: { type: 'note', content: content('patience') },
    });
    await to.drive(caseId, PERMIT);
    return caseId;
  },
};

/** A sample as it is published: cases that take events over from their record ask for it. */
async function publishedSample(yaml: string): Promise<Definition> {
  const { province } = PEOPLE.receptionist;
  const sample = definitionOf(yaml);
  const owner = openDatabase(server.databaseUrl, { role: null, max: 1 });
  try {
    for (const calendar of Object.values(sample.calendars))
      await publishCalendar(owner, province, calendar, ENGINE);
    const { fresh: _, ...ref } = await publishProcedure(owner, province, sample.procedure, ENGINE);
    return { ...sample, ref };
  } finally {
    await owner.close();
  }
}

/** One more day closed, and the open cases brought up to date. */
async function closeADay(to: Recorder, { calendars }: Definition): Promise<void> {
  const { province } = PEOPLE.receptionist;
  const { office } = calendars;
  if (office === undefined) throw new Error('the sample has an office');
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10) as PlainDay;
  const closure = { day, kind: 'off', hours: null, name: { vi: 'Bão', en: 'Storm' }, decision: 'QĐ' } as const;
  const owner = openDatabase(server.databaseUrl, { role: null, max: 1 });
  try {
    const changed = { ...office, version: office.version + 1, exceptions: [closure] };
    await publishCalendar(owner, province, changed, ENGINE, { decision: 'QĐ 1' });
  } finally {
    await owner.close();
  }
  await announceCalendars(to.client, province, QUEUE);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function main(): Promise<void> {
  const stored = storedNames();
  const isMissing = (name: string) => !stored.some((each) => each === name || each.startsWith(`${name}.run`));
  const procedures = published().filter(({ name }) => isMissing(name));
  const special = Object.entries(SPECIAL).filter(([name]) => isMissing(name));
  const shipments = Object.entries(SHIPMENTS).filter(([name]) => !shipmentNames().includes(name));
  if (procedures.length + special.length + shipments.length === 0) return say('nothing is missing');

  const folder = mkdtempSync(join(tmpdir(), 'motcua-histories-'));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const postgres = await startEmbeddedPostgres({
      dir: join(folder, 'postgres'),
      password: randomUUID(),
      logFile: join(folder, 'postgres.log'),
    });
    const data = realpathSync(join(folder, 'postgres'));
    closing.unshift(async () => {
      await postgres.stop();
      // Where root may not keep it in the folder itself.
      rmSync(data.startsWith(SHARED_ROOM) ? dirname(data) : data, { recursive: true, force: true });
    });
    const binary = await findTemporalCli({
      path: readSettings().temporalCliPath,
      cacheDir: cacheFolder(),
      environment: environmentWith(),
      say,
    });
    server.databaseUrl = postgres.url;
    const temporalServer = await startDevServer({
      binary,
      dbFile: null,
      namespace: 'default',
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
      logFile: join(folder, 'temporal.log'),
    });
    closing.unshift(() => temporalServer.stop());
    await migrateDatabase(postgres.url);
    const post = await startCarrier();
    closing.unshift(() => post.close());
    const settings = {
      ...readSettings({ DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: temporalServer.address }),
      carrier: post.settings,
    };
    const worker = await startWorker({
      settings,
      keys: TEST_KEYS,
      bundle: await workflowBundle(say),
      taskQueue: QUEUE,
      wrap: (made) => ({
        ...made,
        recordTransition: (transition) =>
          cutOff.has(transition.caseId)
            ? Promise.reject(new Error('the record is away'))
            : made.recordTransition(transition),
      }),
    });
    closing.unshift(() => worker.stop());
    const temporal = openTemporal(settings, TEST_KEYS);
    closing.unshift(() => temporal.close());

    const recorder = new Recorder(temporal.client);
    const oneByOne = async () => {
      for (const procedure of procedures) {
        const { definition, name } = procedure;
        const caseId = await recorder.file(definition, richestFiling(procedure, newId()));
        await recorder.drive(caseId, definition);
        await recorder.save(name, caseId);
      }
    };
    const live = async ([name, lived]: (typeof special)[number]) => recorder.save(name, await lived(recorder));
    const patiently = special.filter(([name]) => name !== LAST).map(live);
    const byPost = async () => {
      if (shipments.length === 0) return;
      const owner = openDatabase(postgres.url, { role: null, max: 2 });
      closing.unshift(() => owner.close());
      await openPost({ owner });
      const { receptionist: actor } = PEOPLE;
      const definition = await publishedSample(PERMIT_YAML.replace('9.000001', '9.000005'));
      for (const [name, live] of shipments) {
        const shipment = await live({
          owner,
          post,
          decided: async () => {
            const caseId = await permit(recorder, definition);
            await recorder.drive(caseId, definition, 'decided');
            await recorder.act(caseId, { actor, command: { type: 'choose-delivery', way: 'post' } });
            return caseId;
          },
          send: (caseId, address) => recorder.act(caseId, { actor, command: { type: 'send', address } }),
          recall: (caseId, shipment) =>
            recorder.act(caseId, { actor, command: { type: 'recall', shipment } }),
        });
        const handle = temporal.client.workflow.getHandle(deliveryWorkflowId(shipment));
        await handle.result();
        addShipmentHistory(name, await handle.fetchHistory());
        say(`recorded a shipment ${name}`);
      }
    };
    const all = [oneByOne(), byPost(), ...patiently];
    // Said at once: others may take minutes yet.
    for (const each of all) each.catch((error: unknown) => say(`failed: ${error}`));
    const done = await Promise.allSettled(all);
    for (const each of done) if (each.status === 'rejected') throw each.reason;
    await Promise.all(special.filter(([name]) => name === LAST).map(live));
  } finally {
    for (const close of closing) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
