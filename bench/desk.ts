/**
 * `npm run bench:desk`: the inbox in Chromium with 100,000 cases behind it against 1,000, in turn: how long until it can be
 * used, how long from a key, a claim, a letter and another box to the paint, and how evenly a list of 10,000 rows scrolls. Writes its section of RESULTS.md.
 * Ends by itself.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readSettings } from '../config/settings.ts';
import { openDatabase } from '../db/core/client.ts';
import { migrateDatabase } from '../db/core/migrate.ts';
import { publishDefinitions } from '../ops/definitions/definitions.ts';
import { buildDesk, DESK_FOLDER } from '../ops/install/desk.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { freePort } from '../ops/install/free-port.ts';
import { PROJECT } from '../ops/install/node-part.ts';
import { type RunningServer, startServer } from '../server.ts';
import { fillInbox } from '../test/support/full-inbox.ts';
import { machine, quantile, spread, writeSection } from './results.ts';

const ROUNDS = 7;
const KEYS = 60;
const LETTERS = [...'nguyen thi'];
/** Until a search that was typed has been answered. */
const SETTLED_MS = 700;
const SCROLL_MS = 4_000;
/** Pixels a second: a hand that is in a hurry. */
const BY_HAND = 6_000;
/** What a display of 60 frames a second gives each. */
const FRAME_MS = 1_000 / 60;
const AGENCY = 'hue.thuan-hoa';
const SIZES = [
  { name: '1,000 cases, 100 in the inbox', mine: 100, elsewhere: 900 },
  { name: '100,000 cases, 10,000 in the inbox', mine: 10_000, elsewhere: 90_000 },
] as const;

interface Place {
  readonly server: RunningServer;
  readonly page: Page;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-desk-'));
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: {},
  });
  await buildDesk();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const places: Place[] = [];
    for (const size of SIZES) places.push(await placeOf(folder, postgres.url, browser, size));
    const cold = await inTurn('loading', places, coldLoad);
    const warm = await inTurn('loading again', places, warmLoad);
    const keys = await inTurn('keys', places, keyToPaint);
    const letters = await inTurn('letters', places, letterToPaint);
    const boxes = await inTurn('boxes', places, boxToRows);
    const [, full] = places;
    if (full === undefined) throw new Error('no place');
    await fetchAll(full.page);
    const byHand = await scroll(full.page, BY_HAND);
    const thrown = await scroll(full.page, null);
    // Last: who has claimed what is gone from the list until its refusal has come.
    const claims = await inTurn('claims', places, claimToPaint);
    const row = (what: string, times: readonly number[][]) => {
      const [few = [], many = []] = times;
      const ratio = many.map((ms, i) => ms / (few[i] ?? 1));
      return `| ${what} | ${spread(few, 0)} | ${spread(many, 0)} | ${spread(ratio, 2)} |`;
    };
    writeSection(
      [
        '## The inbox in a browser',
        '',
        `\`npm run bench:desk\` · ${machine()}, PostgreSQL 18, Chromium without a screen, server and browser on the same machine · ${ROUNDS} rounds in turn, median (smallest to largest)`,
        '',
        `| ms | ${SIZES[0].name} | ${SIZES[1].name} | ratio |`,
        '|---|---|---|---|',
        row('from the address to rows that take keys, nothing kept by the browser', cold),
        row('the same, scripts kept by the browser', warm),
        row(`from a key (j) to the paint, median of ${KEYS}`, keys.map(median)),
        row(
          'the same, 95 of 100 are below',
          keys.map((rounds) => rounds.map((times) => quantile(times, 0.95))),
        ),
        row(`from a letter in the search box to the paint, median of ${LETTERS.length}`, letters.map(median)),
        row('from a claim (c) to the row that says so, before the answer', claims),
        row('from another box to its rows, asked of the server', boxes),
        '',
        `| a list of ${SIZES[1].mine.toLocaleString('en')} rows scrolls for ${SCROLL_MS / 1_000} s | frames a second | frames over ${(FRAME_MS * 1.5).toFixed(0)} ms | the longest, ms | rows drawn at most |`,
        '|---|---|---|---|---|',
        `| ${BY_HAND.toLocaleString('en')} pixels a second, a hand in a hurry | ${seenAs(byHand)} |`,
        `| from its top to its end | ${seenAs(thrown)} |`,
        '',
      ].join('\n'),
    );
  } finally {
    await browser.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  // Temporal is away by intention, and its client would try for ever.
  process.exit(0);
}

