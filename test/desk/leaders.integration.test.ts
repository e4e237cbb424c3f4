/** A morning of those who answer for the work: the province office, and the head of a ward. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importHistory } from '../../ops/demo/history.ts';
import { acceptedDossier } from '../support/accepted-dossier.ts';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';

/** Dossiers that stand open, one of them overdue; the history has only such as have ended. */
const OPEN = 3;
let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
  await importHistory(desk.engine.settings.databaseUrl ?? '');
  for (let n = 0; n < OPEN; n++) {
    const { id } = await acceptedDossier(desk.url, `Nguyễn Thị Mẫu ${n}`);
    if (n === 0) await passed(id);
  }
}, 300_000);

/** Weeks later, and nobody has touched it: breaches are true by their instants alone. */
async function passed(id: string): Promise<void> {
  const { pool } = desk.engine.owner;
  const earlier = (column: string) => `${column} = ${column} - interval '20 days'`;
  await pool.query(
    `UPDATE clocks SET ${earlier('started_at')}, ${earlier('appointed_at')} WHERE case_id = $1 AND stopped_at IS NULL`,
    [id],
  );
  await pool.query(`UPDATE tasks SET ${earlier('due_at')} WHERE case_id = $1 AND closed_at IS NULL`, [id]);
  await pool.query(`UPDATE cases SET ${earlier('due_at')} WHERE id = $1`, [id]);
}
afterAll(() => desk.close());

const rowsOf = ({ page }: Seat) => page.getByRole('table').first().locator('tbody tr');

test('the province office sees who is on time, and comes from each figure to its cases', async () => {
  const office = await desk.as('hue.van-phong', '/reports?period=year');
  const { page } = office;
  await page.getByRole('heading', { level: 1, name: 'Điều hành: tiến độ giải quyết' }).waitFor();
  await page.getByRole('columnheader', { name: 'Tỷ lệ đúng hạn' }).first().waitFor();
  await page.getByRole('img', { name: /Đúng hạn và trễ hạn/ }).waitFor();
  expect(await office.faults()).toEqual([]);
  await office.picture('leaders', page.getByRole('tablist'));

  // A number of late ones is a list of so many cases.
  const late = page.getByRole('link', { name: /^Trễ hạn: / }).first();
  const count = Number((await late.innerText()).trim());
  expect(count).toBeGreaterThan(0);
  await late.click();
  await page.getByRole('button', { name: 'Bỏ điều kiện: Trễ hạn' }).waitFor();
  await expect.poll(() => rowsOf(office).count()).toBe(Math.min(count, 50));
  expect(await office.faults()).toEqual([]);
  // What narrows the list can be taken away.
  await page.getByRole('button', { name: 'Bỏ điều kiện: Trễ hạn' }).click();
  await expect.poll(() => rowsOf(office).count()).toBeGreaterThan(count);
  await page.goBack();

  for (const tab of ['Thủ tục', 'Phường, xã', 'Điểm nghẽn']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect.poll(() => rowsOf(office).count()).toBeGreaterThan(1);
    expect(await office.faults()).toEqual([]);
  }
  expect(page.url()).toContain('by=steps');
  const last = page.getByRole('columnheader', { name: 'Chín phần mười xong trong' });
  await last.waitFor();
  // On a sheet of A4, between its margins, the last column is there too.
  const A4 = 718;
  await page.setViewportSize({ width: A4, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await expect
    .poll(async () => {
      const box = await page.locator('thead th').last().boundingBox();
      return box === null ? null : Math.round(box.x + box.width);
    })
    .toBeLessThanOrEqual(A4);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 860 });
  await office.picture('leaders-steps', page.getByRole('tablist'));

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải về' }).click();
  await page.getByRole('menuitem', { name: 'Bảng CSV' }).click();
  expect((await download).suggestedFilename()).toBe('steps.csv');
  await office.close();
});

/** The figure of a link, which leads to as many rows. */
async function leadsTo(seat: Seat, name: RegExp): Promise<number> {
  const { page } = seat;
  const from = page.url();
  const link = page.getByRole('link', { name }).first();
  await link.waitFor();
  const label = (await link.getAttribute('aria-label')) ?? '';
  const count = Number(/: (\d+)$/.exec(label)?.[1]);
  await link.click();
  await expect.poll(() => page.url()).not.toBe(from);
  await expect.poll(() => rowsOf(seat).count()).toBe(Math.min(count, 50));
  await page.goto(from);
  return count;
}

test('what stands open, is overdue, waits at a step or was given a card leads to just that', async () => {
  const office = await desk.as('hue.van-phong', '/reports?period=year');
  const { page } = office;
  expect(await leadsTo(office, /^Đang giải quyết: /)).toBe(OPEN);
  expect(await leadsTo(office, /^Đang quá hạn: /)).toBe(1);
  expect(await leadsTo(office, /^Thẻ trong kỳ: /)).toBeGreaterThan(0);
  await page.goto(`${desk.url}/reports?period=year&by=steps&procedure=1.004873`);
  expect(await leadsTo(office, /^Việc đang làm: .*Kiểm tra sổ hộ tịch/)).toBe(OPEN);
  expect(await leadsTo(office, /^Việc quá hạn: .*Kiểm tra sổ hộ tịch/)).toBe(1);
  await page.goto(`${desk.url}/reports?period=year&by=steps`);
  expect(await leadsTo(office, /^Trễ hạn: .*: [1-9]/)).toBeGreaterThan(0);
  await page.goto(`${desk.url}/reports?period=year&by=cards`);
  await expect.poll(() => rowsOf(office).count()).toBeGreaterThan(0);
  expect(await office.faults()).toEqual([]);
  await office.picture('leaders-cards', page.getByRole('tablist'));
  await office.close();
});

