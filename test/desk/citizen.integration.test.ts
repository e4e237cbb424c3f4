/** A citizen's own day: files from home, pays by transfer, chooses the post, hands in what is missing, and says what they think of it. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProviderSimulator, startPaymentSimulator } from '../../integrations/payments/simulator.ts';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';
import { pdf } from '../support/files.ts';

const KEY = 'trial-key';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
let desk: Desk;
let bank: ProviderSimulator;

beforeAll(async () => {
  bank = await startPaymentSimulator({ key: KEY, secret: SECRET, retryMs: 100 });
  desk = await startDesk({
    payment: { name: 'bank', access: { url: bank.url, key: KEY }, webhookSecrets: [SECRET] },
  });
  bank.reportTo(`${desk.url}/v1/payments/notifications/bank`);
});
afterAll(async () => {
  await desk.close();
  await bank.close();
});

const button = ({ page }: Seat, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const confirm = async (seat: Seat, name: string) => {
  await seat.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await seat.page.getByRole('dialog').waitFor({ state: 'hidden' });
};
const document = (name: string) => ({ name, mimeType: 'application/pdf', buffer: pdf(name) });
let code = '';

test('files from home on a telephone, and pays by transfer', async () => {
  const mai = await desk.as('hue.dan-mai', '/file');
  const { page } = mai;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByLabel('Tìm thủ tục').fill('hon nhan');
  await page.getByRole('button', { name: /Cấp giấy xác nhận tình trạng hôn nhân/ }).click();
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai');
  await page.getByLabel('Số điện thoại').fill('0905 765 432');
  await page.getByLabel('Giao dịch tài sản').check();
  // Half of it, since it is filed from home.
  await page.getByText('Phí, lệ phí: 7.500 ₫').waitFor();
  await page.getByRole('combobox', { name: 'Cơ quan giải quyết' }).click();
  await page.getByRole('option', { name: 'Ủy ban nhân dân phường Thuận Hóa' }).click();
  await page.locator('input[type=file]').first().setInputFiles(document('tờ khai.pdf'));
  await page.getByText('Đã có: tờ khai.pdf').waitFor();
  expect(await mai.faults()).toEqual([]);
  await button(mai, 'Nộp hồ sơ').click();
  await page.getByText(/Mã hồ sơ H57/).waitFor();
  code = /H57[\d.]*-\d{6}-\d{4}/.exec(await page.getByRole('status').innerText())?.[0] ?? '';
  await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  await button(mai, 'Trả bằng chuyển khoản').click();
  await page.getByText('Nội dung chuyển khoản').waitFor();
  const { payments } = await (
    await page.context().request.get(`${desk.url}/v1/cases/${code}/payments`)
  ).json();
  // Money of another amount comes, and goes back: the page says so, and why.
  bank.pay(payments[0].reference, 5_000);
  await expect.poll(() => bank.refunds.length).toBe(1);
  await page.reload();
  await page.getByText(/5\.000 ₫.*đã chuyển trả lại.*Lý do: số tiền chuyển khác với số phải nộp/).waitFor();
  expect(await mai.faults()).toEqual([]);
  await page.getByText('Nội dung chuyển khoản').scrollIntoViewIfNeeded();
  await mai.picture('citizen-pay');
  // An officer who may not ask for a way to pay is offered none.
  const hoa = await desk.as('hue.hoa', `/cases/${code}`);
  await hoa.page.getByText(/đã chuyển trả lại/).waitFor();
  expect(await button(hoa, 'Trả bằng chuyển khoản').count()).toBe(0);
  expect(await hoa.page.getByText('Nội dung chuyển khoản').count()).toBe(0);
  await hoa.close();
  // The right amount: the page knows as soon as the bank has told, by itself.
  bank.pay(payments[0].reference, 7_500);
  await page.getByText('Tổng cộng, đã nộp').waitFor();
  expect(await page.getByText('Nội dung chuyển khoản').count()).toBe(0);
  await mai.close();
});

test('sees who does what, hands in what is missing, and takes the result by post', async () => {
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  await button(lan, 'Tiếp nhận').click();
  await confirm(lan, 'Tiếp nhận');
  await lan.close();
  const hoa = await desk.as('hue.hoa', `/cases/${code}`);
  await button(hoa, 'Nhận việc').click();
  await confirm(hoa, 'Nhận việc');
  await button(hoa, 'Yêu cầu bổ sung').click();
  const dialog = hoa.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Giấy tờ cần bổ sung' }).click();
  await hoa.page.getByRole('option', { name: 'Tờ khai cấp giấy xác nhận' }).click();
  await hoa.page.keyboard.press('Tab');
  await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Tờ khai chưa ký.');
  await confirm(hoa, 'Yêu cầu bổ sung');
  await hoa.close();

  const mai = await desk.as('hue.dan-mai', `/cases/${code}`);
  const { page } = mai;
  await page.getByText('Tờ khai chưa ký.').waitFor();
  const now = page.getByRole('region', { name: 'Việc cần làm ngay' });
  await now.getByText('Ủy ban nhân dân phường Thuận Hóa').waitFor();
  expect(await now.innerText()).not.toMatch(/Chưa ai nhận|Nguyễn Thị Mai Hoa/);
  await button(mai, 'Nộp bổ sung').click();
  await page
    .getByRole('dialog')
    .locator('input[type=file]')
    .first()
    .setInputFiles(document('tờ khai đã ký.pdf'));
  await page.getByRole('dialog').getByText('tờ khai đã ký.pdf').waitFor();
  expect(await mai.faults()).toEqual([]);
  await confirm(mai, 'Nộp bổ sung');
  await page.getByRole('region', { name: 'Đường đi của hồ sơ' }).waitFor();
  await button(mai, 'Chọn cách nhận kết quả').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Qua bưu chính' }).check();
  await confirm(mai, 'Chọn cách nhận kết quả');
  expect(await mai.faults()).toEqual([]);
  await mai.picture('citizen-case');
  await mai.close();
});

test('fetches the result at the counter after all, and says what they think of it', async () => {
  const hoa = await desk.as('hue.hoa', `/cases/${code}`);
  await button(hoa, 'Hoàn thành').click();
  await hoa.page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(hoa, 'Hoàn thành');
  await hoa.close();
  const dung = await desk.as('hue.dung', `/cases/${code}`);
  await button(dung, 'Hoàn thành').click();
  await dung.page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(dung, 'Hoàn thành');
  await dung.close();
  const mai = await desk.as('hue.dan-mai', `/cases/${code}`);
  const { page } = mai;
  await button(mai, 'Chọn cách nhận kết quả').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Tại quầy' }).check();
  await confirm(mai, 'Chọn cách nhận kết quả');
  expect(await button(mai, 'Đánh giá').count()).toBe(0);
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  await button(lan, 'Trả kết quả').click();
  await confirm(lan, 'Trả kết quả');
  await lan.close();
  // Her page has heard of it by itself.
  await button(mai, 'Đánh giá').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Hài lòng', exact: true }).check();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Nhanh và tận tình.');
  expect(await mai.faults()).toEqual([]);
  await mai.picture('citizen-rate');
  await confirm(mai, 'Đánh giá');
  await page.getByText('Nhanh và tận tình.').waitFor();
  expect(await button(mai, 'Đánh giá').count()).toBe(0);
  await mai.close();
});