async function placeOf(
  folder: string,
  postgresUrl: string,
  browser: Browser,
  { mine, elsewhere, name }: (typeof SIZES)[number],
): Promise<Place> {
  const url = new URL(postgresUrl);
  const first = openDatabase(postgresUrl, { role: null, max: 1 });
  await first.pool.query(`CREATE DATABASE desk_${mine}`);
  await first.close();
  url.pathname = `/desk_${mine}`;
  await migrateDatabase(url.href);
  await publishDefinitions(url.href, join(PROJECT, 'procedures'), true);
  console.error(`making ${name}`);
  const owner = openDatabase(url.href, { role: null, max: 1 });
  await owner.pool.query('SET statement_timeout = 0');
  await fillInbox(owner.pool, { agency: AGENCY, count: mine, elsewhere });
  await owner.close();
  const settings = readSettings({
    DATABASE_URL: url.href,
    TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}`,
    DATA_DIR: join(folder, `data-${mine}`),
  });
  const server = await startServer({
    settings: { ...settings, port: 0 },
    keys: [{ id: 'k1', key: randomBytes(32) }],
    logger: pino({ level: 'silent' }),
    desk: DESK_FOLDER,
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  // Seen by the page itself: Playwright looks again after half a second.
  await page.addInitScript(`(() => {
    const look = () => document.querySelector('tbody tr[data-index]')
      ? setTimeout(() => { window.rowsAt = performance.now(); }) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  })()`);
  await page.goto(`${server.url}/auth/sign-in?to=${encodeURIComponent('/inbox?box=free')}`);
  await page.locator('button[value="hue.hoa"]').click();
  await page.waitForURL(`${server.url}/inbox*`);
  return { server, page };
}

/** A round of each place after the other; by place, its rounds. */
async function inTurn<T>(
  what: string,
  places: readonly Place[],
  measure: (place: Place) => Promise<T>,
): Promise<T[][]> {
  console.error(`measuring ${what}`);
  const results: T[][] = places.map(() => []);
  for (const place of places) await measure(place);
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, place] of places.entries()) results[at]?.push(await measure(place));
  return results;
}

const median = (rounds: readonly (readonly number[])[]) => rounds.map((times) => quantile(times, 0.5));

async function coldLoad({ server, page }: Place): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
  return warmLoad({ server, page });
}

/** Until the frame with the first rows is drawn: the next key finds one. */
async function warmLoad({ server, page }: Place): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${server.url}/inbox?box=free`, { waitUntil: 'commit' });
  await page.locator('tbody tr[data-index]').first().waitFor();
  await page.waitForFunction('window.rowsAt !== undefined');
  return page.evaluate<number>('window.rowsAt');
}

/** Of each key: until the frame that shows what it changed is done. */
async function keyToPaint({ page }: Place): Promise<number[]> {
  await page.evaluate('window.scrollTo(0, 0)');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) times.push(await untilPainted(page, 'j'));
  return times;
}

async function untilPainted(page: Page, key: string): Promise<number> {
  await page.evaluate(`void (window.painted = new Promise((done) => {
    window.onkeydown = ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
  }))`);
  await page.keyboard.press(key);
  return page.evaluate<number>('window.painted');
}

