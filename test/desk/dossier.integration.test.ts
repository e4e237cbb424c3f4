/** A dossier from the counter to the signature, by its people, in a browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCarrier, type TestCarrier } from '../support/carrier.ts';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';
import { pdf, photo } from '../support/files.ts';

let desk: Desk;
let post: TestCarrier;

beforeAll(async () => {
  post = await startCarrier();
  desk = await startDesk({ carrier: post.settings });
  post.reportTo(desk.url);
});
afterAll(async () => {
  await desk.close();
  await post.close();
});

const button = ({ page }: Seat, name: string | RegExp) => page.getByRole('button', { name });
/** In the window that an action opens. */
const confirm = async (seat: Seat, name: string) => {
  await seat.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await seat.page.getByRole('dialog').waitFor({ state: 'hidden' });
};
/** Chromium shows a PDF by an extension of its own, in a frame of its own. */
const viewersIn = (page: Page) =>
  page.frames().filter((frame) => frame.url().startsWith('chrome-extension://')).length;
const codeShown = async ({ page }: Seat, role: 'status' | 'alert' = 'status'): Promise<string> =>
  /H57[\d.]*-\d{6}-\d{4}/.exec((await page.getByRole(role).allInnerTexts()).join(' '))?.[0] ?? '';
const SEND = 'Gửi kết quả qua bưu chính';
let code = '';

test('the receptionist files it in one page, takes the fee, accepts it and prints the receipt, within a minute', async () => {
  const lan = await desk.as('hue.lan', '/counter');
  const { page } = lan;
  const queue = page.getByRole('region', { name: 'Số thứ tự' });
  await queue.getByRole('button', { name: 'Cấp số' }).click();
  await page.getByText('Số 1. Còn 0 người chờ trước.').waitFor();
  const ticket = page.frameLocator('iframe[title="Phiếu số 1"]');
  await ticket.getByText('Số của bạn').waitFor();
  await ticket.locator('svg').waitFor();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-ticket');
  await page.keyboard.press('Escape');
  await queue.getByRole('button', { name: 'Mời số tiếp theo' }).click();
  await queue.getByText('Đang phục vụ số 1').waitFor();
  // The procedure is asked for at once, and found by the words of either language.
  await page.reload();
  await queue.getByText('Đang phục vụ số 1').waitFor();
  await page.getByText('Cấp giấy xác nhận tình trạng hôn nhân').waitFor();
  const began = Date.now();
  await page.keyboard.type('marital status');
  await button(lan, /Cấp giấy xác nhận tình trạng hôn nhân/).waitFor();
  expect(await page.getByLabel('Tìm thủ tục').inputValue()).toBe('marital status');
  await button(lan, /Cấp giấy xác nhận tình trạng hôn nhân/).click();
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai Hương');
  await page.getByLabel('Số điện thoại').fill('0905 123 456');
  await page.getByLabel('Giao dịch tài sản').check();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'tờ khai.pdf', mimeType: 'application/pdf', buffer: pdf('Tờ khai') });
  await page.getByText('Đã có: tờ khai.pdf').waitFor();
  await page.getByText('Phí, lệ phí: 15.000 ₫').waitFor();
  await button(lan, 'Nộp hồ sơ').click();
  await page.getByText(/Mã hồ sơ H57/).waitFor();
  code = await codeShown(lan);
  // The hand is where the next step is: the number of the fee's receipt, accepting, printing.
  await page.getByLabel('Số biên lai (15.000 ₫)').waitFor();
  await page.keyboard.type('BL-0042');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('button:focus').allInnerTexts()).toEqual(['Tiếp nhận']);
  await page.keyboard.press('Enter');
  const receipt = page.getByRole('link', { name: 'In giấy tiếp nhận hồ sơ' });
  await receipt.waitFor();
  expect(Date.now() - began).toBeLessThan(60_000);
  // The browser's own viewer opens it, beside the page and in it.
  const [opened] = await Promise.all([page.context().waitForEvent('page'), receipt.click()]);
  await expect.poll(() => viewersIn(opened)).toBe(1);
  await opened.close();
  expect(await lan.faults()).toEqual([]);
  await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  await page.getByRole('heading', { level: 1, name: code }).waitFor();
  await button(lan, 'Xem: tờ khai.pdf').click();
  await expect.poll(() => viewersIn(page)).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await lan.faults()).toEqual([]);
  await page.evaluate('scrollTo(0, 0)');
  await lan.picture('case');
  await lan.close();
});

