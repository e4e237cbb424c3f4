/**
 * `npm run bench:exports`: 1,000,000 rows as CSV and as a workbook, from a server of its own process to a client that
 * takes them as fast as they come, and to one that does not; and the reports over 1,000,000 cases. Writes its section of
 * RESULTS.md. Ends by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { saveUser } from '../db/agencies/queries.ts';
import { openDatabase } from '../db/core/client.ts';
import type { AgencyId } from '../domain/ids.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { freePort } from '../ops/install/free-port.ts';
import { actorWith } from '../test/support/sample-definitions.ts';
import { crowdUrl } from './crowd.ts';
import { machine, quantile, writeSection } from './results.ts';

const SIZE = Number(process.argv[2] ?? 1_000_000);
/** What the slow client takes: so many bytes, and then a rest. */
const SIP = 256 * 1024;
const REST_MS = 50;
const TIMES = 5;
const WATCH_MS = 250;
const PROVINCE = actorWith('tinh', 'province-office', 'office' as AgencyId);

const YEAR = `from=${daysAgo(365)}&to=${daysAgo(0)}`;
const MONTH = `from=${daysAgo(30)}&to=${daysAgo(0)}`;

const FILES = [
  ['cases of one procedure, CSV', '/v1/cases?procedure=p7&format=csv', false],
  ['cases, CSV', '/v1/cases?format=csv', false],
  ['cases, CSV, slow client', '/v1/cases?format=csv', true],
  ['cases, XLSX', '/v1/cases?format=xlsx', false],
  ['cases, XLSX, slow client', '/v1/cases?format=xlsx', true],
  ['missed deadlines, CSV', '/v1/sla/breaches?format=csv', false],
  ['missed deadlines, XLSX', '/v1/sla/breaches?format=xlsx', false],
  ['missed deadlines, XLSX, slow client', '/v1/sla/breaches?format=xlsx', true],
] as const;

const REPORTS = [
  ['punctuality of tasks by agency, a year', `/v1/sla/report?${YEAR}&by=agency&of=tasks`],
  ['of cases by procedure, a year', `/v1/sla/report?${YEAR}&by=procedure`],
  ['of tasks by step, a month', `/v1/sla/report?${MONTH}&by=step`],
  ['of cases by ward, a month', `/v1/sla/report?${MONTH}&by=ward`],
  ['of one agency, a year', `/v1/sla/report?${YEAR}&agency=w7`],
  ['an agency’s scorecard', '/v1/agencies/w7/scorecard'],
  ['Decision 766, a year', `/v1/reports/766?${YEAR}`],
  ['codes of the national portal, now', '/v1/reports/portal-status'],
  ['the same, 100 days ago', `/v1/reports/portal-status?at=${daysAgo(100)}`],
  ['missed deadlines, a page (these cases have no events to explain them by)', '/v1/sla/breaches?limit=50'],
] as const;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-exports-'));
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: { max_wal_size: '8GB', shared_buffers: '1GB' },
  });
  try {
    const url = await crowdUrl(postgres.url, SIZE);
    const owner = openDatabase(url, { role: null, max: 1 });
    const { user, province, roles } = PROVINCE;
    await saveUser(owner, { id: user, province, name: user, active: true, roles });
    await owner.close();
    const files: string[] = [];
    for (const [name, path, slow] of FILES) files.push(await download(folder, url, name, path, slow));
    const reports = await timed(folder, url);
    writeSection(
      [
        `## Files of ${SIZE.toLocaleString('en')} rows, and reports over as many cases`,
        '',
        `\`npm run bench:exports\` · ${machine()}, PostgreSQL 18, all on one machine · a server process for each file; memory is the resident set of that process, at rest before, the median of each half of the time in which the file went out, and the most · the slow client takes ${SIP / 1024} KiB and rests ${REST_MS} ms`,
        '',
        '| file | rows | MB | seconds | rows/s | memory at rest, MB | in the first half | in the second half | at most |',
        '|---|---|---|---|---|---|---|---|---|',
        ...files,
        '',
        `| report, over HTTP | ms, median of ${TIMES} |`,
        '|---|---|',
        ...reports,
        '',
      ].join('\n'),
    );
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowsOf = new Map<string, number>();

interface Server {
  readonly url: string;
  readonly token: string;
  readonly process: ChildProcess;
}

async function startServer(folder: string, databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      // Nothing here asks for it.
      TEMPORAL_ADDRESS: 'localhost:1',
      PAYLOAD_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      LOG_LEVEL: 'error',
    },
  });
  const url = `http://localhost:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(`${url}/dev/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: PROVINCE.user }),
      });
      const { token } = (await answer.json()) as { token: string };
      return { url, token, process: child };
    } catch (error) {
      if (tries > 150) throw error;
      await sleep(200);
    }
  }
}

async function stop({ process: child }: Server): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Peak and present resident set, in MB, as the kernel counts them. */
function memoryOf({ process: child }: Server): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const of = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024);
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

async function download(
  folder: string,
  databaseUrl: string,
  name: string,
  path: string,
  slow: boolean,
): Promise<string> {
  const server = await startServer(folder, databaseUrl);
  try {
    await sleep(1_000);
    const rest = memoryOf(server).now;
    const begun = performance.now();
    const sizes: number[] = [];
    const watching = setInterval(() => sizes.push(memoryOf(server).now), WATCH_MS);
    const { bytes, lines } = await taken(await opened(server, path), slow).finally(() =>
      clearInterval(watching),
    );
    const seconds = (performance.now() - begun) / 1000;
    const half = Math.ceil(sizes.length / 2);
    const [first, second] = [quantile(sizes.slice(0, half), 0.5), quantile(sizes.slice(half), 0.5)];
    const { peak } = memoryOf(server);
    // A workbook has the rows that the CSV of the same list had.
    const list = path.replace(/format=\w+/, '');
    const rows = path.includes('csv') ? lines - 1 : (rowsOf.get(list) ?? 0);
    rowsOf.set(list, rows);
    console.error(`${name}: ${seconds.toFixed(1)} s, ${peak} MB`);
    return `| ${name} | ${rows.toLocaleString('en')} | ${(bytes / 1e6).toFixed(0)} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds).toLocaleString('en')} | ${rest} | ${first} | ${second} | ${peak} |`;
  } finally {
    await stop(server);
  }
}

function opened({ url, token }: Server, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`${path} answered ${response.statusCode}`));
    }).on('error', reject);
  });
}

async function taken(response: IncomingMessage, slow: boolean): Promise<{ bytes: number; lines: number }> {
  const NEW_LINE = 10;
  let [bytes, lines, sip] = [0, 0, 0];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines += 1;
    sip += chunk.length;
    if (slow && sip >= SIP) {
      sip = 0;
      await sleep(REST_MS);
    }
  }
  if (!response.complete) throw new Error('the file broke off');
  return { bytes, lines };
}

async function timed(folder: string, databaseUrl: string): Promise<string[]> {
  const server = await startServer(folder, databaseUrl);
  const rows: string[] = [];
  try {
    for (const [name, path] of REPORTS) {
      const times: number[] = [];
      for (let n = 0; n < TIMES; n++) {
        const begun = performance.now();
        await taken(await opened(server, path), false);
        times.push(performance.now() - begun);
      }
      console.error(`${name}: ${quantile(times, 0.5).toFixed(0)} ms`);
      rows.push(`| ${name} | ${quantile(times, 0.5).toFixed(0)} |`);
    }
  } finally {
    await stop(server);
  }
  return rows;
}

function daysAgo(days: number): string {
  return encodeURIComponent(new Date(Date.now() - days * 86_400_000).toISOString());
}

await main();