/** Of each letter, typed before the search is asked for. */
async function letterToPaint({ page }: Place): Promise<number[]> {
  const times: number[] = [];
  await page.evaluate('window.scrollTo(0, 0)');
  await page.getByRole('textbox', { name: /Tìm theo mã/ }).focus();
  for (const letter of LETTERS) times.push(await untilPainted(page, letter));
  for (const _ of LETTERS) await page.keyboard.press('Backspace');
  await page.waitForTimeout(SETTLED_MS);
  await page.evaluate('document.activeElement.blur()');
  return times;
}

/** To the own tasks, of which there are none, and back to those that nobody holds, asked anew. */
async function boxToRows({ page }: Place): Promise<number> {
  const box = (name: string) => page.locator('label').filter({ hasText: name });
  await box('Của tôi').click();
  await page.getByText('Không có việc nào ở đây').waitFor();
  await page.evaluate(`void (window.rows = new Promise((done) => {
    document.addEventListener('click', ({ timeStamp }) => {
      const look = () => document.querySelector('tbody tr[data-index]')
        ? setTimeout(() => done(performance.now() - timeStamp)) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    }, { once: true, capture: true });
  }))`);
  await box('Cơ quan tôi').click();
  return page.evaluate<number>('window.rows');
}

/** Until the row says who has it; what Temporal says of it, which is away here, comes later and puts it back. */
async function claimToPaint({ page }: Place): Promise<number> {
  await page.locator('label').filter({ hasText: 'Chưa ai nhận' }).click();
  await page.locator('tbody tr[data-index] .claim').first().waitFor();
  await page.keyboard.press('j');
  await page.evaluate(`void (window.claimed = new Promise((done) => {
    const row = document.activeElement.closest('tr');
    window.onkeydown = ({ timeStamp }) => {
      const look = () => row.querySelector('.claim') === null
        ? setTimeout(() => done(performance.now() - timeStamp)) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    };
  }))`);
  await page.keyboard.press('c');
  return page.evaluate<number>('window.claimed');
}

/** Down to the end, until every row is known. */
async function fetchAll(page: Page): Promise<void> {
  const total = SIZES[1].mine;
  for (let known = 0; known < total - 1; ) {
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await page.waitForTimeout(60);
    const last = await page.evaluate<number>(
      `Math.max(...[...document.querySelectorAll('tbody tr[data-index]')].map((row) => Number(row.dataset.index)))`,
    );
    known = Math.max(known, last);
  }
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly drawn: number;
}

/** From the top. @param speed pixels a second; null: to the end in the time that there is */
async function scroll(page: Page, speed: number | null): Promise<Scrolled> {
  const { stamps, drawn } = await page.evaluate<{ stamps: number[]; drawn: number }>(`new Promise((done) => {
    window.scrollTo(0, 0);
    const stamps = [];
    let drawn = 0;
    const speed = ${speed ?? `(document.body.scrollHeight - innerHeight) * 1000 / ${SCROLL_MS}`};
    let begun = 0;
    const step = (now) => {
      begun ||= now;
      stamps.push(now);
      drawn = Math.max(drawn, document.querySelectorAll('tbody tr[data-index]').length);
      window.scrollTo(0, (speed * (now - begun)) / 1000);
      if (now - begun < ${SCROLL_MS}) requestAnimationFrame(step);
      else done({ stamps, drawn });
    };
    setTimeout(() => requestAnimationFrame(step), 500);
  })`);
  return { drawn, frames: stamps.slice(1).map((stamp, i) => stamp - (stamps[i] ?? 0)) };
}

function seenAs({ frames, drawn }: Scrolled): string {
  const late = frames.filter((ms) => ms > FRAME_MS * 1.5).length;
  return [
    (frames.length / (SCROLL_MS / 1_000)).toFixed(1),
    `${late} of ${frames.length}`,
    Math.max(...frames).toFixed(0),
    drawn,
  ].join(' | ');
}

await main();
