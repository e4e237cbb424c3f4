/** A citizen's own day: files from home, pays by transfer, chooses the post, hands in what is missing, and says what they think of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';
import { pdf } from '../support/files.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
}, 180_000);
afterAll(() => desk.close());

const WITHIN = { timeout: 20_000 };
const button = ({ page }: Seat, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const confirm = async (seat: Seat, name: string) => {
  await seat.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await seat.page.getByRole('dialog').waitFor({ state: 'hidden', ...WITHIN });
};
const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: pdf(name) });
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
  await page.getByText('Phí, lệ phí: 7.500 ₫').waitFor(WITHIN);
  await page.getByRole('combobox', { name: 'Cơ quan giải quyết' }).click();
  await page.getByRole('option', { name: 'Ủy ban nhân dân phường Thuận Hóa' }).click();
  await page.locator('input[type=file]').first().setInputFiles(paper('tờ khai.pdf'));
  await page.getByText('Đã có: tờ khai.pdf').waitFor(WITHIN);
  expect(await mai.faults()).toEqual([]);
  await button(mai, 'Nộp hồ sơ').click();
  await page.getByText(/Mã hồ sơ H57/).waitFor(WITHIN);
  code = /H57[\d.]*-\d{6}-\d{4}/.exec(await page.getByRole('status').innerText())?.[0] ?? '';
  await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  await button(mai, 'Trả bằng chuyển khoản').click();
  await page.getByText('Nội dung chuyển khoản').waitFor(WITHIN);
  // Money of another amount came, and went back: the page says so, and why.
  await desk.engine.owner.pool.query(
    `INSERT INTO transfers (provider, id, payment, reference, amount, at, status, why, refund, refunded_at)
     SELECT 'bank', 'FT-1', p.id, p.reference, 5000, now(), 'refunded', 'wrong-amount', 'RF-1', now()
     FROM payments p JOIN cases c ON c.id = p.case_id WHERE c.code = $1`,
    [code],
  );
  await page.reload();
  await page
    .getByText(/5\.000 ₫.*đã chuyển trả lại.*Lý do: số tiền chuyển khác với số phải nộp/)
    .waitFor(WITHIN);
  expect(await mai.faults()).toEqual([]);
  await page.getByText('Nội dung chuyển khoản').scrollIntoViewIfNeeded();
  await mai.picture('citizen-pay');
  await mai.close();
  // An officer who may not ask for a way to pay is offered none.
  const hoa = await desk.as('hue.hoa', `/cases/${code}`);
  await hoa.page.getByText(/đã chuyển trả lại/).waitFor(WITHIN);
  expect(await button(hoa, 'Trả bằng chuyển khoản').count()).toBe(0);
  expect(await hoa.page.getByText('Nội dung chuyển khoản').count()).toBe(0);
  await hoa.close();
});

test('sees who does what, hands in what is missing, and takes the result by post', async () => {
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  await button(lan, 'Ghi nhận nộp phí').click();
  await lan.page.getByRole('dialog').getByLabel('Số biên lai').fill('BL-0043');
  await confirm(lan, 'Ghi nhận nộp phí');
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
  await page.getByText('Tờ khai chưa ký.').waitFor(WITHIN);
  await button(mai, 'Nộp bổ sung').click();
  await page
    .getByRole('dialog')
    .locator('input[type=file]')
    .first()
    .setInputFiles(paper('tờ khai đã ký.pdf'));
  await page.getByRole('dialog').getByText('tờ khai đã ký.pdf').waitFor(WITHIN);
  expect(await mai.faults()).toEqual([]);
  await confirm(mai, 'Nộp bổ sung');
  await page.getByRole('region', { name: 'Đường đi của hồ sơ' }).waitFor(WITHIN);
  await button(mai, 'Chọn cách nhận kết quả').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Qua bưu chính' }).check();
  await confirm(mai, 'Chọn cách nhận kết quả');
  expect(await mai.faults()).toEqual([]);
  await mai.picture('citizen-case');
  await mai.close();
});
