/** Files over bad networks, by a client of the tus protocol that is not ours, and past a virus scanner. */
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { type Clamd, startClamd, VIRUS, VIRUS_MARK } from '../../test/support/clamd.ts';
import { download, pdf, sha256, upload } from '../../test/support/files.ts';
import { objectsOf } from '../../test/support/objects.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const { citizen, otherCitizen, receptionist } = PEOPLE;
const TUS = { 'Tus-Resumable': '1.0.0' };
const PART = { ...TUS, 'Content-Type': 'application/offset+octet-stream' };
let api: Api;
let clamd: Clamd;

beforeAll(async () => {
  clamd = await startClamd();
  api = await startApi({ clamdUrl: clamd.url, uploadMaxBytes: 6_000_000 });
});
afterAll(async () => {
  await api?.close();
  await clamd?.close();
});
beforeEach(async () => {
  await api.engine.owner.pool.query('DELETE FROM uploads');
});

/** What the client says at the end, and the address of the upload. */
async function sent(bytes: Buffer, options: { chunkSize?: number; uploadDataDuringCreation?: boolean } = {}) {
  const token = await api.tokenOf(citizen.user);
  return new Promise<{ url: string; failure: string | null }>((resolve) => {
    const client: Upload = new Upload(bytes, {
      endpoint: `${api.url}/v1/uploads`,
      headers: { Authorization: `Bearer ${token}` },
      metadata: { filename: 'sổ đỏ.pdf' },
      retryDelays: null,
      ...options,
      onError: (error) => resolve({ url: client.url ?? '', failure: error.message }),
      onSuccess: () => resolve({ url: client.url ?? '', failure: null }),
    });
    client.start();
  });
}

async function begun(length: number): Promise<string> {
  const { status, headers } = await api.call(citizen.user, 'POST', '/v1/uploads', undefined, {
    ...TUS,
    'Upload-Length': String(length),
  });
  expect(status).toBe(201);
  return headers.get('location') ?? '';
}

const part = (
  path: string,
  at: number,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
  user: string = citizen.user,
) => api.call(user, 'PATCH', path, bytes, { ...PART, 'Upload-Offset': String(at), ...headers });
const offset = async (path: string, user: string = citizen.user) => {
  const headers = { ...TUS, Authorization: `Bearer ${await api.tokenOf(user)}` };
  const answer = await fetch(api.url + path, { method: 'HEAD', headers });
  return answer.ok ? Number(answer.headers.get('upload-offset')) : answer.status;
};
const idOf = (path: string) => path.split('/').at(-1) ?? '';

