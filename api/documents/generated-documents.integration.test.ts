/** Documents over HTTP: made when events call for them, of the record as it was; asked for; and kept from who may not read them. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId } from '../../domain/ids.ts';
import {
  type Api,
  OTHER_RECEPTIONIST,
  permitFiling,
  potholeFiling,
  startApi,
} from '../../test/support/api.ts';
import { pdf, uploaded } from '../../test/support/files.ts';
import { codesOf, flat, readPdf } from '../../test/support/pdf.ts';
import { AGENCIES, PEOPLE } from '../../test/support/sample-definitions.ts';

const { receptionist, specialist, head, auditor, administrator, citizen, otherCitizen, province, otherWard } =
  PEOPLE;

interface Document {
  readonly id: string;
  readonly form: string;
  readonly language: string;
  readonly seq: number;
  readonly head: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: string;
}

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function filed(user: string, path: string, body: object): Promise<{ id: string; code: string }> {
  const answer = await api.call(user, 'POST', path, body);
  expect([answer.status, answer.status === 201 ? null : answer.body]).toEqual([201, null]);
  return answer.body;
}

async function did(user: string, id: string, name: string, input: object = {}): Promise<void> {
  const answer = await api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input);
  expect([name, answer.status, answer.status === 200 ? null : answer.body]).toEqual([name, 200, null]);
}

/** Once all of these are there. */
async function documentsDueOn(
  id: string,
  user: string,
  ...forms: readonly string[]
): Promise<readonly Document[]> {
  for (let tries = 0; tries < 600; tries++) {
    const { body } = await api.call(user, 'GET', `/v1/cases/${id}/documents`);
    const found = body.items as Document[];
    if (forms.every((form) => found.some((each) => each.form === form))) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`there is no ${forms.join(', ')} of ${id}`);
}

async function document(id: string, user: string, form: string): Promise<Document> {
  const found = (await documentsDueOn(id, user, form)).find((each) => each.form === form);
  if (found === undefined) throw new Error(`there is no ${form}`);
  return found;
}

