/** An administrator's day, in a browser: what is published, when the offices work, who works there, and what others are told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../../ops/install/node-part.ts';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';

let desk: Desk;
let admin: Seat;

beforeAll(async () => {
  desk = await startDesk();
  admin = await desk.as('hue.quan-tri', '/administration');
});
afterAll(async () => {
  await admin.close();
  await desk.close();
});

const button = (name: string | RegExp) => admin.page.getByRole('button', { name });
const open = async (to: string, heading: string | RegExp) => {
  await admin.page.goto(`${desk.url}${to}`);
  await admin.page.getByRole('heading', { level: 1, name: heading }).waitFor();
};

test('the first page says what is up', async () => {
  const { page } = admin;
  await page.getByText('Cơ sở dữ liệu').waitFor();
  await expect.poll(() => page.getByText('đang chạy').count()).toBe(2);
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-health');
});

test('a procedure is refused for a fault, mended, looked at, published, and open cases are moved to it', async () => {
  const { page } = admin;
  const filed = await desk.as('hue.lan', '/counter');
  await filed.page.getByLabel('Tìm thủ tục').fill('hon nhan');
  await filed.page.getByRole('button', { name: /Cấp giấy xác nhận tình trạng hôn nhân/ }).click();
  await filed.page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai Hương');
  await filed.page.getByLabel('Giao dịch tài sản').check();
  await filed.page.getByLabel(/Thuộc hộ nghèo/).check();
  await filed.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'tờ khai.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\ntrailer << >>\nstartxref\n0\n%%EOF\n'),
    });
  await filed.page.getByText('Đã có: tờ khai.pdf').waitFor();
  await filed.page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await filed.page.getByText(/Mã hồ sơ H57/).waitFor();
  const code =
    /H57[\d.]*-\d{6}-\d{4}/.exec(await filed.page.getByRole('status', { name: 'Đã nộp' }).innerText())?.[0] ??
    '';
  await filed.page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  // The counter has such a button too.
  await filed.page.getByRole('heading', { level: 1, name: code }).waitFor();
  await filed.page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  const dialog = filed.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await filed.close();

  await open('/administration/procedures', 'Thủ tục');
  await page.getByLabel('Tìm thủ tục').fill('hon nhan');
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-procedures');
  // By either of its names.
  await page.getByLabel('Tìm thủ tục').fill('marital status');
  await page.getByRole('link', { name: 'Cấp giấy xác nhận tình trạng hôn nhân' }).click();
  await page.getByRole('list', { name: 'Các bước' }).waitFor({ state: 'attached' });
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-procedure');

  const text = readFileSync(join(PROJECT, 'procedures/base/dossiers/marital-status.yaml'), 'utf8');
  const version = Number(/^version: (\d+)$/m.exec(text)?.[1]);
  const next = text.replace(/^version: \d+$/m, `version: ${version + 1}`);
  // The first step gets another name, and is called otherwise.
  const longer = next
    .replace('name: {vi: Kiểm tra sổ hộ tịch', 'name: {vi: Tra cứu sổ hộ tịch')
    .replace('id: examine', 'id: look-up')
    .replaceAll('to: examine', 'to: look-up');
  expect(longer).not.toBe(next);
  await open('/administration/publish', 'Công bố thủ tục');
  await page.getByLabel('Nội dung thủ tục').fill(longer.replace(/^owner: .*$/m, 'owner: nobody-at-all'));
  await button('Kiểm tra').click();
  await page
    .getByRole('alert')
    .getByText(/Cần sửa \d+ chỗ/)
    .waitFor();
  expect(await page.getByText('không có gì phải sửa').count()).toBe(0);
  await page.getByLabel('Nội dung thủ tục').fill(longer);
  // What was typed outlives a reload.
  await page.reload();
  expect(await page.getByLabel('Nội dung thủ tục').inputValue()).toBe(longer);
  await button('Kiểm tra').click();
  await page.getByText('không có gì phải sửa').waitFor();
  await page
    .getByRole('region', { name: 'Khác bản đang áp dụng' })
    .getByText(/Tra cứu sổ hộ tịch/)
    .waitFor();
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-publish');
  await button('Công bố').last().click();
  await page
    .getByText(`bản ${version + 1}`)
    .first()
    .waitFor();

  await open('/administration/procedures/1.004873', 'Cấp giấy xác nhận tình trạng hôn nhân');
  await page.getByText(`bản ${version + 1} đang áp dụng`).waitFor();
  const versions = page.getByRole('region', { name: 'Các bản' });
  await versions.getByText(/Tra cứu sổ hộ tịch/).waitFor();
  await versions.getByRole('combobox', { name: 'Từ bản' }).click();
  await page.getByRole('option', { name: new RegExp(`^${version + 1} ·`) }).click();
  await versions.getByText('Hai bản giống nhau.').waitFor();
  await versions.getByRole('combobox', { name: 'Đến bản' }).click();
  await page.getByRole('option', { name: new RegExp(`^${version} ·`) }).click();
  await versions.getByText(/Kiểm tra sổ hộ tịch/).waitFor();
  // Nobody said yet what has become of the step where it is.
  await button('Xem hồ sơ bị ảnh hưởng').click();
  await page.getByRole('link', { name: code }).waitFor();
  await page.getByText('0 hồ sơ chuyển được').waitFor();
  await page.getByRole('combobox', { name: 'Bước “Kiểm tra sổ hộ tịch” chuyển thành' }).click();
  await page.getByRole('option', { name: 'Tra cứu sổ hộ tịch' }).click();
  await button('Xem hồ sơ bị ảnh hưởng').click();
  await page.getByText('1 hồ sơ chuyển được').waitFor();
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-migration', page.locator('main section').last());
  await page.getByRole('textbox', { name: 'Lý do' }).fill('Theo quyết định mới');
  await button('Chuyển 1 hồ sơ').click();
  await page.locator('main').getByText('Đã chuyển 1 hồ sơ').waitFor();
  await page.getByText('0 hồ sơ đang theo bản này').waitFor();
});

test('a day on which the offices are closed shows which deadlines it would move, and then moves them', async () => {
  const { page } = admin;
  const before = await deadline();
  await open('/administration/calendars', 'Lịch làm việc');
  await page.getByText('Quốc khánh').first().waitFor();
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-calendars');
  const day = (days: number) =>
    new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Ngày nghỉ').first().fill(day(1));
  await page.getByLabel('Đến hết ngày (nếu nhiều ngày)').fill(day(7));
  await page.getByLabel('Lý do (tiếng Việt)').fill('Bão số 12');
  await page.getByLabel('Lý do (tiếng Anh)').fill('Typhoon');
  await page.getByLabel('Số văn bản quyết định').fill('CĐ 12/UBND');
  await button('Xem trước thời hạn thay đổi').click();
  await page.getByText(/^[1-9]\d* thời hạn sẽ thay đổi/).waitFor();
  expect(await deadline()).toBe(before);
  await admin.picture('admin-closure');
  await button('Công bố ngày nghỉ').click();
  await page.getByText('Đã công bố; các thời hạn đang được tính lại').waitFor();
  await expect.poll(deadline, { interval: 500 }).toBeGreaterThan(before);
  // The storm turned away.
  await button('Rút lại: Bão số 12').click();
  await page.getByRole('dialog').getByLabel('Số văn bản quyết định').fill('CĐ 13/UBND');
  expect(await admin.faults()).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(deadline, { interval: 500 }).toBe(before);
});

test('a year without announced holidays is marked, and missed from October of the year before on', async () => {
  const seat = await desk.as('hue.quan-tri', '/administration/calendars');
  const { page } = seat;
  const at = async (instant: string, to: string) => {
    await page.clock.setFixedTime(instant);
    await page.goto(`${desk.url}${to}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const missing = page.getByText('Chưa có lịch nghỉ lễ, Tết năm 2027');
  const marked = page.getByText('lịch nghỉ chưa công bố, chỉ là tạm tính');

  await at('2026-09-30T16:59:59Z', '/administration/calendars');
  await page.getByRole('heading', { name: 'Năm 2026' }).waitFor();
  expect([await missing.count(), await marked.count()]).toEqual([0, 0]);
  await page.getByRole('button', { name: 'Năm sau' }).click();
  await marked.waitFor();
  await at('2026-09-30T17:00:00Z', '/administration/calendars');
  await missing.waitFor();
  await page.getByRole('button', { name: 'Năm sau' }).click();
  await marked.waitFor();
  expect(await seat.faults()).toEqual([]);
  await at('2026-09-30T17:00:00Z', '/administration');
  await missing.waitFor();
  expect(await seat.faults()).toEqual([]);
  await seat.close();
});

/** Of the one case that there is, in milliseconds. */
async function deadline(): Promise<number> {
  const answer = await admin.page.evaluate<{ items: { dueAt: string }[] }>(
    `fetch('/v1/cases?sort=due').then((answer) => answer.json())`,
  );
  return Date.parse(answer.items[0]?.dueAt ?? '');
}

