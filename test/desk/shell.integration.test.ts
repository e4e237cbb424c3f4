/** What every page has about it: who one is, what happens meanwhile, the palette, the words' size; and the pages for strangers. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK_FOLDER } from '../../ops/install/desk.ts';
import { type Desk, PHONE, type Seat, startDesk } from '../support/desk.ts';

const OFFLINE = /Mất kết nối/;
const COUNTER = 'hue.thuan-hoa.mot-cua';
let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function call(user: string, path: string, body: unknown): Promise<{ id: string; code: string }> {
  const ask = (where: string, what: unknown, headers = {}) =>
    fetch(`${desk.url}${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
      body: JSON.stringify(what),
    });
  const { token } = (await (await ask('/dev/token', { user })).json()) as { token: string };
  const answer = await ask(path, body, { authorization: `Bearer ${token}` });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<{ id: string; code: string }>;
}

/** A dossier that waits for a specialist. */
async function accepted(name: string): Promise<string> {
  const { id, code } = await call('hue.lan', '/v1/dossiers', {
    procedure: '1.004873',
    channel: 'counter',
    owner: 'hue.thuan-hoa',
    applicant: { name, phone: '0905123456' },
    form: { purpose: 'property', livedElsewhere: false },
    documents: [
      {
        rule: 'application',
        name: 'to-khai.pdf',
        mediaType: 'application/pdf',
        size: 48213,
        sha256: '9f'.repeat(32),
      },
    ],
  });
  await call('hue.lan', `/v1/cases/${id}/actions/pay`, { amount: 15000, receipt: 'BL-0042' });
  await call('hue.lan', `/v1/cases/${id}/actions/accept`, {});
  return code;
}

const menu = ({ page }: Seat, name: string) => page.locator('header').getByRole('button', { name }).click();
const sees = ({ page }: Seat, code: string) => page.getByText(code).first().waitFor();

const endSessions = (user: string) =>
  desk.engine.owner.pool.query(`DELETE FROM sessions WHERE sess ->> 'user' = $1`, [user]);

/** What the server hears of the record by: without it, it ends the streams of all pages. */
const breakStreams = () =>
  desk.engine.owner.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN motcua_events%' AND datname = current_database()`,
  );

describe('whoever signs out', () => {
  test('is gone, and the next one at this computer chooses who they are', async () => {
    const lan = await desk.as('hue.lan', '/counter');
    const { page } = lan;
    await menu(lan, 'Trần Thị Ngọc Lan');
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(`${desk.url}/sign-in`);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.locator('button[value="hue.hoa"]').click();
    await page.waitForURL(`${desk.url}/inbox*`);
    await page.locator('header').getByRole('button', { name: 'Nguyễn Thị Mai Hoa' }).waitFor();
    // Also while the first one was still there.
    await page.goto(`${desk.url}/auth/sign-in?to=/inbox`);
    await page.locator('button[value="hue.dung"]').click();
    await page.locator('header').getByRole('button', { name: 'Hoàng Trọng Dũng' }).waitFor();
    await lan.close();
  });

  test('by the end of the session, is told so over what is open, and led back to it', async () => {
    const hoa = await desk.as('hue.hoa', '/cases');
    const { page } = hoa;
    // Nobody is told that a session ended of which the page never knew.
    await page.locator('header').getByRole('button', { name: 'Nguyễn Thị Mai Hoa' }).waitFor();
    await endSessions('hue.hoa');
    // The page may only be about to open its stream: it is broken until the page has noticed.
    await expect
      .poll(async () => {
        await breakStreams();
        return page.getByText('Phiên làm việc đã hết').count();
      })
      .toBe(1);
    expect(await hoa.faults()).toEqual([]);
    await page.locator('.mantine-Notification-root').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.locator('button[value="hue.hoa"]').click();
    await page.waitForURL(`${desk.url}/cases`);
    await hoa.close();
  });
});

describe('the page', () => {
  test('hears of what happens by itself, and comes back when it could not', async () => {
    const hoa = await desk.as('hue.hoa', '/inbox?box=free');
    const { page } = hoa;
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText(OFFLINE).count()).toBe(0);
    await sees(hoa, await accepted('Nguyễn Thị Mai Hương'));
    // The line breaks, and for a while nobody takes a new one.
    const events = '**/v1/events';
    await page.route(events, (route) => route.fulfill({ status: 503, body: '' }));
    await breakStreams();
    await page.getByText(OFFLINE).waitFor();
    expect(await hoa.faults()).toEqual([]);
    const missed = await accepted('Lê Văn Bình');
    await page.unroute(events);
    await page.getByText(OFFLINE).waitFor({ state: 'detached' });
    await sees(hoa, missed);
    await sees(hoa, await accepted('Phạm Thị Cúc'));
    await hoa.close();
  });

  test('knows whose it is while the server gives nothing that makes sense', async () => {
    const hoa = await desk.as('hue.hoa', '/inbox');
    const { page } = hoa;
    const rooms = page.getByRole('navigation', { name: 'Danh mục' });
    await rooms.getByRole('link', { name: 'Việc cần làm' }).waitFor();
    await page.route('**/auth/session', (route) =>
      route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }),
    );
    await page.reload();
    await rooms.getByRole('link', { name: 'Việc cần làm' }).waitFor();
    await hoa.close();
  });

  test('is named in the tab, in the language chosen at once; is dark, and large, when somebody wants it so', async () => {
    const hoa = await desk.as('hue.hoa', '/inbox');
    const { page } = hoa;
    const title = (wanted: string) => expect.poll(() => page.title()).toBe(wanted);
    await title('Việc cần làm · Một cửa');
    await page.locator('header').getByRole('button', { name: 'EN, English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await title('Inbox · Motcua');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await page.getByRole('link', { name: 'Cases' }).click();
    await title('Cases · Motcua');
    await menu(hoa, 'Nguyễn Thị Mai Hoa');
    await page.locator('svg[aria-label="Dark"]').click();
    await page.getByText('Largest', { exact: true }).click();
    await expect
      .poll(() => page.evaluate('document.documentElement.dataset.mantineColorScheme'))
      .toBe('dark');
    expect(await hoa.faults()).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('22.4px');
    expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
    // Nothing of it is pushed off a telephone: least of all what makes the words smaller again.
    await page.setViewportSize(PHONE);
    const right = async () => {
      const account = await page.locator('header').getByRole('button').last().boundingBox();
      return (account?.x ?? PHONE.width) + (account?.width ?? 0);
    };
    await expect.poll(right).toBeLessThanOrEqual(PHONE.width);
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollWidth'))
      .toBeLessThanOrEqual(PHONE.width);
    await hoa.close();
  });
});

