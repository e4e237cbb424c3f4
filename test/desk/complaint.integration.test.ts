/** A complaint from the street to the public map, by its people, in a browser: also where there is no network. */

import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, PHONE, type Seat, startDesk } from '../support/desk.ts';
import { PLACE, photo } from '../support/files.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const button = ({ page }: Seat, name: string | RegExp) => page.getByRole('button', { name });
const confirm = async (seat: Seat, name: string) => {
  const dialog = seat.page.getByRole('dialog', { name });
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
};
const shot = async (name: string, taken: Parameters<typeof photo>[0] = {}) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await photo(taken),
});

async function report(seat: Seat, what: string): Promise<string> {
  const { page } = seat;
  await button(seat, /Ổ gà/).click();
  await page.getByLabel('Nội dung phản ánh').fill(what);
  await page.getByRole('textbox', { name: 'Địa điểm' }).fill('12 Lê Lợi');
  await page.getByRole('combobox', { name: 'Phường, xã' }).click();
  await page.getByRole('option', { name: 'Phường Thuận Hóa' }).click();
  await button(seat, 'Lấy vị trí của tôi').click();
  await page.getByText(/Đã chọn: 16\.468/).waitFor();
  return what;
}

async function sent(seat: Seat): Promise<string> {
  await button(seat, 'Gửi phản ánh').click();
  await seat.page.getByText(/Mã hồ sơ H57/).waitFor();
  return /H57[\d.]*-\d{6}-\d{4}/.exec(await seat.page.getByRole('status').innerText())?.[0] ?? '';
}

const here = async (seat: Seat) => {
  await seat.page.context().grantPermissions(['geolocation']);
  await seat.page.context().setGeolocation({ latitude: PLACE.lat, longitude: PLACE.lon, accuracy: 12 });
};
let code = '';
let twin = '';

