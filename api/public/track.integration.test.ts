import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, permitFiling, potholeFiling, startApi } from '../../test/support/api.ts';

let api: Api;
let code: string;
let anonymous: string;

beforeAll(async () => {
  api = await startApi();
  code = (await api.call('lan', 'POST', '/v1/dossiers', permitFiling())).body.code;
  anonymous = (await api.call('lan', 'POST', '/v1/complaints', potholeFiling({ reporter: undefined }))).body
    .code;
});
afterAll(() => api.close());

const track = (what: string, proof?: string) =>
  api.call(
    null,
    'GET',
    `/v1/track/${what}`,
    undefined,
    proof === undefined ? {} : { 'Tracking-Proof': proof },
  );

test('whoever holds the receipt and knows the telephone number sees where the case stands, and no person', async () => {
  const { status, body } = await track(code, '3456');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code,
    kind: 'dossier',
    procedure: 'Sample permit',
    status: 'filed',
    statusText: 'Filed',
  });
  expect(JSON.stringify(body)).not.toMatch(/Lợi|0905123456|3456"|hue\.|area/);
});

test('a code is read however it is written', async () => {
  expect((await track(code.toLowerCase(), '3456')).status).toBe(200);
});

test('a wrong proof, no proof, an unknown code and a case without a number get the same answer', async () => {
  const answers = [
    await track(code, '0000'),
    await track(code),
    await track(code, ''),
    await track(code, '0905123456'),
    await track('H57.12-991231-9999', '3456'),
    await track('nothing', '3456'),
    await track(anonymous, ''),
  ];
  const reported = answers.map(({ status, body }) => JSON.stringify({ status, ...body, instance: null }));
  expect(new Set(reported).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
});

test('who gave no telephone number follows the case by the four digits that the answer and the receipt bear', async () => {
  const filing = permitFiling({ applicant: { name: 'Nguyễn Văn Lợi' } });
  const key = { 'Idempotency-Key': 'no-telephone' };
  const file = async () => (await api.call('lan', 'POST', '/v1/dossiers', filing, key)).body;
  const first = await file();
  expect(first.proof).toMatch(/^\d{4}$/);
  expect((await file()).proof).toBe(first.proof);
  expect((await track(first.code, first.proof)).status).toBe(200);
  const wrong = String((Number(first.proof) + 1) % 10_000).padStart(4, '0');
  expect((await track(first.code, wrong)).status).toBe(404);
  // Who gave one has no other digits than its last.
  expect((await api.call('lan', 'POST', '/v1/dossiers', permitFiling())).body.proof).toBeNull();
  const reported = (await api.call('lan', 'POST', '/v1/complaints', potholeFiling({ reporter: undefined })))
    .body;
  expect((await track(reported.code, reported.proof)).status).toBe(200);
});

test('nobody can try proofs of one code for long', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) statuses.push((await track('H57.12-991231-9998', String(1000 + n))).status);
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(404));
  expect(statuses.slice(10)).toEqual([429, 429]);
});

test('the page behind the receipt’s QR code does it without a script, in both languages', async () => {
  const page = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${api.url}${path}`, init);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const form = (proof: string) => ({ method: 'POST', body: new URLSearchParams({ code, proof }) });
  const response = await page(`/track/${code}?lang=en`);
  expect(response.status).toBe(200);
  expect(response.text).toContain(`value="${code}"`);
  expect(response.text).not.toContain('<script');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  const shown = await page('/track?lang=en', form('3456'));
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('Sample permit');
  expect(shown.text).not.toMatch(/Lợi|0905123456/);
  expect((await page('/track?lang=vi', form('3456'))).text).toContain('Tình trạng');
  const wrong = await page('/track?lang=vi', form('0000'));
  expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([404, true]);
  const evil = await page(`/track/${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(evil.text).not.toContain('<script');
});