test('what was begun for somebody is not the next one’s, and a document is read by the camera', async () => {
  const lan = await desk.as('hue.lan', '/counter');
  const { page } = lan;
  const open = async () => {
    await page.getByLabel('Tìm thủ tục').fill('hon nhan');
    await button(lan, /Cấp giấy xác nhận tình trạng hôn nhân/).click();
  };
  await page.getByLabel('Tìm thủ tục').fill('hon nhan');
  await button(lan, /Cấp giấy xác nhận tình trạng hôn nhân/).waitFor();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-find');
  await open();
  await page.getByLabel('Họ và tên').fill('Trần Văn Bình');
  await page.getByLabel('Thuộc hộ nghèo, người có công hoặc người khuyết tật').check();
  await page.getByText('Phí, lệ phí: 0 ₫').waitFor();
  // What was typed is still there after a reload, and says whose it is.
  await page.reload();
  await open();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Trần Văn Bình');
  await page.getByText('Đang làm dở hồ sơ của Trần Văn Bình. Vẫn là người này?').waitFor();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-left');
  await button(lan, 'Không, làm hồ sơ mới').click();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('');
  await page.getByText('Phí, lệ phí: 15.000 ₫').waitFor();

  const file = page.locator('input[type=file]').first();
  await file.setInputFiles({
    name: 'tờ khai.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ no PDF'),
  });
  await page.getByRole('alert').waitFor();
  await file.setInputFiles({ name: 'tờ khai.pdf', mimeType: 'application/pdf', buffer: pdf('Tờ khai') });
  await page.getByText('Đã có: tờ khai.pdf').waitFor();
  await page.context().grantPermissions(['camera']);
  await button(lan, /^Chụp ảnh: Tờ khai/).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chụp', exact: true }).click();
  await page.getByText(/Đã có: anh-\d{14}\.jpg/).waitFor();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-filing');
  await lan.close();
});