async function posted(path: string, body: object, token?: string): Promise<Record<string, string>> {
  const answer = await fetch(`${desk.url}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  expect([answer.status < 300, said]).toEqual([true, said]);
  return said as Record<string, string>;
}

test('a citizen says what is wrong, where, with a photo; another says it too', async () => {
  const mai = await desk.as('hue.dan-mai', '/report');
  await here(mai);
  expect(await mai.faults()).toEqual([]);
  await mai.picture('report-choose');
  await report(mai, 'Ổ gà sâu giữa đường, xe máy dễ ngã.');
  await mai.page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await shot('ổ gà.jpg'));
  await mai.page.getByText('Đã có: ổ gà.jpg').waitFor();
  await mai.page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai');
  expect(await mai.faults()).toEqual([]);
  await mai.picture('report');
  code = await sent(mai);
  await mai.close();

  const tuan = await desk.as('hue.dan-tuan', '/report');
  await here(tuan);
  await report(tuan, 'Có ổ gà sâu giữa đường Lê Lợi, xe máy dễ ngã.');
  await tuan.page.getByLabel('Không nêu tên').check();
  twin = await sent(tuan);
  expect(twin).not.toBe(code);
  await tuan.close();
});

test('the operations centre sees both on the map, makes them one, and gives it out from the board', async () => {
  const nam = await desk.as('hue.nam', '/complaints');
  const { page } = nam;
  await page.getByText('2 phản ánh đang mở').waitFor();
  // Ten metres apart at most: one pin, which says how many.
  await page.getByTitle(/2 phản ánh ở gần nhau/).waitFor();
  expect(await nam.faults()).toEqual([]);
  await nam.picture('complaints-map');

  await page.getByRole('button', { name: new RegExp(twin) }).click();
  await button(nam, `So sánh: ${code}`).click();
  const both = page.getByRole('dialog', { name: 'So sánh hai phản ánh' });
  await both.getByText(code).first().waitFor();
  await both.getByRole('img', { name: 'Ảnh: ổ gà.jpg' }).waitFor();
  await expect
    .poll(() => page.evaluate<number>(`document.querySelector('img[alt="Ảnh: ổ gà.jpg"]').naturalWidth`))
    .toBeGreaterThan(0);
  await both.getByText('Cách nhau 0 m').first().waitFor();
  await both.getByTitle(`Phản ánh có thể trùng: ${code}`).waitFor();
  expect(await nam.faults()).toEqual([]);
  await nam.picture('complaints-duplicates');
  await button(nam, 'Nhập phản ánh này vào phản ánh kia').click();
  await page.getByText('Đã nhập làm một').waitFor();
  await page.goto(`${desk.url}/complaints?view=board`);
  const triage = page.getByRole('region', { name: 'Chờ phân loại' });
  await triage.getByText(new RegExp(code)).waitFor();
  expect(await triage.getByText(new RegExp(twin)).count()).toBe(0);

  await triage.getByRole('button', { name: new RegExp(code) }).click();
  await button(nam, 'Phân loại và chuyển xử lý').click();
  await page.getByRole('dialog', { name: 'Phân loại và chuyển xử lý' }).getByRole('radio').first().check();
  await confirm(nam, 'Phân loại và chuyển xử lý');
  await page.getByRole('button', { name: 'Đóng' }).first().click();
  const waiting = page.getByRole('region', { name: 'Chờ nhận việc' });
  await waiting.getByText(new RegExp(code)).waitFor();
  await page.goto(`${desk.url}/complaints?view=board`);
  await waiting.getByText(new RegExp(code)).waitFor();
  expect(await nam.faults()).toEqual([]);
  await nam.picture('complaints-board');
  await nam.close();
});

test('the field team takes it and reports with photos where there is no network; it goes through when there is', async () => {
  const lam = await desk.as('hue.doi-ha-tang', '/field');
  const { page } = lam;
  await page.setViewportSize(PHONE);
  await here(lam);
  const job = page.getByRole('article', { name: new RegExp(code) });
  await job.getByText('Ổ gà sâu giữa đường, xe máy dễ ngã.').waitFor();
  expect(await lam.faults()).toEqual([]);
  await lam.picture('field');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');

  await page.reload();
  await job.waitFor();
  await page.context().setOffline(true);
  // The page opens without a network, with what was known last.
  await page.reload();
  await page.getByText(/Đang ngoại tuyến: danh sách lúc/).waitFor();
  await job.getByRole('button', { name: 'Nhận việc' }).click();
  await job.getByRole('button', { name: 'Báo kết quả' }).click();
  await job.getByRole('radio', { name: 'Đã xử lý' }).check();
  await job
    .locator('input[type=file]')
    .nth(0)
    .setInputFiles(await shot('trước.jpg', { width: 3_000, height: 2_250, position: true }));
  await job.getByAltText('trước.jpg').waitFor();
  // A telephone that opens its camera may drop the page: what was begun is there again, the photo too.
  await page.reload();
  await job.getByAltText('trước.jpg').waitFor();
  expect(await job.getByRole('radio', { name: 'Đã xử lý' }).isChecked()).toBe(true);
  await job
    .locator('input[type=file]')
    .nth(1)
    .setInputFiles(await shot('sau.jpg', { of: 'mended' }));
  await job.getByRole('button', { name: 'Lấy vị trí' }).click();
  await job.getByText(/16\.46800, 107\.58900 \(sai số 12 m\)/).waitFor();
  expect(await lam.faults()).toEqual([]);
  await lam.picture('field-report');
  await job.getByRole('button', { name: 'Gửi kết quả' }).click();
  await page.getByText('2 việc chờ gửi').waitFor();
  // Switched off and on again, still without a network: it is still there.
  await page.reload();
  await page.getByText('2 việc chờ gửi').waitFor();
  await lam.picture('field-offline');

  // There is a network, says the telephone; but nothing comes through it, then only some, and slowly.
  let requests = 0;
  await page.route(/\/v1\/(uploads|cases)/, async (route) => {
    requests += 1;
    if (requests <= 2) return route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' });
    if (requests === 6) return route.abort('connectionreset');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return route.continue();
  });
  await page.context().setOffline(false);
  await expect.poll(() => requests).toBeGreaterThan(1);
  await page.getByText(/việc chờ gửi/).waitFor();
  await page.getByText(/việc chờ gửi/).waitFor({ state: 'hidden', timeout: 120_000 });
  await page.unroute(/\/v1\/(uploads|cases)/);
  await page.goto(`${desk.url}/cases/${code}`);
  await page.getByText('trước.jpg').waitFor();
  await page.getByText('sau.jpg').waitFor();
  // Small enough for that network, and still with the place that the camera wrote into it.
  const get = (path: string) => page.context().request.get(`${desk.url}${path}`);
  const { documents } = await (await get(`/v1/cases/${code}`)).json();
  const { id } = documents.find(({ name }: { name: string }) => name === 'trước.jpg');
  const sent = await sharp(await (await get(`/v1/documents/${id}/file`)).body()).metadata();
  expect([sent.width, sent.height]).toEqual([2_000, 1_500]);
  expect((await (await get(`/v1/documents/${id}`)).json()).position?.lat).toBeCloseTo(16.468, 3);
  await lam.close();
});

test('the head approves it, the operations centre checks and publishes it, and everybody may read it', async () => {
  const son = await desk.as('hue.son', `/cases/${code}`);
  await button(son, 'Hoàn thành').click();
  await son.page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(son, 'Hoàn thành');
  await son.close();

  const nam = await desk.as('hue.nam', `/cases/${code}`);
  await button(nam, 'Hoàn thành').click();
  await nam.page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(nam, 'Hoàn thành');
  await button(nam, 'Công khai kết quả').click();
  const dialog = nam.page.getByRole('dialog');
  await dialog.getByRole('textbox').nth(0).fill('Ổ gà trên đường Lê Lợi');
  await dialog.getByRole('textbox').nth(1).fill('Ổ gà sâu giữa đường.');
  await dialog.getByRole('textbox').nth(2).fill('Đã vá xong trong ngày.');
  await confirm(nam, 'Công khai kết quả');
  await nam.close();

  const page = await desk.stranger('/published');
  await page.getByText('Đã vá xong trong ngày.').waitFor();
  await page.getByTitle(/Ổ gà trên đường Lê Lợi/).waitFor();
  expect(await page.getByText('Nguyễn Thị Mai').count()).toBe(0);
  await page.context().close();
});

test('the reporter says what they think of it, does not agree, and it is looked into again', async () => {
  const mai = await desk.as('hue.dan-mai', '/published');
  const { page } = mai;
  await page.getByText('Đã vá xong trong ngày.').waitFor();
  expect(await mai.faults()).toEqual([]);
  await mai.picture('published');
  await page.goto(`${desk.url}/cases/${code}`);
  await button(mai, 'Đánh giá').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Không hài lòng' }).check();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Vá xong lại bong.');
  expect(await mai.faults()).toEqual([]);
  await confirm(mai, 'Đánh giá');
  // Officers have names for each other; to a citizen they are officers of the office that is named.
  await button(mai, /^Xem cả \d+ sự kiện$/).click();
  expect(await page.locator('main').innerText()).not.toMatch(/hue\.(nam|son|doi)/);
  await button(mai, 'Không đồng ý kết quả').click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Ổ gà còn nguyên sau một ngày mưa.');
  await confirm(mai, 'Không đồng ý kết quả');
  await page.getByText('Đang xử lý').first().waitFor();
  expect(await mai.faults()).toEqual([]);
  await mai.close();
  const visitor = await desk.stranger('/published');
  await visitor.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => visitor.getByText('Đã vá xong trong ngày.').count()).toBe(0);
  await visitor.context().close();
});

test('danger to life is marked in the inbox and in the list of cases, by its own words', async () => {
  const { token } = await posted('/dev/token', { user: 'hue.nam' });
  const filing = {
    procedure: 'PA.01',
    channel: 'phone',
    area: 'thuan-hoa',
    address: '1 Lê Lợi',
    location: PLACE,
    description: 'Mặt cầu sập một mảng, xe máy vẫn đang qua lại.',
    form: { description: 'Mặt cầu sập một mảng.', address: '1 Lê Lợi' },
    dangerToLife: true,
  };
  const { code: dangerous = '' } = await posted('/v1/complaints', filing, token);
  const lam = await desk.as('hue.doi-ha-tang', '/inbox?box=agency');
  const row = lam.page.locator('tr').filter({ hasText: dangerous });
  await row.getByText('Nguy hiểm tính mạng').waitFor();
  await lam.page.goto(`${desk.url}/cases`);
  await row.getByText('Nguy hiểm tính mạng').waitFor();
  expect(await lam.faults()).toEqual([]);
  await button(lam, 'EN, English').click();
  await row.getByText('Danger to life').waitFor();
  await lam.close();
});

test('whoever has no part in complaints sees none of them', async () => {
  const mai = await desk.as('hue.dan-linh', '/complaints');
  await mai.page.getByText('0 phản ánh đang mở').waitFor();
  expect(await mai.page.getByText(code).count()).toBe(0);
  await mai.close();
});
