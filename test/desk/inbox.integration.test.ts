/** Many tasks at once: an afternoon of a head of office and of a specialist, in a browser. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, type Seat, startDesk } from '../support/desk.ts';
import { fillInbox } from '../support/full-inbox.ts';

const codes: string[] = [];
let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
  for (let n = 0; n < 3; n++) codes.push(await accepted(`Nguyễn Thị Mẫu ${n}`));
});
afterAll(() => desk.close());

async function posted(user: string, path: string, body: object): Promise<{ id: string; code: string }> {
  const post = (to: string, said: object, headers: Record<string, string>) =>
    fetch(`${desk.url}${to}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
      body: JSON.stringify(said),
    });
  const { token } = (await (await post('/dev/token', { user }, {})).json()) as { token: string };
  const answer = await post(path, body, { Authorization: `Bearer ${token}` });
  expect([path, answer.status < 300 ? null : await answer.text()]).toEqual([path, null]);
  return (await answer.json()) as { id: string; code: string };
}

async function accepted(name: string): Promise<string> {
  const sha256 = 'a'.repeat(64);
  const { id, code } = await posted('hue.lan', '/v1/dossiers', {
    procedure: '1.004873',
    channel: 'counter',
    owner: 'hue.thuan-hoa',
    applicant: { name, phone: '0905123456' },
    form: { purpose: 'property', livedElsewhere: false },
    documents: [
      { rule: 'application', name: 'to-khai.pdf', mediaType: 'application/pdf', size: 1000, sha256 },
    ],
  });
  await posted('hue.lan', `/v1/cases/${id}/actions/pay`, { amount: 15_000, receipt: 'BL-0001' });
  await posted('hue.lan', `/v1/cases/${id}/actions/accept`, {});
  return code;
}

const rows = ({ page }: Seat) => page.getByRole('table').locator('tbody tr[data-index]');
const chooseAll = ({ page }: Seat) => page.getByRole('checkbox', { name: 'Chọn tất cả' }).check();
const toolbar = ({ page }: Seat) => page.getByRole('toolbar', { name: 'Các việc đã chọn' });

test('the head gives three tasks to one specialist at once', async () => {
  const dung = await desk.as('hue.dung', '/inbox?box=agency');
  const { page } = dung;
  await expect.poll(() => rows(dung).count()).toBe(3);
  await chooseAll(dung);
  await toolbar(dung).getByRole('button', { name: 'Giao việc' }).click();
  const dialog = page.getByRole('dialog', { name: 'Giao 3 việc' });
  await dialog.getByRole('combobox', { name: 'Giao cho' }).click();
  await page.getByRole('option', { name: 'Nguyễn Thị Mai Hoa' }).click();
  expect(await dung.faults()).toEqual([]);
  await dung.picture('inbox-assign');
  await dialog.getByRole('button', { name: 'Thực hiện' }).click();
  await page.getByText('Đã thực hiện 3 việc.').waitFor();
  await expect.poll(() => rows(dung).getByText('Nguyễn Thị Mai Hoa').count()).toBe(3);

  // One of them he keeps an eye on.
  await page.goto(`${desk.url}/cases/${codes[0]}`);
  await page.getByRole('button', { name: 'Theo dõi', exact: true }).click();
  await page.getByRole('button', { name: 'Thôi theo dõi' }).waitFor();
  await page.goto(`${desk.url}/inbox?box=watched`);
  await expect.poll(() => rows(dung).count()).toBe(1);
  expect(await rows(dung).innerText()).toContain(codes[0]);
  await dung.close();
});

test('the specialist finds one by a name without marks, keeps the view, and forwards all three in one go', async () => {
  const hoa = await desk.as('hue.hoa', '/inbox');
  const { page } = hoa;
  await expect.poll(() => rows(hoa).count()).toBe(3);
  await page.keyboard.press('/');
  await page.keyboard.type('nguyen thi mau 1');
  await expect.poll(() => rows(hoa).count()).toBe(1);
  expect(await rows(hoa).innerText()).toContain(codes[1]);
  // Names stand in no address, and are looked for again when the page is opened anew.
  expect(page.url()).not.toMatch(/nguyen|mau/);
  await page.reload();
  await expect.poll(() => rows(hoa).count()).toBe(1);
  await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await page.getByLabel('Lưu với tên').fill('Bà Mẫu');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu bộ lọc “Bà Mẫu”.').waitFor();

  await page.goto(`${desk.url}/inbox`);
  await expect.poll(() => rows(hoa).count()).toBe(3);
  await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
  await page.getByRole('button', { name: 'Bà Mẫu', exact: true }).waitFor();
  expect(await hoa.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Bà Mẫu', exact: true }).click();
  await expect.poll(() => rows(hoa).count()).toBe(1);
  expect(await page.getByRole('textbox', { name: /Tìm theo mã/ }).inputValue()).toBe('nguyen thi mau 1');
  expect(page.url()).not.toMatch(/nguyen|mau/);
  await page.goBack();
  await expect.poll(() => rows(hoa).count()).toBe(3);
  expect(await page.getByRole('textbox', { name: /Tìm theo mã/ }).inputValue()).toBe('');

  await chooseAll(hoa);
  await toolbar(hoa).waitFor();
  // On paper there is the list of what was chosen, and nothing of the page around it.
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.print-alone tbody tr').count()).toBe(3);
  expect(await page.locator('.print-alone').isVisible()).toBe(true);
  expect(await page.locator('main').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });

  await toolbar(hoa).getByRole('button', { name: 'Chuyển bước' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chuyển bước 3 việc' });
  await dialog.getByRole('radio').first().check();
  expect(await hoa.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Thực hiện' }).click();
  await page.getByText('Đã thực hiện 3 việc.').waitFor();
  await page.getByText('Không có việc nào ở đây').waitFor();
  await hoa.close();
});

test('a colleague whom a note names finds the case among those that they watch', async () => {
  const hoa = await desk.as('hue.hoa', `/cases/${codes[2]}`);
  await hoa.page.getByRole('button', { name: 'Ghi chú' }).click();
  const dialog = hoa.page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Anh xem giúp sổ gốc.');
  await dialog.getByRole('combobox', { name: 'Gửi đồng nghiệp' }).click();
  await hoa.page.getByRole('option', { name: 'Hoàng Trọng Dũng' }).click();
  await dialog.getByRole('textbox').first().click();
  await dialog.getByRole('button', { name: 'Ghi chú', exact: true }).click();
  await hoa.page.getByText('Gửi: Hoàng Trọng Dũng').waitFor();
  await hoa.close();
  const dung = await desk.as('hue.dung', '/inbox?box=watched');
  await dung.page.getByText(codes[2] ?? '').waitFor();
  await dung.close();
});

test('keys stay with the task that one stands at, though it leaves the list; what is refused is put back by itself', async () => {
  for (let n = 0; n < 3; n++) await accepted(`Hồ Văn Ngọc ${n}`);
  const hoa = await desk.as('hue.hoa', '/inbox?box=free');
  const { page } = hoa;
  const list = async () =>
    (await rows(hoa).allInnerTexts()).map((text) => /H57[\d.-]+/.exec(text)?.[0] ?? '');
  await expect.poll(() => rows(hoa).count()).toBe(3);
  const fresh = await list();
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect.poll(list).toEqual(fresh.slice(1));
  await page.keyboard.press('x');
  await page.getByText(`Việc của hồ sơ ${fresh[0]} không còn ở đây.`).waitFor();
  expect(await toolbar(hoa).count()).toBe(0);
  // Where it stood is the next one now; j goes there, and e would have opened that citizen's.
  await page.keyboard.press('e');
  await page.waitForURL(`**/cases/${fresh[0]}`);
  await page.goBack();
  await expect.poll(list).toEqual(fresh.slice(1));
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await toolbar(hoa).waitFor();
  // What is chosen here is not chosen there.
  await page.locator('label').filter({ hasText: 'Của tôi' }).click();
  await expect.poll(list).toEqual([fresh[0]]);
  expect(await toolbar(hoa).count()).toBe(0);

  // A colleague is faster, and the page has not heard of it; two claims are under way while another box is looked at.
  await page.route('**/v1/events', (route) => route.abort());
  await page.goto(`${desk.url}/inbox?box=free`);
  await expect.poll(list).toEqual(fresh.slice(1));
  await posted('hue.minh', `/v1/cases/${fresh[1]}/actions/claim`, { taskId: 'examine.1' });
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/actions/claim', (route) => held.then(() => route.continue()));
  for (const key of ['j', 'c', 'j', 'c']) await page.keyboard.press(key);
  await expect.poll(() => rows(hoa).getByText('Nguyễn Thị Mai Hoa').count()).toBe(2);
  await page.locator('label').filter({ hasText: 'Của tôi' }).click();
  await expect.poll(list).toEqual([fresh[0]]);
  go();
  await page.getByText('đang do người khác giữ').first().waitFor();
  await expect.poll(async () => (await list()).toSorted()).toEqual([fresh[0], fresh[2]].toSorted());
  await page.locator('label').filter({ hasText: 'Chưa ai nhận' }).click();
  await page.getByText('Không có việc nào ở đây').waitFor();
  await hoa.close();
});

test('on a telephone a task is claimed in its row', async () => {
  const code = await accepted('Phan Thị Bé');
  const hoa = await desk.as('hue.hoa', '/inbox?box=free');
  const { page } = hoa;
  await page.setViewportSize({ width: 360, height: 740 });
  await rows(hoa).first().waitFor();
  await page.getByRole('button', { name: 'Lọc thêm' }).click();
  await page.getByRole('combobox', { name: 'Thủ tục, lĩnh vực' }).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
  expect(await hoa.faults()).toEqual([]);
  await page.getByRole('button', { name: `Nhận việc của hồ sơ ${code}` }).click();
  await page.getByText('Không có việc nào ở đây').waitFor();
  await page.locator('label').filter({ hasText: 'Của tôi' }).click();
  await expect.poll(() => rows(hoa).filter({ hasText: code }).count()).toBe(1);
  await hoa.close();
});

describe('rooms of the counter', () => {
  const open = ({ page }: Seat, label: string) => page.getByRole('link', { name: `Mở: ${label}` });
  /** Asks for a document where it is offered, and reads what came. */
  async function printed(seat: Seat, label: string): Promise<void> {
    await seat.page.getByRole('button', { name: label, exact: true }).first().click();
    await open(seat, label).first().waitFor();
    const address = (await open(seat, label).first().getAttribute('href')) ?? '';
    const file = await seat.page.request.get(`${desk.url}${address}`);
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf']);
  }
  async function looksRight(seat: Seat): Promise<void> {
    expect(await seat.faults()).toEqual([]);
    await seat.page.setViewportSize({ width: 360, height: 740 });
    // The menu folds away first.
    const width = () => seat.page.evaluate<number>('document.documentElement.scrollWidth');
    await expect.poll(width).toBe(360);
    expect(await seat.faults()).toEqual([]);
    await seat.page.setViewportSize({ width: 1280, height: 860 });
  }

  test('what the post carries is seen, labelled, and handed over with a list', async () => {
    const { pool } = desk.engine.owner;
    const { rows: cases } = await pool.query('SELECT id FROM cases WHERE code = ANY ($1) ORDER BY code', [
      codes,
    ]);
    const to = { name: 'Nguyễn Thị Mẫu', phone: '0905123456', address: '12 Lê Lợi' };
    await pool.query(
      `INSERT INTO text_contents (id, case_id, kind, author, content, salt, digest, search) VALUES ('to-1', $1, 'address', 'lan', $2, '', '', '')`,
      [cases[0].id, JSON.stringify(to)],
    );
    const shipment = (id: string, caseId: string, status: string, change: object = {}) =>
      pool.query(
        `INSERT INTO shipments (id, case_id, province, counter, direction, carrier, terms_version, status, tracking, address, cod, ordered_at,
           due_at, held_until, ended_at, collected, refused_why)
         SELECT $1, $2, 'hue', 'hue.thuan-hoa.mot-cua', 'result', 'post', 1, $3, r.tracking, 'to-1', r.cod, now(),
           r.due_at, r.held_until, r.ended_at, r.collected, r.refused_why
         FROM jsonb_to_record($4) AS r (tracking text, cod bigint, due_at timestamptz, held_until timestamptz, ended_at timestamptz,
           collected bigint, refused_why text)`,
        [id, caseId, status, JSON.stringify(change)],
      );
    await shipment('s-1', cases[0].id, 'created', { tracking: 'EA473124829VN', cod: 75_000 });
    await shipment('s-2', cases[1].id, 'held', {
      tracking: 'EA473124832VN',
      due_at: '2026-01-05T17:00:00+07:00',
      held_until: '2099-01-09T17:00:00+07:00',
    });
    await shipment('s-3', cases[2].id, 'delivered', {
      tracking: 'EA473124846VN',
      cod: 8_000,
      collected: 8_000,
      ended_at: '2026-01-05T17:00:00+07:00',
    });

    const lan = await desk.as('hue.lan', '/shipments');
    const { page } = lan;
    const items = page.getByRole('main').getByRole('listitem');
    await expect.poll(() => items.count()).toBe(2);
    const all = (await items.allInnerTexts()).join('\n');
    for (const text of [
      'EA473124829VN',
      'Thu hộ 75.000',
      'Giữ tại bưu cục đến',
      'Trễ hẹn',
      ...codes.slice(0, 2),
    ])
      expect(all).toContain(text);
    await looksRight(lan);
    await lan.picture('post');
    await printed(lan, 'In phiếu gửi');
    await page.getByRole('checkbox').check();
    await printed(lan, 'Danh sách bàn giao cho bưu chính (1)');
    const view = async (name: string) => {
      await page.getByRole('combobox', { name: 'Bưu gửi' }).click();
      await page.getByRole('option', { name }).click();
    };
    await view('Chưa nộp tiền thu hộ');
    await expect.poll(async () => (await items.allInnerTexts()).join()).toMatch(/đã thu 8\.000.*chưa nộp/);
    await view('Thất lạc');
    await page.getByText('Không có bưu gửi nào').waitFor();
    await lan.close();
  });

  test('registers and lists between offices are made for paper, and a case’s sheet and copies', async () => {
    const lan = await desk.as('hue.lan', '/documents');
    const { page } = lan;
    await page
      .getByRole('textbox', { name: 'Bên nhận' })
      .or(page.getByRole('combobox', { name: 'Bên nhận' }))
      .first()
      .waitFor();
    await looksRight(lan);
    await lan.picture('printed-lists');
    await printed(lan, 'Lập sổ');
    await page.getByRole('combobox', { name: 'Bên nhận' }).click();
    await page.getByRole('option', { name: 'Ủy ban nhân dân phường Thuận Hóa', exact: true }).click();
    await page.getByLabel('Mã hồ sơ').fill(codes.slice(0, 2).join('\n'));
    await printed(lan, 'Lập danh sách (2)');
    await page.getByLabel('Mã hồ sơ').fill('H57.21-000000-0000');
    await page.getByRole('button', { name: 'Lập danh sách (1)' }).click();
    await page.getByRole('alert').waitFor();
    await page.goto(`${desk.url}/cases/${codes[0]}`);
    await printed(lan, 'Phiếu kiểm soát đến lúc này');
    const copy = page.getByRole('button', { name: /^Bản tiếng Anh: Giấy tiếp nhận/ });
    await copy.click();
    await page.getByRole('link', { name: /^Mở: Bản tiếng Anh, Giấy tiếp nhận/ }).waitFor();
    await lan.close();
  });

  test('who was not told stands in a list, can be told again, and says at the counter how they would like it', async () => {
    const lan = await desk.as('hue.lan', '/messages');
    const { page } = lan;
    const items = page.getByRole('main').getByRole('listitem');
    await items.first().waitFor();
    expect(await items.first().innerText()).toMatch(/không có đường gửi/);
    await looksRight(lan);
    await lan.picture('messages');
    await page
      .getByRole('button', { name: /^Gửi lại/ })
      .first()
      .click();
    await page.getByText('Đang gửi lại.').waitFor();

    await page.goto(`${desk.url}/cases/${codes[0]}`);
    const reported = page.getByRole('region', { name: 'Đã báo cho người dân và cán bộ' });
    await reported
      .getByText(/người nộp · không có đường gửi/)
      .first()
      .waitFor();
    await reported.getByRole('link', { name: 'Người nộp muốn được báo thế nào' }).click();
    await page.getByRole('heading', { name: `Cách người nộp hồ sơ ${codes[0]} muốn được báo` }).waitFor();
    await page.locator('label').filter({ hasText: 'Tiếng Anh' }).click();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await lan.close();
  });

  test('everybody says for themselves how they are notified', async () => {
    const hoa = await desk.as('hue.hoa', '/inbox');
    const { page } = hoa;
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('link', { name: 'Cách nhận tin báo' }).click();
    await page.getByLabel('Địa chỉ thư điện tử').fill('hoa@hue');
    await page.getByRole('switch', { name: 'Gộp việc mới vào một thư buổi sáng' }).click({ force: true });
    await page.getByRole('switch', { name: 'Giờ yên lặng của riêng tôi' }).click({ force: true });
    await page.getByLabel('Đến', { exact: true }).fill('06:30');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    // What is wrong is said at the field itself.
    expect(await page.getByLabel('Địa chỉ thư điện tử').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Địa chỉ thư điện tử').fill('hoa@hue.example');
    await looksRight(hoa);
    // A room brings the look of what it is made of.
    const tick = "getComputedStyle(document.querySelector('.mantine-Checkbox-icon')).position";
    expect(await page.evaluate(tick)).toBe('absolute');
    await hoa.picture('preferences');
    // Another language takes the topics with it, and leaves what was typed.
    await page.locator('header').getByRole('button', { name: 'EN, English' }).click();
    await page.getByRole('checkbox', { name: 'Daily summary' }).waitFor();
    await page.locator('header').getByRole('button', { name: 'VI, Tiếng Việt' }).click();
    await page.getByRole('checkbox', { name: 'Tổng hợp mỗi sáng' }).waitFor();
    expect(await page.getByLabel('Đến', { exact: true }).inputValue()).toBe('06:30');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Đến', { exact: true }).inputValue()).toBe('06:30');
    expect(await page.getByRole('switch', { name: 'Gộp việc mới vào một thư buổi sáng' }).isChecked()).toBe(
      false,
    );
    expect(await page.getByLabel('Địa chỉ thư điện tử').inputValue()).toBe('hoa@hue.example');
    await hoa.close();
  });
});

test('of thousands of tasks the rows in sight are drawn, and the keys go through all of them', async () => {
  await fillInbox(desk.engine.owner.pool, { agency: 'hue.thuan-hoa', count: 3_000 });
  const hoa = await desk.as('hue.hoa', '/inbox?box=free');
  const { page } = hoa;
  const at = () => page.evaluate<string>(`document.activeElement.closest('tr')?.dataset.index`);
  await rows(hoa).first().waitFor();
  expect(await rows(hoa).count()).toBeLessThan(60);
  // Far beyond what was fetched first, and what was first in sight. At the end of what is known a key waits for more.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('j');
        return at();
      },
      { interval: 5 },
    )
    .toBe('149');
  expect(await rows(hoa).count()).toBeLessThan(60);
  expect(await hoa.faults()).toEqual([]);
  await page.locator('label').filter({ hasText: 'Quá hạn' }).click();
  await page.waitForURL(/box=overdue/);
  await rows(hoa).first().waitFor();
  // The box that was clicked takes no letters.
  await page.keyboard.press('j');
  await expect.poll(at).toBe('0');
  // Below a second by itself (bench/RESULTS.md); here others want the machine too.
  const begun = Date.now();
  await page.goto(`${desk.url}/inbox?box=free`);
  await rows(hoa).first().waitFor();
  expect(Date.now() - begun).toBeLessThan(6_000);
  // As many as one order can be for.
  await chooseAll(hoa);
  await toolbar(hoa).getByText('Đã chọn 100').waitFor();
  await page.keyboard.press('j');
  await expect.poll(at).toBe('0');
  await toolbar(hoa).getByRole('button', { name: 'Giao việc' }).click();
  await page.getByRole('dialog').waitFor();
  // A window that is open has its letters to itself.
  await page.getByRole('dialog').getByRole('button').first().focus();
  await page.keyboard.press('e');
  await page.keyboard.press('j');
  expect(await at()).toBeUndefined();
  expect(page.url()).toContain('/inbox');
  await hoa.close();
});
