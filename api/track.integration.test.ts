import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, permitFiling, potholeFiling, startApi } from '../test/support/api.ts';

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
  const told = answers.map(({ status, body }) => JSON.stringify({ status, ...body, instance: null }));
  expect(new Set(told).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
});

test('nobody can try proofs of one code for long', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) statuses.push((await track('H57.12-991231-9998', String(1000 + n))).status);
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(404));
  expect(statuses.slice(10)).toEqual([429, 429]);
});