describe('a file in parts', () => {
  test.each([{}, { chunkSize: 1_000_000 }, { uploadDataDuringCreation: true }])(
    'arrives as it was sent by a client of the protocol: %j',
    async (options) => {
      const bytes = Buffer.concat([pdf('x', 10).subarray(0, 20), randomBytes(3_000_000), pdf()]);
      const { url, failure } = await sent(bytes, options);
      expect(failure).toBeNull();
      const path = `/v1/documents/${idOf(url)}`;
      const { body } = await api.call(citizen.user, 'GET', path);
      expect(body).toMatchObject({ name: 'sổ đỏ.pdf', sha256: sha256(bytes), scanned: true, caseId: null });
      expect(sha256((await download(api, citizen.user, `${path}/file`)).bytes)).toBe(sha256(bytes));
      expect((await objectsOf(api)).filter((key) => key.startsWith('unfinished/'))).toEqual([]);
    },
  );

  test('goes on where the line went dead, with all that had come until then', async () => {
    const bytes = pdf('đường truyền kém', 300_000);
    const path = await begun(bytes.length);
    const token = await api.tokenOf(citizen.user);
    await new Promise<void>((resolve) => {
      const headers = {
        ...PART,
        Authorization: `Bearer ${token}`,
        'Upload-Offset': '0',
        'Content-Length': bytes.length,
      };
      const call = request(`${api.url}${path}`, { method: 'PATCH', headers });
      call.on('error', () => resolve());
      call.write(bytes.subarray(0, 120_000), () => setTimeout(() => call.destroy(), 100));
    });
    await expect.poll(() => offset(path)).toBe(120_000);
    // Somebody else who thinks to be further, or back where it began.
    expect((await part(path, 200_000, bytes.subarray(200_000))).body).toMatchObject({
      code: 'upload-offset',
      detail: 'The upload continues at byte 120000.',
    });
    expect((await part(path, 0, bytes)).status).toBe(409);
    const { status, headers } = await part(path, 120_000, bytes.subarray(120_000));
    expect([status, headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);
    expect(sha256((await download(api, citizen.user, `/v1/documents/${idOf(path)}/file`)).bytes)).toBe(
      sha256(bytes),
    );
  });

  test('loses nothing of what was sent when the line dies in the middle of the flow', async () => {
    const bytes = Buffer.concat([pdf().subarray(0, 20), randomBytes(5_000_000), pdf()]);
    const path = await begun(bytes.length);
    const token = await api.tokenOf(citizen.user);
    const sentBytes = 4_000_000;
    await new Promise<void>((resolve) => {
      const headers = {
        ...PART,
        Authorization: `Bearer ${token}`,
        'Upload-Offset': '0',
        'Content-Length': bytes.length,
      };
      const call = request(`${api.url}${path}`, { method: 'PATCH', headers });
      call.on('error', () => resolve());
      // No rest between the last byte and the end of the line: what waits on the server's side counts all the same.
      call.write(bytes.subarray(0, sentBytes), () => call.destroy());
    });
    await expect.poll(() => offset(path)).toBe(sentBytes);
    expect((await part(path, sentBytes, bytes.subarray(sentBytes))).status).toBe(204);
    expect(sha256((await download(api, citizen.user, `/v1/documents/${idOf(path)}/file`)).bytes)).toBe(
      sha256(bytes),
    );
  });

  test('of two who send the same part at once one is taken', async () => {
    const bytes = pdf('hai lần', 50_000);
    const path = await begun(bytes.length);
    const half = bytes.subarray(0, 25_000);
    const answers = await Promise.all([part(path, 0, half), part(path, 0, half), part(path, 0, half)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect((await part(path, 25_000, bytes.subarray(25_000))).status).toBe(204);
    expect(sha256((await download(api, citizen.user, `/v1/documents/${idOf(path)}/file`)).bytes)).toBe(
      sha256(bytes),
    );
  });

  test('a part that is not what its checksum says does not count', async () => {
    const bytes = pdf('tổng kiểm', 2_000);
    const path = await begun(bytes.length);
    const sum = (algorithm: string, of: Uint8Array) =>
      `${algorithm} ${createHash(algorithm).update(of).digest('base64')}`;
    const before = await objectsOf(api);
    const wrong = await part(path, 0, bytes, { 'Upload-Checksum': sum('sha1', pdf('khác')) });
    expect([wrong.status, wrong.body.code, await offset(path)]).toEqual([460, 'upload-checksum', 0]);
    expect(await objectsOf(api)).toEqual(before);
    expect((await part(path, 0, bytes, { 'Upload-Checksum': 'md5 AAAA' })).status).toBe(422);
    const half = bytes.subarray(0, 1_000);
    expect((await part(path, 0, half, { 'Upload-Checksum': sum('sha1', half) })).status).toBe(204);
    const rest = bytes.subarray(1_000);
    expect((await part(path, 1_000, rest, { 'Upload-Checksum': sum('sha256', rest) })).status).toBe(204);
  });

  test('is refused at its end when it is none of the kinds that are taken, and leaves nothing', async () => {
    const before = await objectsOf(api);
    const { url, failure } = await sent(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000)]));
    expect(failure).toContain('file-type');
    expect(await offset(new URL(url).pathname)).toBe(404);
    expect(await objectsOf(api)).toEqual(before);
  });

  test('takes no more than was announced, and announces no more than may be', async () => {
    const path = await begun(10);
    const { status, body } = await part(path, 0, Buffer.alloc(11));
    expect([status, body.errors[0].pointer, await offset(path)]).toEqual([422, 'Upload-Length', 0]);
    const length = async (said: string) =>
      (await api.call(citizen.user, 'POST', '/v1/uploads', undefined, { ...TUS, 'Upload-Length': said })).body
        .code;
    expect([await length('6000001'), await length('0'), await length('-1'), await length('x')]).toEqual([
      'file-too-large',
      'file-empty',
      'invalid-input',
      'invalid-input',
    ]);
  });

  test('is seen, continued and removed by whoever began it alone', async () => {
    const path = await begun(100);
    expect(await offset(path, otherCitizen.user)).toBe(404);
    expect((await part(path, 0, Buffer.alloc(5), {}, otherCitizen.user)).status).toBe(404);
    expect((await api.call(otherCitizen.user, 'DELETE', path, undefined, TUS)).status).toBe(404);
    expect((await part(path, 0, Buffer.alloc(5))).status).toBe(204);
    expect((await api.call(citizen.user, 'DELETE', path, undefined, TUS)).status).toBe(204);
    expect(await offset(path)).toBe(404);
    expect((await objectsOf(api)).filter((key) => key.startsWith(`unfinished/${idOf(path)}`))).toEqual([]);
  });

  test('speaks one version of the protocol, and says what it can', async () => {
    const { status, headers } = await api.call(citizen.user, 'POST', '/v1/uploads', undefined, {
      'Tus-Resumable': '0.2.2',
      'Upload-Length': '5',
    });
    expect([status, headers.get('tus-version')]).toEqual([412, '1.0.0']);
    const response = await api.call(null, 'OPTIONS', '/v1/uploads');
    expect([
      response.status,
      response.headers.get('tus-extension'),
      response.headers.get('tus-max-size'),
    ]).toEqual([204, 'creation,creation-with-upload,termination,checksum', '6000000']);
  });

  test('one person may not fill the store with what belongs to no case', async () => {
    await api.engine.owner.pool.query(
      `INSERT INTO uploads (id, province, author, name, length) SELECT 'full-' || n, 'hue', $1, 'x', 1 FROM generate_series(1, 200) n`,
      [citizen.user],
    );
    expect((await upload(api, citizen.user, pdf())).body.code).toBe('too-many-uploads');
    expect((await upload(api, otherCitizen.user, pdf())).status).toBe(201);
    // Nor by sending much at once.
    await api.engine.owner.pool.query(`DELETE FROM uploads WHERE id = 'full-1'`);
    const before = await objectsOf(api);
    const length = { ...TUS, 'Upload-Length': '100' };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, n) => upload(api, citizen.user, pdf(String(n), 100_000))),
      ...Array.from({ length: 4 }, () => api.call(citizen.user, 'POST', '/v1/uploads', undefined, length)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect((await objectsOf(api)).length - before.length).toBeLessThanOrEqual(1);
  });

  test('an empty part leaves no trace', async () => {
    const path = await begun(100);
    for (let n = 0; n < 3; n++) expect((await part(path, 0, new Uint8Array())).status).toBe(204);
    const { rows } = await api.engine.owner.pool.query('SELECT pieces FROM uploads WHERE id = $1', [
      idOf(path),
    ]);
    expect(rows).toEqual([{ pieces: [] }]);
    expect((await objectsOf(api)).filter((key) => key.includes(idOf(path)))).toEqual([]);
  });
});