test('the tables fit on a desk and on a telephone', async () => {
  const office = await desk.as('hue.van-phong', '/reports?period=year');
  const { page } = office;
  const cut = () =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('main td')].filter((cell) => cell.getBoundingClientRect().right > innerWidth + 1)
        .map((cell) => cell.textContent)`,
    );
  for (const by of ['agency', 'steps', 'cards']) {
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${desk.url}/reports?period=year&by=${by}`);
    await expect.poll(() => rowsOf(office).count()).toBeGreaterThan(0);
    await expect.poll(cut).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(cut).toEqual([]);
    expect(await office.faults()).toEqual([]);
  }
  await office.close();
});

test('an agency’s scorecard is one step away, and months can be leafed through', async () => {
  const office = await desk.as('hue.van-phong', '/reports?period=year');
  const { page } = office;
  await page.getByRole('link', { name: 'Ủy ban nhân dân phường Thuận Hóa', exact: true }).click();
  await page
    .getByRole('heading', { level: 1, name: /Phiếu điểm Ủy ban nhân dân phường Thuận Hóa/ })
    .waitFor();
  await page.getByText('Việc từng bước').waitFor();
  expect(await office.faults()).toEqual([]);
  await office.picture('leaders-scorecard');
  const before = page.url();
  await page.getByRole('link', { name: 'Tháng trước' }).click();
  await expect.poll(() => page.url()).not.toBe(before);
  await page.getByRole('link', { name: 'Tháng sau' }).waitFor();
  await office.close();
});

test('the fees of a day are there by office and way, and money that no case counts with its reason', async () => {
  const { pool } = desk.engine.owner;
  // The last day of the imported month on which the counter took a fee, and what it took; a transfer of that day is nobody's.
  const { rows } = await pool.query<{ day: string; sum: string }>(
    `SELECT to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day, sum((body ->> 'amount')::bigint) AS sum
     FROM events JOIN cases ON cases.id = case_id WHERE events.type = 'fee-paid' AND province = 'hue' GROUP BY 1 ORDER BY 1 DESC LIMIT 1`,
  );
  const { day, sum } = rows[0] ?? { day: '', sum: '' };
  await pool.query(
    `INSERT INTO transfers (provider, id, reference, amount, at, status) VALUES ('bank', 'FT-LOST', 'TIEN NHA', 123456, $1, 'unknown')`,
    [`${day}T10:00:00+07:00`],
  );
  const office = await desk.as('hue.van-phong', `/reports/payments?day=${day}`);
  const { page } = office;
  await page.getByRole('heading', { level: 1, name: 'Điều hành: thu phí trong ngày' }).waitFor();
  const total = page.getByRole('row').filter({ hasText: 'Cộng' });
  await total.waitFor();
  expect((await total.innerText()).replaceAll(/\D+/g, ' ')).toContain(
    new Intl.NumberFormat('vi-VN').format(Number(sum)).replaceAll('.', ' '),
  );
  await page.getByRole('cell', { name: 'Thu tại quầy' }).first().waitFor();
  const lost = page.getByRole('row').filter({ hasText: 'FT-LOST' });
  expect(await lost.innerText()).toContain('nội dung chuyển khoản không ứng với hồ sơ nào');
  expect(await lost.innerText()).toContain('123.456');
  expect(await office.faults()).toEqual([]);
  await office.picture('leaders-payments');
  await office.close();
});

test('the head of a ward sees their own, in English, in the dark', async () => {
  const head = await desk.as('hue.dung', '/reports?period=year', 'en');
  const { page } = head;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('heading', { level: 1, name: 'Performance overview' }).waitFor();
  await page.getByRole('columnheader', { name: 'On time (%)' }).first().waitFor();
  const names = async () => (await rowsOf(head).getByRole('link').allInnerTexts()).join();
  await expect.poll(names).toContain('Thuận Hóa');
  expect(await names()).not.toContain('Phú Xuân');
  expect(await head.faults()).toEqual([]);
  // The agency of somebody else is refused, and said so.
  await page.goto(`${desk.url}/reports?agency=hue.phu-xuan`);
  await page.getByRole('alert').first().waitFor();
  await head.close();
});

test('whoever answers for nobody has no such room', async () => {
  const hoa = await desk.as('hue.hoa', '/inbox');
  await hoa.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await hoa.page.getByRole('link', { name: 'Điều hành' }).count()).toBe(0);
  expect(await hoa.page.getByRole('link', { name: 'Kiểm tra' }).count()).toBe(0);
  await hoa.close();
});