test('a user gets another role, and somebody stands in for another until that is revoked', async () => {
  const { page } = admin;
  await open('/administration/users', 'Người dùng');
  await page.getByLabel('Tìm theo tên hoặc mã; không cần gõ dấu').fill('mai hoa');
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-users');
  await button('Sửa: Nguyễn Thị Mai Hoa').click();
  await button('Thêm vai trò').click();
  await page.getByRole('combobox', { name: 'Vai trò 2' }).click();
  await page.getByRole('option', { name: 'Cán bộ tiếp nhận' }).click();
  await button('Lưu').click();
  // An office is missing: it is told at the field, and nothing that was chosen is lost.
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.getByRole('combobox', { name: 'Cơ quan 2' }).fill('một cửa phường Thuận');
  await page.getByRole('option', { name: 'Bộ phận một cửa phường Thuận Hóa' }).click();
  expect(await admin.faults()).toEqual([]);
  await button('Lưu').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: /Nguyễn Thị Mai Hoa.*Cán bộ tiếp nhận/ }).waitFor();

  await button('Thêm người dùng').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mã tài khoản').fill('hue.moi');
  await dialog.getByRole('textbox', { name: 'Tên', exact: true }).fill('Trương Thị Mới');
  await dialog.getByRole('combobox', { name: 'Cơ quan 1' }).fill('một cửa phường Thuận');
  await page.getByRole('option', { name: 'Bộ phận một cửa phường Thuận Hóa' }).click();
  await dialog.getByLabel('Thư điện tử').fill('moi@hue.example');
  await dialog.getByLabel('Số điện thoại').fill('0905 111 222');
  expect(await admin.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByLabel('Tìm theo tên hoặc mã; không cần gõ dấu').fill('truong thi moi');
  await button('Sửa: Trương Thị Mới').click();
  await dialog.getByLabel('Thư điện tử mới').fill('moi@moved.example');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { rows } = await desk.engine.owner.pool.query(
    `SELECT email, phone FROM contacts WHERE user_id = 'hue.moi'`,
  );
  expect(rows).toEqual([{ email: 'moi@moved.example', phone: '0905 111 222' }]);
  await page.getByLabel('Tìm theo tên hoặc mã; không cần gõ dấu').fill('không có ai');
  await page.getByText('Không tìm thấy gì').waitFor();

  await open('/administration/delegations', 'Ủy quyền');
  await page.getByRole('combobox', { name: 'Người vắng mặt' }).fill('hue.minh');
  await page.getByRole('option', { name: 'Lê Quang Minh (hue.minh)' }).click();
  await page.getByRole('combobox', { name: 'Người làm thay' }).fill('hue.hoa');
  await page.getByRole('option', { name: 'Nguyễn Thị Mai Hoa (hue.hoa)' }).click();
  await page.getByRole('combobox', { name: 'Vai trò được làm thay' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('Từ').fill('2027-01-04T08:00');
  await page.getByLabel('Đến').fill('2027-01-08T17:00');
  await page.getByLabel('Lý do').fill('Nghỉ phép');
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-delegations');
  await button('Ủy quyền').last().click();
  await page.getByText('Đã ủy quyền').waitFor();
  await button('Thu hồi: Lê Quang Minh').click();
  await page.getByText('đã thu hồi').first().waitFor();
});

test('an office is renamed, a message gets the province’s words and goes back', async () => {
  const { page } = admin;
  await open('/administration/agencies', 'Cơ quan');
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-agencies');
  await button('Sửa: Ủy ban nhân dân phường Thuận Hóa').click();
  await page.getByLabel('Tên tiếng Việt').fill('UBND phường Thuận Hóa');
  await button('Lưu').click();
  await page.getByText('UBND phường Thuận Hóa', { exact: true }).waitFor();
  await button('Thêm cơ quan').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mã định danh').fill('hue.moi');
  await dialog.getByLabel('Tên tiếng Việt').fill('Ủy ban nhân dân phường Mới');
  await dialog.getByLabel('Tên tiếng Anh').fill('New ward');
  await dialog.getByRole('textbox', { name: 'Mã', exact: true }).fill('H57.99');
  await dialog.getByRole('combobox', { name: 'Trực thuộc' }).fill('UBND phường Thuận');
  await page.getByRole('option', { name: 'UBND phường Thuận Hóa' }).click();
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  // Of a commune it has to be said which: that is told, and what was typed stays.
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Phường, xã phụ trách').fill('phuong-moi');
  expect(await admin.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Ủy ban nhân dân phường Mới', { exact: true }).waitFor();
  const { rows } = await desk.engine.owner.pool.query(`SELECT parent FROM agencies WHERE id = 'hue.moi'`);
  expect(rows).toEqual([{ parent: 'hue.thuan-hoa' }]);

  await open('/administration/templates', 'Mẫu thông báo');
  await page.getByLabel('Tiêu đề').fill('Một cửa đã nhận hồ sơ {code}');
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-templates');
  await button('Lưu').click();
  await page.getByText(/^Một cửa đã nhận hồ sơ H57/).waitFor();
  await button('Trở lại mẫu gốc').click();
  await page.getByText('Đã trở lại mẫu gốc').waitFor();
  await page.getByText(/^Một cửa đã nhận hồ sơ H57/).waitFor({ state: 'hidden' });
});

test('another system is connected, told apart, and let go', async () => {
  const { page } = admin;
  page.on('dialog', (dialog) => void dialog.accept());
  await open('/administration/webhooks', 'Kết nối hệ thống khác');
  await page.getByLabel('Tên').fill('kho-du-lieu');
  await page.getByLabel('Địa chỉ (https)').fill('http://not-encrypted.example/hook');
  await button('Thêm').click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Tên').inputValue()).toBe('kho-du-lieu');
  await page.getByLabel('Địa chỉ (https)').fill('https://127.0.0.1:9/hook');
  await button('Thêm').click();
  await page.getByText('Khóa ký của kho-du-lieu').waitFor();
  expect(await admin.faults()).toEqual([]);
  await admin.picture('admin-webhooks');
  await button('Đã sao chép, ẩn đi').click();
  await button('Sự kiện và lần gửi').click();
  await page.getByRole('combobox', { name: 'Sự kiện được thông báo' }).fill('nộp');
  await page.getByRole('option', { name: 'Hồ sơ được nộp' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'kho-du-lieu' }).getByRole('button', { name: 'Lưu' }).click();
  await page.getByText(/Đã thông báo đến sự kiện số/).waitFor();
  expect(await admin.faults()).toEqual([]);
  await button('Gửi thử').click();
  await page.getByText('Đang gửi', { exact: true }).waitFor();
  await page.getByRole('cell', { name: 'đang gửi' }).first().waitFor();
  await page.getByLabel('Báo lại từ sau sự kiện số').fill('0');
  await button('Báo lại từ đây').click();
  await page.getByText('Đang báo lại').waitFor();
  await button('Đổi khóa').click();
  await page.getByText('Khóa ký của kho-du-lieu').waitFor();
  await button('Xóa').click();
  await page.getByText('Chưa kết nối hệ thống nào').waitFor();
});

test('whoever is no administrator is told so, and the API refuses them', async () => {
  const hoa = await desk.as('hue.dung', '/administration');
  await hoa.page.getByText('Trang này dành cho quản trị viên').waitFor();
  expect(await hoa.faults()).toEqual([]);
  const status = await hoa.page.evaluate<number>(`fetch('/v1/webhooks').then(({ status }) => status)`);
  expect(status).toBe(403);
  await hoa.close();
});
