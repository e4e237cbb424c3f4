/** An auditor's day: what happened, whether it is what was written, how it was then, and who looked. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importHistory } from '../../ops/demo/history.ts';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';

let desk: Desk;
/** A case that missed a deadline, and one of which somebody wrote an event anew. */
let late: { id: string; code: string };
let forged: { id: string; code: string };

beforeAll(async () => {
  desk = await startDesk();
  await importHistory(desk.engine.settings.databaseUrl ?? '');
  const { pool } = desk.engine.owner;
  const { rows } = await pool.query<{ id: string; code: string }>(
    `SELECT DISTINCT c.id, c.code FROM cases c JOIN clocks k ON k.case_id = c.id
     WHERE c.province = 'hue' AND c.kind = 'dossier' AND k.stopped_at > k.due_at AND k.task_id IS NOT NULL ORDER BY c.id LIMIT 2`,
  );
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error('the history has late dossiers');
  late = first;
  forged = second;
  await pool.query(
    `ALTER TABLE events DISABLE TRIGGER USER;
     UPDATE events SET body = jsonb_set(body, '{by}', '"hue.khac"'), by = 'hue.khac' WHERE case_id = '${forged.id}' AND seq = 2;
     ALTER TABLE events ENABLE TRIGGER USER`,
  );
}, 300_000);
afterAll(() => desk.close());

const rowsOf = ({ page }: Seat) => page.getByRole('table').first().locator('tbody tr');
const tab = ({ page }: Seat, name: string) => page.getByRole('tab', { name, exact: true });