async function fileOf(user: string, id: string): Promise<Uint8Array> {
  const answer = await fetch(`${api.url}/v1/generated-documents/${id}`, {
    headers: { Authorization: `Bearer ${await api.tokenOf(user)}` },
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return new Uint8Array(await answer.arrayBuffer());
}

const textOf = async (user: string, id: string) => flat((await readPdf(await fileOf(user, id))).text);
const status = async (user: string, id: string) =>
  (await api.call(user, 'GET', `/v1/generated-documents/${id}`)).status;
const ask = (user: string, body: object, headers: Record<string, string> = {}) =>
  api.call(user, 'POST', '/v1/generated-documents', body, headers);

describe('a dossier on its way', () => {
  test('leaves a receipt, a result, a control sheet and a fee receipt, each of the record as it was then', async () => {
    const principal = 'Trần Thị Mỹ Hạnh, theo văn bản ủy quyền số 5/2026';
    const given = permitFiling();
    const drawing = await uploaded(api, receptionist.user, pdf('Bản vẽ'));
    const better = await uploaded(api, receptionist.user, pdf('Bản vẽ lần hai'));
    const { id, code } = await filed(receptionist.user, '/v1/dossiers', {
      ...given,
      applicant: { ...given.applicant, representing: principal },
      sets: 2,
      documents: [{ rule: 'drawing', upload: drawing }],
    });
    await did(receptionist.user, id, 'attach', {
      documents: [{ rule: 'drawing', upload: better, replaces: drawing }],
    });
    await did(receptionist.user, id, 'accept');
    const receipt = await document(id, receptionist.user, 'receipt');
    await did(specialist.user, id, 'complete', { taskId: 'examine.1', outcome: 'forward' });
    await did(head.user, id, 'complete', { taskId: 'sign.1', outcome: 'approve' });
    await did(receptionist.user, id, 'pay', { amount: 75_000, receipt: 'BL-0001' });
    const all = await documentsDueOn(
      id,
      receptionist.user,
      'receipt',
      'result',
      'control-sheet',
      'fee-receipt',
    );
    expect(all.map(({ form, seq }) => [form, seq])).toEqual([
      ['receipt', 3],
      ['result', 11],
      ['control-sheet', 11],
      ['fee-receipt', 12],
    ]);

    const file = await fileOf(receptionist.user, receipt.id);
    expect(createHash('sha256').update(file).digest('hex')).toBe(receipt.sha256);
    expect(file.length).toBe(receipt.size);
    const said = flat((await readPdf(file)).text);
    for (const content of [
      code,
      'Nguyễn Văn Lợi',
      '12 Lê Lợi',
      'Cấp phép mẫu (9.000001)',
      // The newer version alone.
      '1 Bản vẽ 1',
      'Số lượng hồ sơ: 2 (bộ)',
      `Người ủy quyền: ${principal}`,
      '15 ngày làm việc',
      // Paid for since.
      '75.000 đồng (chưa nộp)',
      `Cán bộ ${receptionist.user}`,
    ])
      expect(said).toContain(content);
    const history = (await api.call(auditor.user, 'GET', `/v1/cases/${id}/history`)).body.items;
    expect(receipt.head).toBe(history[2].hash);
    expect(said).toContain(receipt.head);

    const byForm = (form: string) => all.find((each) => each.form === form)?.id ?? '';
    const sheet = await textOf(receptionist.user, byForm('control-sheet'));
    for (const content of ['Trước hạn', 'Tiếp nhận hồ', `Cơ quan ${AGENCIES.owner}`, head.user])
      expect(sheet).toContain(content);
    const result = await textOf(receptionist.user, byForm('result'));
    expect(result).toContain('Diện tích: 50');
    expect(result).toContain('Sample decision 1/2026');
    expect(await textOf(receptionist.user, byForm('fee-receipt'))).toContain('Bảy mươi lăm nghìn đồng');
  });

  test('asked back for documents and refused, says what is missing and why', async () => {
    const { id } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    await did(receptionist.user, id, 'accept');
    const elsewhere = await api.call(specialist.user, 'POST', `/v1/cases/${id}/actions/request-supplement`, {
      taskId: 'examine.1',
      missing: ['title'],
      advice: { drawing: 'x' },
      reason: 'y',
    });
    expect([elsewhere.status, elsewhere.body.errors?.[0].pointer]).toEqual([422, '/advice']);
    await did(specialist.user, id, 'request-supplement', {
      taskId: 'examine.1',
      missing: ['title', 'drawing'],
      advice: { title: 'Chụp lại rõ nét, đủ bốn góc' },
      reason: 'Giấy chứng nhận bị mờ',
    });
    const request = await document(id, receptionist.user, 'supplement-request');
    const said = await textOf(receptionist.user, request.id);
    expect(said).toContain('Giấy chứng nhận bị mờ');
    expect(said).toContain(
      '1. Giấy chứng nhận Cách bổ sung, hoàn thiện: Chụp lại rõ nét, đủ bốn góc 2. Bản vẽ',
    );
    const shown = (await api.call(receptionist.user, 'GET', `/v1/cases/${id}`)).body;
    expect(shown.advice).toEqual({ title: 'Chụp lại rõ nét, đủ bốn góc' });
    await did(receptionist.user, id, 'receive-supplement', {
      documents: [
        { rule: 'title', name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: 'b'.repeat(64) },
        { rule: 'drawing', name: 'b.pdf', mediaType: 'application/pdf', size: 1, sha256: 'c'.repeat(64) },
      ],
    });
    await did(specialist.user, id, 'complete', {
      taskId: 'examine.1',
      outcome: 'refuse',
      reason: 'Đất nằm trong hành lang thoát lũ',
    });
    const refusal = await document(id, receptionist.user, 'refusal');
    expect(await textOf(receptionist.user, refusal.id)).toContain('Đất nằm trong hành lang thoát lũ');
  });

  test('whose outbox job is carried out twice, or killed half way, has one document of the same bytes', async () => {
    const { id } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    await did(receptionist.user, id, 'accept');
    const first = await document(id, receptionist.user, 'receipt');
    const { pool } = api.engine.owner;
    const again = async () => {
      const call = {
        kind: 'document',
        province: receptionist.province,
        caseId: id as CaseId,
        seq: 2,
      } as const;
      await api.engine.client.workflow.execute('documentWorkflow', {
        taskQueue: `${api.engine.taskQueue}-outbox`,
        workflowId: `again-${crypto.randomUUID()}`,
        args: [{ ...call, id: first.id, subject: 'receipt' }],
      });
    };
    await again();
    // As if it had been killed between the file and the row.
    await pool.query('DELETE FROM generated_documents WHERE id = $1', [first.id]);
    await pool.query('ALTER TABLE documents DISABLE TRIGGER USER');
    await pool.query('DELETE FROM documents WHERE id = $1', [first.id]);
    await pool.query('ALTER TABLE documents ENABLE TRIGGER USER');
    await again();
    expect(await documentsDueOn(id, receptionist.user, 'receipt')).toEqual([first]);
  });

  test('of an applicant who reads English has each document in both languages', async () => {
    const { pool } = api.engine.owner;
    const { id } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    await pool.query(
      `INSERT INTO message_preferences (person, province, channels, language, digest) VALUES ($1, 'hue', '{}', 'en', false)`,
      [`case:${id}`],
    );
    await did(receptionist.user, id, 'accept');
    await expect
      .poll(async () =>
        (await documentsDueOn(id, receptionist.user, 'receipt')).map(({ language }) => language),
      )
      .toEqual(['vi', 'en']);
    const [, english] = await documentsDueOn(id, receptionist.user, 'receipt');
    const said = await textOf(receptionist.user, english?.id ?? '');
    expect(said).toContain('RECEIPT OF DOSSIER AND APPOINTMENT');
    expect(said).toContain('Applicant: Nguyễn Văn Lợi');
  });
});

describe('a complaint', () => {
  test('is acknowledged and answered without a word about who sent it', async () => {
    const description = 'Ổ gà lớn trước cổng chợ Đông Ba';
    const reporter = { name: 'Trần Thị Mai', phone: '0905777888', address: '7 Mai Thúc Loan' };
    const { id } = await filed(
      citizen.user,
      '/v1/complaints',
      potholeFiling({ channel: 'online', reporter }),
    );
    const acknowledgement = await document(id, citizen.user, 'complaint-acknowledgement');
    await did(receptionist.user, id, 'refuse', { reason: 'Đường này do tỉnh khác quản lý' });
    const answer = await document(id, citizen.user, 'complaint-answer');
    const texts = await Promise.all([acknowledgement, answer].map((each) => textOf(citizen.user, each.id)));
    for (const said of texts) {
      expect(said).toContain(description);
      for (const secret of ['Mai', '0905', 'Thúc Loan']) expect(said).not.toContain(secret);
    }
    expect(texts[1]).toContain('Đường này do tỉnh khác quản lý');
    expect(texts[1]).toContain('Không tiếp nhận');
  });
});

describe('whoever may not read a document', () => {
  test('finds none: another ward, another citizen, an administrator who sees cases but nobody’s name', async () => {
    const { id } = await filed(citizen.user, '/v1/dossiers', permitFiling({ channel: 'online' }));
    await did(receptionist.user, id, 'accept');
    const receipt = await document(id, receptionist.user, 'receipt');
    for (const { user } of [citizen, auditor, specialist, province])
      expect([user, await status(user, receipt.id)]).toEqual([user, 200]);
    for (const { user } of [otherCitizen, otherWard, OTHER_RECEPTIONIST, administrator, PEOPLE.stranger])
      expect([user, await status(user, receipt.id)]).toEqual([user, 404]);
    expect((await api.call(administrator.user, 'GET', `/v1/cases/${id}/documents`)).body.items).toEqual([]);
    expect((await api.call(otherCitizen.user, 'GET', `/v1/cases/${id}/documents`)).status).toBe(404);
    expect((await api.call(null, 'GET', `/v1/generated-documents/${receipt.id}`)).status).toBe(401);
    expect(await status(receptionist.user, 'document-nothing')).toBe(404);
  });

  test('is an applicant who has not paid for the result', async () => {
    const { id } = await filed(citizen.user, '/v1/dossiers', permitFiling({ channel: 'online' }));
    await did(receptionist.user, id, 'accept');
    await did(specialist.user, id, 'complete', { taskId: 'examine.1', outcome: 'forward' });
    await did(head.user, id, 'complete', { taskId: 'sign.1', outcome: 'approve' });
    const result = await document(id, receptionist.user, 'result');
    expect(await status(citizen.user, result.id)).toBe(404);
    expect((await documentsDueOn(id, citizen.user, 'receipt')).map(({ form }) => form)).not.toContain(
      'result',
    );
    await did(receptionist.user, id, 'pay', { amount: 75_000, receipt: 'BL-0002' });
    expect(await status(citizen.user, result.id)).toBe(200);
  });
});

describe('what is asked for', () => {
  test('a control sheet as of now, and a document in English, are made at once; the same key gives the same one', async () => {
    const { id, code } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    await did(receptionist.user, id, 'accept');
    const sheet = await ask(receptionist.user, { form: 'control-sheet', case: code });
    expect([sheet.status, sheet.body.state]).toEqual([201, 'generated']);
    expect(await textOf(receptionist.user, sheet.body.id)).toContain(code);

    const receipt = await document(id, receptionist.user, 'receipt');
    const key = { 'Idempotency-Key': `copy-${id}` };
    const copy = await ask(receptionist.user, { form: 'copy', document: receipt.id, language: 'en' }, key);
    expect(await textOf(receptionist.user, copy.body.id)).toContain('Result due at');
    expect(
      (await ask(receptionist.user, { form: 'copy', document: receipt.id, language: 'en' }, key)).body,
    ).toEqual(copy.body);
    // What one asked for is theirs; documents of events stay as many.
    expect(await status(specialist.user, copy.body.id)).toBe(404);
    expect(await documentsDueOn(id, receptionist.user, 'receipt')).toHaveLength(1);
  });

  test('a register lists the dossiers of an agency and a period, and no other agency’s', async () => {
    const name = 'Hồ Thị Đăng Ký';
    const mine = await filed(
      receptionist.user,
      '/v1/dossiers',
      permitFiling({ applicant: { name, phone: '0905000111' } }),
    );
    const other = await filed(OTHER_RECEPTIONIST.user, '/v1/dossiers', permitFiling());
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const register = { form: 'register', agency: AGENCIES.counter, from: today, until: today };
    const made = await ask(receptionist.user, register);
    expect([made.status, made.body.form]).toEqual([201, 'register']);
    const said = await textOf(receptionist.user, made.body.id);
    expect(said).toContain(mine.code);
    expect(said).toContain(name);
    expect(said).not.toContain(other.code);

    const refused = await ask(OTHER_RECEPTIONIST.user, register);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
    expect((await ask(citizen.user, register)).status).toBe(403);
    // Whoever may know nobody's name gets a register of nobody.
    const empty = await ask(administrator.user, register);
    expect(await textOf(administrator.user, empty.body.id)).toContain('Không có hồ sơ nào');
    const backwards = await ask(receptionist.user, { ...register, from: '2026-02-01', until: '2026-01-01' });
    expect([backwards.status, backwards.body.code]).toEqual([422, 'bad-period']);
    expect((await ask(receptionist.user, { ...register, agency: 'nowhere' })).body.code).toBe(
      'no-such-agency',
    );
  });

  test('a handover list takes only dossiers that whoever asks may read, and says which are not', async () => {
    const mine = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    const other = await filed(
      OTHER_RECEPTIONIST.user,
      '/v1/dossiers',
      permitFiling({ owner: 'hue.other-ward' }),
    );
    const list = { form: 'handover-list', from: AGENCIES.counter, to: AGENCIES.owner, cases: [mine.code] };
    const made = await ask(receptionist.user, list);
    const said = await textOf(receptionist.user, made.body.id);
    expect(said).toContain(mine.code);
    expect(said).toContain(`Nhận: Cơ quan ${AGENCIES.owner}`);
    const beyond = await ask(receptionist.user, { ...list, cases: [mine.id, other.id] });
    expect([beyond.status, beyond.body.errors?.[0]?.pointer]).toEqual([422, '/cases/1']);
    expect((await ask(receptionist.user, { ...list, from: 'hue.other-counter' })).status).toBe(403);
  });

  test('a label names sender and recipient, what to collect, and the number for machines', async () => {
    const { id, code } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    const { pool } = api.engine.owner;
    const terms = { version: 1, contact: { phone: '0234 3828 288', address: '01 Lê Hồng Phong, Huế' } };
    await pool.query(
      `INSERT INTO postal_terms (province, version, content, published_by) VALUES ('hue', 1, $1, 'quan') ON CONFLICT DO NOTHING`,
      [JSON.stringify(terms)],
    );
    const to = { name: 'Nguyễn Văn Lợi', phone: '0905123456', address: '12 Lê Lợi, phường Thuận Hóa' };
    await pool.query(
      `INSERT INTO text_contents (id, case_id, kind, author, content, salt, digest, search) VALUES ('address-1', $1, 'address', 'lan', $2, '', '', '')`,
      [id, JSON.stringify(to)],
    );
    const shipment = async (number: string, tracking: string | null) =>
      pool.query(
        `INSERT INTO shipments (id, case_id, province, counter, direction, carrier, terms_version, status, tracking, address, cod, ordered_at)
         VALUES ($1, $2, 'hue', $3, 'result', 'post', 1, 'created', $4, 'address-1', 75000, now())`,
        [number, id, AGENCIES.counter, tracking],
      );
    await shipment('s-1', 'EA473124829VN');
    const label = await ask(receptionist.user, { form: 'delivery-label', case: code, shipment: 's-1' });
    const file = await fileOf(receptionist.user, label.body.id);
    const said = flat((await readPdf(file)).text);
    for (const content of [to.name, to.address, to.phone, terms.contact.address, code, '75.000 đồng'])
      expect(said).toContain(content);
    expect(await codesOf(file)).toEqual(['CODE-128:EA473124829VN', 'QR-Code:EA473124829VN']);

    const list = { form: 'handover-list', from: AGENCIES.counter, to: null, cases: [id] };
    const handed = await ask(receptionist.user, list);
    const listed = await textOf(receptionist.user, handed.body.id);
    for (const content of ['EA473124829VN', 'Dịch vụ bưu chính công ích', '75.000'])
      expect(listed).toContain(content);

    await shipment('s-2', null);
    const early = await ask(receptionist.user, { form: 'delivery-label', case: code, shipment: 's-2' });
    expect([early.status, early.body.code]).toEqual([422, 'document-impossible']);
  });

  test('a label of no shipment cannot be made, and says so', async () => {
    const { id } = await filed(receptionist.user, '/v1/dossiers', permitFiling());
    const label = await ask(receptionist.user, { form: 'delivery-label', case: id, shipment: 'none' });
    expect([label.status, label.body.code]).toEqual([422, 'document-impossible']);
    expect((await ask(otherWard.user, { form: 'delivery-label', case: id, shipment: 'none' })).status).toBe(
      404,
    );
  });
});