describe('the virus scanner', () => {
  test.each([
    ['a whole file', Buffer.from(VIRUS)],
    ['a part of one', pdf(VIRUS_MARK)],
  ])('%s that it knows is refused by both ways, and nothing of it stays', async (_, bytes) => {
    const before = await objectsOf(api);
    const { status, body } = await upload(api, citizen.user, bytes);
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'file-infected', '/file']);
    // What it is called is nobody's business.
    expect(JSON.stringify(body)).not.toContain('Motcua.Test');
    expect((await sent(bytes)).failure).toContain('file-infected');
    expect(await objectsOf(api)).toEqual(before);
    expect((await api.engine.owner.pool.query('SELECT FROM uploads')).rowCount).toBe(0);
  });

  test('away, no file is taken unscanned: one in parts waits, and is filed once it is back', async () => {
    const bytes = pdf('chờ quét');
    const path = await begun(bytes.length);
    await clamd.stop();
    const whole = await upload(api, citizen.user, pdf());
    expect([whole.status, whole.body.code]).toEqual([503, 'scanner-unavailable']);
    const last = await part(path, 0, bytes);
    expect([last.status, last.body.code, last.headers.get('retry-after')]).toEqual([
      503,
      'scanner-unavailable',
      '5',
    ]);
    expect(await offset(path)).toBe(bytes.length);
    expect((await api.call(citizen.user, 'GET', `/v1/documents/${idOf(path)}`)).status).toBe(404);
    const file = () =>
      api.call(
        citizen.user,
        'POST',
        '/v1/dossiers',
        permitFiling({ channel: 'online', documents: [{ rule: 'drawing', upload: idOf(path) }] }),
      );
    expect((await file()).body.code).toBe('scanner-unavailable');
    await clamd.begin();
    expect((await file()).status).toBe(201);
    expect((await api.call(citizen.user, 'GET', `/v1/documents/${idOf(path)}`)).body).toMatchObject({
      scanned: true,
      sha256: sha256(bytes),
    });
  });

  test('whoever sends an empty part asks again', async () => {
    const bytes = pdf('hỏi lại');
    const path = await begun(bytes.length);
    await clamd.stop();
    expect((await part(path, 0, bytes)).status).toBe(503);
    await clamd.begin();
    // Once more, since nothing was heard: each is told the same, and there is one file.
    const response = await Promise.all(
      Array.from({ length: 6 }, () => part(path, bytes.length, new Uint8Array())),
    );
    expect(response.map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect((await objectsOf(api)).filter((key) => key.includes(idOf(path)))).toHaveLength(1);
    expect(sha256((await download(api, citizen.user, `/v1/documents/${idOf(path)}/file`)).bytes)).toBe(
      sha256(bytes),
    );
  });

  test('one part of a receptionist is nobody else’s', async () => {
    const { body } = await upload(api, receptionist.user, pdf());
    expect((await download(api, citizen.user, `/v1/documents/${body.id}/file`)).status).toBe(404);
  });
});