/** The list as a file. */
async function taken({ page }: Seat, button: string, kind: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('the search over all histories is narrowed by the address, and goes out as a file', async () => {
  const seat = await desk.as('hue.thanh-tra', '/audit');
  const { page } = seat;
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra: nhật ký mọi hồ sơ' }).waitFor();
  await expect.poll(() => rowsOf(seat).count()).toBe(50);
  await page.getByRole('button', { name: 'Xem thêm' }).click();
  await expect.poll(() => rowsOf(seat).count()).toBe(100);
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit', page.getByRole('table').first());
  await page.setViewportSize({ width: 360, height: 740 });
  const what = page.getByRole('cell', { name: /^(Kết thúc|Đã|Hoàn thành|Giao)/ }).first();
  const place = await what.boundingBox();
  expect((place?.x ?? 0) + (place?.width ?? 999)).toBeLessThanOrEqual(360);
  expect(await seat.faults()).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('combobox', { name: 'Loại sự việc' }).click();
  await page.getByRole('option', { name: 'Quá hạn, nhắc việc, thẻ' }).click();
  await expect.poll(() => page.url()).toContain('group=lateness');
  const finder = page.getByLabel(/Mã hồ sơ, từ trong hồ sơ/);
  // Words may name people: they stand in no address, neither of the page nor of what it asks for.
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await finder.fill('Nguyễn Thị Không Có');
  await page.getByText('Không tìm thấy gì').waitFor();
  expect(addresses.some((address) => address.includes('/v1/history/search'))).toBe(true);
  expect([...addresses, page.url()].filter((address) => /text=|Nguy|Kh%C3%B4ng/.test(address))).toEqual([]);
  await finder.fill(late.code);
  await expect
    .poll(async () => new Set(await page.getByRole('row').getByRole('link').allInnerTexts()))
    .toEqual(new Set([late.code]));
  const { name, text } = await taken(seat, 'Tải về', 'Bảng CSV');
  expect(name).toBe('history.csv');
  expect(text).toContain(late.code);
  await page.getByText('Đã tải về history.csv.').waitFor();
  await seat.close();
});

test('a case bears its seal, and one that was changed does not', async () => {
  const seat = await desk.as('hue.thanh-tra', `/cases/${late.code}`);
  const { page } = seat;
  await page.getByRole('main').getByRole('link', { name: 'Kiểm tra', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Kiểm tra hồ sơ ${late.code}` }).waitFor();
  await page.getByText('Nguyên vẹn: mọi thứ đúng như khi ghi').waitFor();
  const { rows } = await desk.engine.owner.pool.query('SELECT head_hash FROM cases WHERE id = $1', [late.id]);
  await page.getByText(rows[0].head_hash).waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit-case');
  await page.goto(`${desk.url}/audit/cases/${forged.code}`);
  await page.getByText('Không còn nguyên vẹn').waitFor();
  await page.getByText('Chuỗi mã băm bị đứt: sự kiện đã bị sửa, ở sự kiện số 2').waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit-broken');
  await seat.close();
});

test('a case is seen as it was, compared with later, and its lateness explained', async () => {
  const seat = await desk.as('hue.thanh-tra', `/audit/cases/${late.code}`);
  const { page } = seat;
  // Long histories come in pages, here of five events: the last one is the last of all.
  await page.route(/\/history\?/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '5');
    return route.continue({ url: url.href });
  });
  const { rows } = await desk.engine.owner.pool.query(
    'SELECT max(seq)::int AS last FROM events WHERE case_id = $1',
    [late.id],
  );
  expect(rows[0].last).toBeGreaterThan(5);
  await tab(seat, 'Tại một thời điểm').click();
  const moment = page.getByRole('combobox', { name: /ngay sau sự kiện/ });
  await expect.poll(() => moment.inputValue()).toMatch(new RegExp(`^Số ${rows[0].last}: `));
  await moment.click();
  await page.getByRole('option', { name: /^Số 1: / }).click();
  await page.getByText('Mới đăng ký').waitFor();
  await page.getByText('Chưa có việc nào.').waitFor();
  expect(await seat.faults()).toEqual([]);
  await tab(seat, 'So sánh').click();
  // From its filing to its end: what it was, and what became of it.
  await page.getByRole('row', { name: /^Tình trạng đã nộp đã kết thúc$/ }).waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit-difference');
  await tab(seat, 'Quá hạn').click();
  await page.getByRole('heading', { level: 3, name: 'Việc do ai giữ' }).first().waitFor();
  expect(await seat.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Vì sao có hạn này?' }).first().click();
  await page
    .getByRole('dialog')
    .getByText(/phút|giờ|ngày/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await seat.close();
});

test('missed deadlines of an agency, in English', async () => {
  const seat = await desk.as('hue.thanh-tra', '/audit/breaches', 'en');
  const { page } = seat;
  await page.getByRole('heading', { level: 1, name: 'Audit: missed deadlines' }).waitFor();
  await expect.poll(() => rowsOf(seat).count()).toBeGreaterThan(10);
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit-breaches', page.getByRole('table').first());
  const list = await taken(seat, 'Download', 'CSV');
  expect(list.name).toBe('breaches.csv');
  expect(list.text).toContain(late.code);
  await page.goto(`${desk.url}/audit/breaches?agency=hue.thuan-hoa&from=2000-01-01`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page
    .getByText(/No missed deadlines|Thuận Hóa/)
    .first()
    .waitFor();
  await seat.close();
});

test('who looked at a case stands there, and the administrator may ask too', async () => {
  const dung = await desk.as('hue.van-phong', `/cases/${late.code}`);
  await dung.page.getByRole('heading', { level: 1, name: late.code }).waitFor();
  await dung.close();
  const seat = await desk.as('hue.quan-tri', '/audit/reads');
  const { page } = seat;
  await page.getByRole('row', { name: new RegExp(`Phan Thanh Bình.*${late.code}`) }).waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.picture('audit-reads', page.getByRole('table').first());
  const list = await taken(seat, 'Tải về', 'Bảng CSV');
  expect(list.name).toBe('reads.csv');
  expect(list.text).toContain(late.code);
  await page.getByRole('link', { name: late.code }).first().click();
  await page.getByRole('cell', { name: 'Phan Thanh Bình' }).first().waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.close();
});

test('an officer is refused', async () => {
  const hoa = await desk.as('hue.hoa', '/audit');
  await hoa.page.getByRole('alert').waitFor();
  await hoa.close();
});