test('a letter corrected after a lost answer: what was filed is told, and nothing is filed twice', async () => {
  const lan = await desk.as('hue.lan', '/counter');
  const { page } = lan;
  await page.getByLabel('Tìm thủ tục').fill('hon nhan');
  await button(lan, /Cấp giấy xác nhận tình trạng hôn nhân/).click();
  await page.getByLabel('Họ và tên').fill('Lê Thị Hoà');
  await page.getByLabel('Giao dịch tài sản').check();
  await page.getByLabel(/^Bản giấy: Tờ khai/).check();
  // The order gets through, its answer does not.
  await page.route('**/v1/dossiers', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button(lan, 'Nộp hồ sơ').click();
  await page.getByRole('alert').waitFor();
  await page.unroute('**/v1/dossiers');
  await page.getByLabel('Họ và tên').fill('Lê Thị Hòa');
  await button(lan, 'Nộp hồ sơ').click();
  await page.getByText(/Hồ sơ đã nộp, mã H57/).waitFor();
  // Where the clerk looks, not above what they see.
  const shown = page.getByText(/Hồ sơ đã nộp, mã H57/);
  await expect.poll(async () => (await shown.boundingBox())?.y ?? 0).toBeGreaterThan(0);
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-already-filed');
  const reported = await codeShown(lan, 'alert');
  await button(lan, 'Hồ sơ mới').first().click();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('');
  // Without a telephone number, the digits to follow it by are on the page.
  await page.getByLabel('Họ và tên').fill('Phạm Văn Quý');
  await page.getByLabel('Giao dịch tài sản').check();
  await page.getByLabel(/^Bản giấy: Tờ khai/).check();
  await button(lan, 'Nộp hồ sơ').click();
  await page.getByText(/bốn số để tra cứu là \d{4}/).waitFor();
  const next = await codeShown(lan);
  expect(next).not.toBe(reported);
  expect(await lan.faults()).toEqual([]);
  await lan.picture('counter-filed');
  const [, proof = ''] = /tra cứu là (\d{4})/.exec(await page.locator('main').innerText()) ?? [];
  await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  await page.getByText('bản giấy lưu tại cơ quan').waitFor();
  await lan.close();
  const stranger = await desk.stranger(`/track/${next}`, { javaScript: false });
  await stranger.getByLabel(/bốn số trên giấy hẹn/).fill(proof);
  await stranger.getByRole('button', { name: 'Tra cứu' }).click();
  await stranger.getByText('Cấp giấy xác nhận tình trạng hôn nhân').waitFor();
  await stranger.context().close();
});

test('the specialist finds it among the unclaimed, takes it by the keyboard, and forwards it', async () => {
  const hoa = await desk.as('hue.hoa', '/inbox?box=free');
  const { page } = hoa;
  await page.getByRole('link', { name: 'Kiểm tra sổ hộ tịch' }).waitFor();
  expect(await hoa.faults()).toEqual([]);
  await hoa.picture('inbox');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect.poll(() => page.getByRole('button', { name: `Nhận việc của hồ sơ ${code}` }).count()).toBe(0);
  await page.keyboard.press('e');
  await page.getByRole('heading', { level: 1, name: code }).waitFor();
  // Shown as hers on the list at once; here as soon as it is.
  const now = page.getByRole('region', { name: 'Việc cần làm ngay' });
  await now.getByText('Nguyễn Thị Mai Hoa').waitFor();
  // On another screen she has begun the same, and is writing why not.
  const elsewhere = await desk.as('hue.hoa', `/cases/${code}`);
  await button(elsewhere, 'Hoàn thành').click();
  const left = elsewhere.page.getByRole('dialog');
  await left.getByLabel('Lý do').fill('Thiếu xác nhận của nơi cư trú trước.');
  await button(hoa, 'Hoàn thành').click();
  await page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(hoa, 'Hoàn thành');
  await page.getByRole('region', { name: 'Việc cần làm ngay' }).getByText('Ký giấy xác nhận').waitFor();
  await hoa.close();
  // There the window stays, with what was written and with what happened; and it sends nothing more.
  const news = left.getByRole('alert');
  await news.getByText('Việc này hiện không còn làm được nữa', { exact: false }).waitFor();
  await news.getByText(/^Hoàn thành việc “Kiểm tra sổ hộ tịch”/).waitFor();
  expect(await left.getByLabel('Lý do').inputValue()).toBe('Thiếu xác nhận của nơi cư trú trước.');
  await news.getByRole('button', { name: 'Chép nội dung đã nhập' }).waitFor();
  expect(await left.getByRole('button', { name: 'Hoàn thành', exact: true }).count()).toBe(0);
  expect(await elsewhere.faults()).toEqual([]);
  await elsewhere.picture('case-gone');
  // Closed, it does not come up again by itself.
  await left.getByRole('button', { name: 'Đóng' }).click();
  await left.waitFor({ state: 'hidden' });
  await elsewhere.close();
});

test('a newer version takes the place of a document, and a large file goes on where the line broke', async () => {
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  const { page } = lan;
  await button(lan, 'Đính kèm giấy tờ').click();
  const dialog = page.getByRole('dialog');
  const file = dialog.locator('input[type=file]');
  const clearer = pdf('Tờ khai, bản rõ hơn');
  await file.setInputFiles({ name: 'tờ khai rõ.pdf', mimeType: 'application/pdf', buffer: clearer });
  await dialog.getByText('tờ khai rõ.pdf', { exact: true }).waitFor();
  // It is taken for a newer one of the same paper, until somebody says otherwise.
  const replaces = dialog.getByRole('combobox', { name: 'Bản mới của giấy tờ đã có' });
  expect(await replaces.inputValue()).toBe('Thay cho tờ khai.pdf');

  // The line goes dead in the middle of a large picture.
  const offsets: string[] = [];
  await page.route('**/v1/uploads/*', async (route) => {
    const offset = route.request().headers()['upload-offset'];
    if (route.request().method() !== 'PATCH' || offset === undefined) return route.continue();
    offsets.push(offset);
    return offsets.length === 2 ? route.abort() : route.continue();
  });
  const large = await photo({ width: 5000, height: 3600 });
  expect(large.length).toBeGreaterThan(2 * 1024 * 1024);
  await file.setInputFiles({ name: 'sổ gốc.jpg', mimeType: 'image/jpeg', buffer: large });
  await dialog.getByText('sổ gốc.jpg', { exact: true }).waitFor();
  const part = String(1024 * 1024);
  expect(offsets.slice(0, 3)).toEqual(['0', part, part]);
  await dialog.getByRole('combobox', { name: 'sổ gốc.jpg là giấy tờ nào' }).click();
  await page.getByRole('option', { name: 'Giấy tờ khác' }).click();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('case-attach');
  await confirm(lan, 'Đính kèm giấy tờ');

  const documents = page.getByRole('region', { name: 'Giấy tờ', exact: true });
  await documents.getByText('tờ khai rõ.pdf', { exact: false }).waitFor();
  expect(await documents.getByText(/^tờ khai\.pdf/).count()).toBe(0);
  await documents.getByRole('button', { name: /^1 bản cũ/ }).click();
  await documents.getByText(/^tờ khai\.pdf/).waitFor();
  await documents.getByRole('button', { name: 'Xem: sổ gốc.jpg' }).click();
  const picture = page.getByRole('dialog').getByRole('img', { name: 'sổ gốc.jpg' });
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((seen) => (seen as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(5000);
  await page.keyboard.press('Escape');
  await lan.close();
});

test('the case says where it is, where it was and why it is due when it is; on paper it is whole', async () => {
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  const { page } = lan;
  const steps = page.getByRole('list', { name: 'Các bước' }).getByRole('listitem');
  await expect
    .poll(() => steps.allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Kiểm tra sổ hộ tịch: đã qua, \d+ phút$/),
      'Xác minh cư trú',
      expect.stringMatching(/^Ký giấy xác nhận: đang ở đây, \d+ phút$/),
    ]);
  // Where it is lies in sight of the drawing, at the desk and on a telephone.
  const here = page.locator('.diagram-step[data-state="here"]');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const frame = page.getByRole('region', { name: 'Sơ đồ quy trình' });
    await expect
      .poll(async () => {
        const [step, seen] = [await here.boundingBox(), await frame.boundingBox()];
        if (step === null || seen === null) return null;
        return step.x >= seen.x && step.x + step.width <= seen.x + seen.width + 1;
      })
      .toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 860 });

  const clocks = page.getByRole('region', { name: 'Đồng hồ thời hạn' });
  await clocks.getByRole('button', { name: 'Vì sao có hạn này?' }).first().click();
  const why = page.getByRole('dialog', { name: 'Vì sao có hạn này?' });
  // First the term in the words of the receipt, then the days, then what happened, with names.
  await why.getByText(/^Thời hạn .* kể từ .*, đến hạn lúc \d\d:\d\d /).waitFor();
  const days = why.getByRole('region', { name: 'Tính theo từng ngày' }).getByRole('listitem');
  expect(await days.allInnerTexts()).toContainEqual(expect.stringMatching(/^Tính theo lịch “/));
  const happened = why.getByRole('region', { name: 'Các sự kiện liên quan đến hạn' }).getByRole('listitem');
  expect((await happened.allInnerTexts())[0]).toMatch(/: bắt đầu tính; hạn .*do Trần Thị Ngọc Lan\.\)\s*$/);
  expect(await lan.faults()).toEqual([]);
  await lan.picture('case-why');
  await page.keyboard.press('Escape');

  const events = page.getByRole('region', { name: 'Diễn biến' }).locator('time');
  await expect.poll(() => events.count()).toBe(8);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => events.count()).toBeGreaterThan(8);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => events.count()).toBe(8);
  await lan.close();
});

