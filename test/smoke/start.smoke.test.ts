/** As whoever runs the tests, in a clone in their home that nobody else can enter. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../ops/install/free-port.ts';
import { SHARED_ROOM } from '../../ops/install/shared-room.ts';
import { itemsOf, Office } from '../support/office.ts';
import {
  type Clone,
  databaseFolder,
  environmentOf,
  forgetDatabase,
  launch,
  makeClone,
  pause,
  processesOf,
  type Started,
  startThere,
} from './product.ts';

/** On a machine with an empty cache, a first start builds the Temporal CLI. */
const FIRST_START_MS = 10 * 60_000;
const START_MS = 3 * 60_000;
const STOP_MS = 60_000;
/** An hour of the post takes a second; it is tried twice at the door. */
const JOURNEY_MS = 2 * 60_000;
/** Cases on their way beside each other. */
const AT_ONCE = 4;
const READY = 'Motcua is ready';

/** As `mkdtemp` makes it: of mode 0700. */
const folder = mkdtempSync(join(homedir(), '.motcua-smoke-'));
let clone: Clone;
let database: string;
let running: Started | null = null;
const cases: { id: string; status: string; version: number }[] = [];
let total = 0;

beforeAll(async () => {
  const path = join(folder, 'clone');
  makeClone(path, null);
  clone = { path, data: join(folder, 'data'), port: await freePort(), account: null, environment: {} };
  running = await startThere(clone, READY, FIRST_START_MS);
  database = databaseFolder(clone);
});

afterAll(async () => {
  if (running) await running.end('SIGINT');
  forgetDatabase(clone);
  rmSync(folder, { recursive: true, force: true });
});

test('root’s database lies where the account of PostgreSQL reaches it, anybody else’s in DATA_DIR', () => {
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(database.startsWith(process.getuid?.() === 0 ? SHARED_ROOM : clone.data)).toBe(true);
});

test.for(['dossier', 'complaint'] as const)(
  'a %s goes from its filing to its end over HTTP alone',
  async (kind) => {
    const office = await openOffice();
    const procedure = (await office.procedures()).find((each) => each.kind === kind);
    if (!procedure) throw new Error(`no ${kind} procedure is published`);
    const filed = await office.file(procedure);
    const ended = await office.driveToEnd(filed.id);
    expect(ended.status).toBe('closed');
    expect(ended.ending).not.toBeNull();
    const history = itemsOf(await office.get(office.having('auditor').id, `/v1/cases/${filed.id}/history`));
    expect(history.length).toBeGreaterThan(3);
    cases.push({ id: ended.id, status: ended.status, version: ended.version });
  },
);

test('every published procedure leads to an end, and the record is what was written and what the workflows know', async () => {
  const office = await openOffice();
  const left = [...(await office.procedures())];
  const clerk = async (): Promise<void> => {
    for (let procedure = left.shift(); procedure !== undefined; procedure = left.shift()) {
      const { id } = await office.file(procedure);
      expect(await office.driveToEnd(id), procedure.code).toMatchObject({ status: 'closed' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, clerk));
  expect(await operate('audit:verify')).toContain('The record is what was written.');
  expect(await operate('reconcile', '--', '--check')).toContain(
    'The record equals what the workflows know, and every document is there.',
  );
});

test('a dossier goes the whole way before the eyes of whoever started it: paid, posted, delivered, and the mailbox shows it', async () => {
  // It has been on its way while all of the above went on.
  const said = running?.said() ?? '';
  const [, code = ''] =
    /A dossier the whole way[^\n]* ([A-Z0-9.]+-\d{6}-\d{4,}) is with the post/.exec(said) ?? [];
  expect(code, said).not.toBe('');
  const office = await openOffice();
  const auditor = office.having('auditor').id;
  const statusOf = async () =>
    ((await office.get(auditor, `/v1/cases/${code}`)) as { status: string }).status;
  await expect.poll(statusOf, { timeout: JOURNEY_MS, interval: 500 }).toBe('delivered');
  const [, mailbox = ''] = /Mailbox \(trial\) +(http:\S+)/.exec(said) ?? [];
  expect(mailbox).not.toBe('');
  await expect
    .poll(async () => (await fetch(mailbox)).text(), { timeout: JOURNEY_MS, interval: 500 })
    .toContain(`Hồ sơ ${code}: kết quả đã được trao`);
});

test('Ctrl-C stops everything and leaves no process behind', async () => {
  total = await countCases(await openOffice());
  expect(await running?.end('SIGINT')).toContain('Stopped; the data are kept.');
  running = null;
  expect(processesOf(`${folder}/`, database)).toEqual([]);
});

test('a second start keeps the data and adds nothing', async () => {
  running = await startThere(clone, READY, START_MS);
  await expectCasesKept();
});

test('a start on a taken port says so in one sentence', async () => {
  const second = launch({ ...clone, data: join(folder, 'other') });
  expect(await second.exited).toBe(1);
  expect(second.said()).toContain(`Port ${clone.port} is taken by another program`);
  expect(processesOf(`${join(folder, 'other')}/`)).toEqual([]);
});

test('a start that is killed outright leaves no process behind, and the next one recovers', async () => {
  await running?.end('SIGKILL');
  running = null;
  const deadline = Date.now() + STOP_MS;
  while (processesOf(`${folder}/`, database).length > 0 && Date.now() < deadline) await pause(200);
  expect(processesOf(`${folder}/`, database)).toEqual([]);
  running = await startThere(clone, READY, START_MS);
  await expectCasesKept();
});

async function expectCasesKept(): Promise<void> {
  const office = await openOffice();
  const auditor = office.having('auditor').id;
  for (const { id, status, version } of cases) {
    expect(await office.get(auditor, `/v1/cases/${id}`)).toMatchObject({ id, status, version });
  }
  expect(await countCases(office)).toBe(total);
}

async function countCases(office: Office): Promise<number> {
  const auditor = office.having('auditor').id;
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await office.get(auditor, `/v1/cases?limit=200${after}`)) as { next: string | null };
    count += itemsOf(page).length;
    cursor = page.next;
  }
  return count;
}

async function openOffice(): Promise<Office> {
  const office = new Office(`http://localhost:${clone.port}`);
  await office.open();
  return office;
}

/** A command for operators, beside the running installation; our own connections to it are minded meanwhile. */
async function operate(...script: string[]): Promise<string> {
  const env = environmentOf(clone);
  const child = spawn('npm', ['run', ...script], { cwd: clone.path, env });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return said + complained;
}