describe('the palette', () => {
  test('goes to rooms, finds cases by a name that stands in no address, and does as it is told', async () => {
    const code = await accepted('Đặng Thị Ngọc Bích');
    const hoa = await desk.as('hue.hoa', '/inbox');
    const { page } = hoa;
    await page.getByRole('heading', { level: 1 }).waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.keyboard.press('Control+k');
    const text = page.getByRole('textbox', { name: 'Tìm hoặc ra lệnh' });
    await text.fill('dang thi ngoc');
    await page
      .getByText(/^Đang tìm…$|H57/)
      .first()
      .waitFor();
    await page.getByRole('dialog').getByText(code).waitFor();
    expect(await hoa.faults()).toEqual([]);
    await hoa.picture('palette');
    await text.fill('khong ai ten the nay');
    await page.getByText('Không tìm thấy gì').waitFor();
    await text.fill('english');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search or run a command' }).fill('cases');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.url}/cases`);
    // The list keeps words to itself as well; a code may be sent to a colleague.
    const find = page.getByRole('textbox', { name: /^(Search by code|Tìm theo mã)/ });
    await find.fill('ngoc bich');
    await page.getByRole('link', { name: code }).waitFor();
    expect(page.url()).toBe(`${desk.url}/cases`);
    await page.reload();
    await page.getByRole('link', { name: code }).waitFor();
    await hoa.picture('cases');
    await find.fill(code);
    await page.waitForURL(`${desk.url}/cases?text=${code}`);
    expect(requests.filter((url) => /ngoc|bich/i.test(url))).toEqual([]);
    await hoa.close();
  });
});

describe('a stranger', () => {
  test.each([
    ['/sign-in', 'sign-in-vi'],
    ['/sign-in?refused=failed', 'sign-in-refused-vi'],
    ['/no-such-page', 'no-such-page-vi'],
    ['/published', null],
    ['/track', 'track-vi'],
    ['/track?lang=en', 'track-en'],
    [`/queue/${COUNTER}`, 'queue-vi'],
    ['/auth/sign-in', 'sign-in-choose-vi'],
  ])('meets a page that everybody can read, on a telephone too: %s', async (path, picture) => {
    const page = await desk.stranger('/sign-in');
    // The waiting room's screen comes anew by itself; it has to stand still to be looked at.
    await page.route('**/queue/**', async (route) => {
      const response = await route.fetch();
      const { refresh: _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.goto(`${desk.url}${path}`);
    for (const size of [PHONE, { width: 1280, height: 860 }]) {
      await page.setViewportSize(size);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await desk.faults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
      if (picture !== null) await desk.picture(page, size === PHONE ? `${picture}-phone` : picture);
    }
    expect(await page.title()).not.toBe('');
    await page.context().close();
  });

  test('whose session ends as the page opens is asked to sign in', async () => {
    const hoa = await desk.as('hue.hoa', '/cases');
    const { page } = hoa;
    await page.route('**/v1/me', async (route) => {
      await endSessions('hue.hoa');
      await route.continue();
    });
    await page.reload();
    await page.locator('header').getByRole('button', { name: 'Đăng nhập' }).waitFor();
    await hoa.close();
  });

  test('without a script is shown the way to what needs none', async () => {
    const page = await desk.stranger('/', { javaScript: false });
    await page.getByRole('link', { name: 'tra cứu bằng mã hồ sơ' }).click();
    await page.getByRole('button', { name: 'Tra cứu' }).waitFor();
    await page.context().close();
  });

  test('whose sign-in came to nothing reads so in words', async () => {
    const page = await desk.stranger('/auth/callback?error=access_denied&state=gone');
    await page.getByText('Chưa đăng nhập được').waitFor();
    await page.context().close();
  });
});

test('whatever the desk is made of has its style: the frame and the inbox with the first page, rooms with theirs', () => {
  const assets = join(DESK_FOLDER, 'assets');
  const of = (names: readonly string[]) =>
    names.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  const named = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
  const files = readdirSync(assets);
  const first = (name: string) => /^(basis|index)-/.test(name);
  const all = named(readFileSync(createRequire(import.meta.url).resolve('@mantine/core/styles.css'), 'utf8'));
  const missing = (scripts: readonly string[], styles: readonly string[]) => {
    const known = named(of(styles));
    return [...named(of(scripts))].filter((name) => all.has(name) && !known.has(name));
  };
  const scripts = files.filter((name) => name.endsWith('.js'));
  const styles = files.filter((name) => name.endsWith('.css'));
  expect(named(of(styles)).size).toBeGreaterThan(100);
  expect(missing(scripts, styles)).toEqual([]);
  expect(missing(scripts.filter(first), styles.filter(first))).toEqual([]);
});