test('a colleague’s change is told kindly, and what was typed is not lost', async () => {
  const dung = await desk.as('hue.dung', `/cases/${code}`);
  await button(dung, 'Ghi chú').click();
  await dung.page.getByRole('dialog').getByRole('textbox').first().fill('Đã đối chiếu sổ gốc.');
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  // Each sees that the other is there.
  await lan.page.getByText('Đang cùng xem: Hoàng Trọng Dũng').waitFor();
  await button(lan, 'Ghi chú').click();
  await lan.page.getByRole('dialog').getByRole('textbox').first().fill('Người dân hẹn lấy buổi chiều.');
  await confirm(lan, 'Ghi chú');
  await lan.close();
  // The page of the other has heard of it meanwhile: what they typed still stands, and goes through once they have looked.
  const { page } = dung;
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('alert').getByText('Người dân hẹn lấy buổi chiều.').waitFor();
  expect(await dialog.getByRole('textbox').first().inputValue()).toBe('Đã đối chiếu sổ gốc.');
  expect(await dialog.getByRole('button', { name: 'Ghi chú', exact: true }).count()).toBe(0);
  expect(await dung.faults()).toEqual([]);
  await dung.picture('case-conflict');
  await dialog.getByRole('button', { name: 'Đã xem, tiếp tục' }).click();
  await confirm(dung, 'Ghi chú');
  await page.getByText('Đã đối chiếu sổ gốc.').waitFor();
  await dung.close();
});

test('who has not heard of a change is refused, sees it, and sends what they wrote', async () => {
  const dung = await desk.as('hue.dung', `/cases/${code}`);
  const { page } = dung;
  // Nothing that happens reaches this page by itself.
  await page.context().route('**/v1/events', (route) => route.abort());
  await page.reload();
  await button(dung, 'Ghi chú').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Hẹn người dân chiều thứ Sáu.');
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  await button(lan, 'Ghi chú').click();
  await lan.page
    .getByRole('dialog')
    .getByRole('textbox')
    .first()
    .fill('Người dân xin dời sang sáng thứ Hai.');
  await confirm(lan, 'Ghi chú');
  await lan.close();
  await dialog.getByRole('button', { name: 'Ghi chú', exact: true }).click();
  await dialog.getByRole('alert').getByText('Người dân xin dời sang sáng thứ Hai.').waitFor();
  expect(await dialog.getByRole('textbox').first().inputValue()).toBe('Hẹn người dân chiều thứ Sáu.');
  await dialog.getByRole('button', { name: 'Đã xem, tiếp tục' }).click();
  await confirm(dung, 'Ghi chú');
  await page.getByText('Hẹn người dân chiều thứ Sáu.').waitFor();
  await dung.close();
});

test('the head signs, in English, in the dark', async () => {
  const dung = await desk.as('hue.dung', `/cases/${code}`, 'en');
  const { page } = dung;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('heading', { level: 2, name: 'Actions' }).waitFor();
  expect(await dung.faults()).toEqual([]);
  await dung.picture('case-dark');
  // The new date is seen before anything is ordered, and what cannot be given is told as it is typed.
  await button(dung, 'Extend').click();
  const extension = page.getByRole('dialog');
  await extension.getByText('Enter how much longer it needs to see the new date.').waitFor();
  await extension.getByRole('textbox', { name: 'How much' }).fill('2');
  await extension.getByLabel('Unit').click();
  await page.getByRole('option', { name: 'working days' }).click();
  const shown = extension.getByRole('status');
  await shown.getByText(/^The date given to the applicant: \d\d\/\d\d\/\d{4}, 17:\d\d \(before: /).waitFor();
  expect(await dung.faults()).toEqual([]);
  await dung.picture('case-extend');
  await extension.getByRole('textbox', { name: 'How much' }).fill('99000');
  await shown.getByText('The deadline cannot be extended by this amount of time.').waitFor();
  await extension.getByRole('button', { name: 'Cancel' }).click();
  await extension.waitFor({ state: 'hidden' });
  await button(dung, 'Complete').click();
  await page.getByRole('dialog').getByRole('radio').first().check();
  await confirm(dung, 'Complete');
  await page.getByText('Decided').first().waitFor();
  await dung.close();
});

test('the result goes by post, and the case tells what the post says of it as it comes', async () => {
  const lan = await desk.as('hue.lan', `/cases/${code}`);
  const { page } = lan;
  await button(lan, 'Chọn cách nhận kết quả').click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Qua bưu chính' }).check();
  await confirm(lan, 'Chọn cách nhận kết quả');
  await button(lan, SEND).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Họ và tên').fill('Nguyễn Thị Mai Hương');
  await dialog.getByLabel('Số điện thoại').fill('0905 123 456');
  await dialog.getByLabel('Địa chỉ').fill('12 Lê Lợi, phường Thuận Hóa, Huế');
  expect(await lan.faults()).toEqual([]);
  await confirm(lan, SEND);
  const way = page.getByRole('region', { name: 'Bưu chính' });
  await expect.poll(() => post.control.shipments.length).toBe(1);
  const tracking = post.control.shipments[0]?.tracking ?? '';
  await way.getByText(tracking).waitFor();
  post.control.scan(tracking, { kind: 'accepted', place: 'Bưu cục Huế' });
  await way.getByText(/bưu chính đã chấp nhận · Bưu cục Huế/).waitFor();
  expect(await lan.faults()).toEqual([]);
  await lan.picture('case-post');
  await lan.close();
});

test('who comes again need not say everything again, and the waiting room sees the numbers', async () => {
  const lan = await desk.as('hue.lan', '/counter');
  const { page } = lan;
  await page.getByLabel('Tìm thủ tục').fill('via he');
  await button(lan, /vỉa hè/)
    .first()
    .click();
  await page.getByLabel('Số điện thoại').fill('0905123456');
  await page.getByText(/Đã khai trong hồ sơ trước: Nguyễn Thị Mai Hương/).waitFor();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('');
  await lan.picture('counter-earlier');
  await button(lan, 'Dùng lại').click();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Nguyễn Thị Mai Hương');
  expect(await page.getByLabel('Số điện thoại').inputValue()).toBe('0905123456');
  expect(await lan.faults()).toEqual([]);
  await lan.close();
  const screen = await desk.stranger('/queue/hue.thuan-hoa.mot-cua', { javaScript: false });
  await screen.getByText('1', { exact: true }).waitFor();
  await screen.close();
});

test('whoever holds the receipt follows it without a script', async () => {
  const page = await desk.stranger(`/track/${code}`, { javaScript: false });
  await page.getByLabel(/Bốn số cuối của số điện thoại/).fill('3456');
  await page.getByRole('button', { name: 'Tra cứu' }).click();
  await page.getByText('Cấp giấy xác nhận tình trạng hôn nhân').waitFor();
  await page.context().close();
});

test('an officer of elsewhere is told that there is nothing', async () => {
  const other = await desk.as('hue.vy-da', `/cases/${code}`);
  await other.page.getByRole('alert').waitFor();
  expect(await other.page.getByText('Nguyễn Thị Mai Hương').count()).toBe(0);
  await other.close();
});

/** All that travels until the page is at rest: parts, answers of the API, and the headers of each. */
test('the inbox loads less than 250 kB, packed by gzip as any browser reads it', async () => {
  const hoa = await desk.as('hue.hoa', '/inbox');
  const { page } = hoa;
  await page.getByRole('heading', { level: 1 }).waitFor();
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  // As on the first visit: nothing is kept yet.
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  const packed = new Set<string | undefined>();
  await page.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' });
  page.on('response', (answer) => {
    if (answer.url().includes('/assets/')) packed.add(answer.headers()['content-encoding']);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.reload();
  await page.getByText('Không có việc nào ở đây').or(page.getByRole('table')).first().waitFor();
  // The stream of events never ends: what else there is has come when nothing grows any more.
  for (let before = -1; before !== bytes; await page.waitForTimeout(1_500)) before = bytes;
  expect([...packed]).toEqual(['gzip']);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(250_000);
  await hoa.close();
});
