/** Files of cases over HTTP: handed over, named by a filing and a supplement, read by who may. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectStore } from '../../integrations/objects/index.ts';
import { verifyFiles } from '../../ops/record/file-audit.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { download, PLACE, pdf, photo, sha256, upload, uploaded } from '../../test/support/files.ts';
import { objectsOf } from '../../test/support/objects.ts';
import { startS3 } from '../../test/support/s3-server.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const { receptionist, specialist, citizen, otherCitizen, otherWard, auditor, stranger, head } = PEOPLE;
let api: Api;

beforeAll(async () => {
  api = await startApi({ uploadMaxBytes: 400_000 });
});
afterAll(() => api.close());

async function done(user: string, id: string, action: string, body: unknown) {
  const answer = await api.call(user, 'POST', `/v1/cases/${id}/actions/${action}`, body);
  expect([action, answer.status, answer.body.errors]).toEqual([action, 200, undefined]);
  return answer.body;
}

/** A permit with two files, filed by the citizen, in the hands of the specialist. */
async function filedWithFiles() {
  const drawing = pdf('Bản vẽ');
  const other = await photo({ position: true });
  const ids = [
    await uploaded(api, citizen.user, drawing, 'bản vẽ.pdf'),
    await uploaded(api, citizen.user, other, 'IMG_0001.jpg'),
  ] as const;
  const filed = await api.call(
    citizen.user,
    'POST',
    '/v1/dossiers',
    permitFiling({
      channel: 'online',
      documents: [
        { rule: 'drawing', upload: ids[0] },
        { rule: 'other', upload: ids[1] },
      ],
    }),
  );
  expect([filed.status, filed.body.errors]).toEqual([201, undefined]);
  return { id: filed.body.id as string, ids, drawing, other };
}

describe('files of a case', () => {
  test('a document that the counter has seen stays on paper; a citizen’s own table is no counter', async () => {
    const sheet = { rule: 'drawing', onPaper: true };
    const filing = permitFiling({ documents: [sheet] });
    const { status, body } = await api.call(receptionist.user, 'POST', '/v1/dossiers', filing);
    expect([status, body.errors]).toEqual([201, undefined]);
    const [kept] = (await api.call(receptionist.user, 'GET', `/v1/cases/${body.id}`)).body.documents;
    expect(kept).toMatchObject({ rule: 'drawing', name: 'Bản giấy', size: 0, stored: false });
    const online = await api.call(
      citizen.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ channel: 'online', documents: [sheet] }),
    );
    expect([online.status, online.body.errors?.[0]?.pointer]).toEqual([422, '/documents/0/onPaper']);
  });

  test('a dossier is filed with two files and supplemented by a third', async () => {
    const { id, ids, drawing, other } = await filedWithFiles();
    await done(receptionist.user, id, 'accept', {});
    await done(specialist.user, id, 'request-supplement', {
      taskId: 'examine.1',
      missing: ['title'],
      reason: 'Thiếu giấy chứng nhận quyền sử dụng đất',
    });
    const title = pdf('Giấy chứng nhận quyền sử dụng đất');
    const third = await uploaded(api, citizen.user, title, 'sổ đỏ.pdf');
    await done(citizen.user, id, 'receive-supplement', { documents: [{ rule: 'title', upload: third }] });

    const seen = (await api.call(specialist.user, 'GET', `/v1/cases/${id}`)).body;
    expect(seen.documents).toMatchObject([
      {
        id: ids[0],
        rule: 'drawing',
        name: 'bản vẽ.pdf',
        mediaType: 'application/pdf',
        sha256: sha256(drawing),
      },
      { id: ids[1], rule: 'other', name: 'IMG_0001.jpg', mediaType: 'image/jpeg', sha256: sha256(other) },
      { id: third, rule: 'title', name: 'sổ đỏ.pdf', mediaType: 'application/pdf', sha256: sha256(title) },
    ]);
    expect(sha256((await download(api, specialist.user, `/v1/documents/${third}/file`)).bytes)).toBe(
      sha256(title),
    );
    const { rows } = await api.engine.owner.pool.query(
      `SELECT d ->> 'digest' AS digest FROM events, jsonb_array_elements(body -> 'documents') d
       WHERE case_id = $1 AND type = 'supplement-received'`,
      [id],
    );
    expect(rows).toEqual([{ digest: sha256(title) }]);
  });

  test('are the case’s from then on: no other case takes them, nor does another person', async () => {
    const { ids } = await filedWithFiles();
    const again = (user: string, uploadId: string) =>
      api.call(
        user,
        'POST',
        '/v1/dossiers',
        permitFiling({ documents: [{ rule: 'drawing', upload: uploadId }] }),
      );
    const used = await again(receptionist.user, ids[0]);
    expect([used.status, used.body.errors?.[0].pointer]).toEqual([422, '/documents/0/upload']);
    const own = await api.call(
      citizen.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ channel: 'online', documents: [{ rule: 'drawing', upload: ids[0] }] }),
    );
    expect(own.body.errors).toEqual([
      { pointer: '/documents/0/upload', detail: 'is a file that already belongs to a case' },
    ]);
    const foreign = await uploaded(api, otherCitizen.user, pdf());
    expect((await again(receptionist.user, foreign)).body.errors).toEqual([
      { pointer: '/documents/0/upload', detail: 'is not recognised' },
    ]);
  });

  test('of two cases that name the same file at once one has it', async () => {
    const id = await uploaded(api, receptionist.user, pdf());
    const body = permitFiling({ documents: [{ rule: 'drawing', upload: id }] });
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.call(receptionist.user, 'POST', '/v1/dossiers', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  test('one request sent twice is one case with one file', async () => {
    const id = await uploaded(api, receptionist.user, pdf());
    const body = permitFiling({ documents: [{ rule: 'drawing', upload: id }] });
    const send = () =>
      api.call(receptionist.user, 'POST', '/v1/dossiers', body, { 'Idempotency-Key': 'hai-lan' });
    const first = await send();
    // As if the answer had never been kept.
    await api.engine.owner.pool.query(`DELETE FROM idempotency_keys WHERE key = 'hai-lan'`);
    const second = await send();
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(
      (await api.call(receptionist.user, 'GET', `/v1/cases/${first.body.id}`)).body.documents,
    ).toHaveLength(1);
  });

  test('have to be of a kind that the procedure takes for that document', async () => {
    const id = await uploaded(api, receptionist.user, await photo(), 'bản vẽ.pdf');
    const answer = await api.call(
      receptionist.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ documents: [{ rule: 'drawing', upload: id }] }),
    );
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ pointer: '/documents/0/upload', detail: 'must be one of: application/pdf' }],
    ]);
  });
});

describe('who may see a document', () => {
  test('officers whose agency has the case, its applicant and auditors; nobody else, and not in another province', async () => {
    const { id, ids } = await filedWithFiles();
    await done(receptionist.user, id, 'accept', {});
    for (const path of [
      `/v1/documents/${ids[0]}`,
      `/v1/documents/${ids[0]}/file`,
      `/v1/documents/${ids[1]}/thumbnail`,
    ])
      for (const { user, may } of [
        { user: citizen.user, may: true },
        { user: receptionist.user, may: true },
        { user: specialist.user, may: true },
        { user: head.user, may: true },
        { user: auditor.user, may: true },
        { user: otherCitizen.user, may: false },
        { user: otherWard.user, may: false },
        { user: stranger.user, may: false },
      ]) {
        const { status } = await download(api, user, path);
        expect([path, user, status]).toEqual([path, user, may ? 200 : 404]);
      }
    expect((await download(api, null, `/v1/documents/${ids[0]}/file`)).status).toBe(401);
  });

  test('what no case has taken in is for whoever handed it over, and for nobody else', async () => {
    const id = await uploaded(api, citizen.user, pdf());
    const read = (user: string) => download(api, user, `/v1/documents/${id}/file`);
    expect(sha256((await read(citizen.user)).bytes)).toBe(sha256(pdf()));
    for (const { user } of [otherCitizen, receptionist, auditor, stranger])
      expect((await read(user)).status).toBe(404);
  });

  test('an officer who had the case before keeps what they need, and the next one has it too', async () => {
    const { id, ids } = await filedWithFiles();
    await done(receptionist.user, id, 'accept', {});
    await done(specialist.user, id, 'transfer', {
      taskId: 'examine.1',
      agency: 'hue.other-ward',
      reason: 'Không thuộc địa bàn',
    });
    for (const { user } of [specialist, otherWard])
      expect((await download(api, user, `/v1/documents/${ids[0]}/file`)).status).toBe(200);
  });

  test('the position of a picture is for officers, apart from the picture, which stays as it was', async () => {
    const { id, ids, other } = await filedWithFiles();
    await done(receptionist.user, id, 'accept', {});
    const position = async (user: string) =>
      (await api.call(user, 'GET', `/v1/documents/${ids[1]}`)).body.position;
    const seen = await position(specialist.user);
    expect(seen.lat).toBeCloseTo(PLACE.lat, 6);
    expect(seen.lon).toBeCloseTo(PLACE.lon, 6);
    expect(await position(citizen.user)).toBeNull();
    expect(sha256((await download(api, specialist.user, `/v1/documents/${ids[1]}/file`)).bytes)).toBe(
      sha256(other),
    );
    const small = (await download(api, specialist.user, `/v1/documents/${ids[1]}/thumbnail`)).bytes;
    expect([small.includes('Exif'), small.includes('Lợi'), small.length < other.length]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('a newer version', () => {
  test('stands beside the older one, which stays as it was', async () => {
    const { id, ids, drawing } = await filedWithFiles();
    await done(receptionist.user, id, 'accept', {});
    const better = pdf('Bản vẽ lần hai');
    const newer = await uploaded(api, receptionist.user, better);
    await done(receptionist.user, id, 'attach', {
      documents: [{ rule: 'drawing', upload: newer, replaces: ids[0] }],
    });
    const view = async (which: string) =>
      (await api.call(specialist.user, 'GET', `/v1/documents/${which}`)).body;
    expect(await view(ids[0])).toMatchObject({ replacedBy: newer, replaces: null });
    expect(await view(newer)).toMatchObject({ replaces: ids[0], replacedBy: null, caseId: id });
    const bytes = async (which: string) =>
      (await download(api, specialist.user, `/v1/documents/${which}/file`)).bytes;
    expect(sha256(await bytes(ids[0]))).toBe(sha256(drawing));
    expect(sha256(await bytes(newer))).toBe(sha256(better));
  });

  test('is one of the newest paper of its rule in that case, and of nothing else', async () => {
    const one = await filedWithFiles();
    const two = await filedWithFiles();
    await done(receptionist.user, one.id, 'accept', {});
    const tried = async (replaces: string) => {
      const newer = await uploaded(api, receptionist.user, pdf('mới'));
      return api.call(receptionist.user, 'POST', `/v1/cases/${one.id}/actions/attach`, {
        documents: [{ rule: 'drawing', upload: newer, replaces }],
      });
    };
    for (const wrong of [two.ids[0], one.ids[1], 'khong-co'])
      expect((await tried(wrong)).body.errors).toEqual([
        { pointer: '/documents/0/replaces', detail: expect.stringContaining('newest version') },
      ]);
    expect((await tried(one.ids[0])).status).toBe(200);
    expect((await tried(one.ids[0])).status).toBe(422);
  });
});

describe('a download', () => {
  test('names the file, is not guessed at, and comes in parts or not at all', async () => {
    const bytes = pdf('Tải về', 1_000);
    const id = await uploaded(api, citizen.user, bytes, 'đơn "xin".pdf');
    const path = `/v1/documents/${id}/file`;
    const whole = await download(api, citizen.user, path);
    expect(sha256(whole.bytes)).toBe(sha256(bytes));
    const header = (name: string) => whole.headers.get(name);
    expect([header('content-type'), header('x-content-type-options'), header('etag')]).toEqual([
      'application/pdf',
      'nosniff',
      `"${sha256(bytes)}"`,
    ]);
    expect(header('content-disposition')).toContain("filename*=UTF-8''%C4%91%C6%A1n%20xin.pdf");
    const part = await download(api, citizen.user, path, { Range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(sha256(part.bytes)).toBe(sha256(bytes.subarray(10, 20)));
    const rest = await download(api, citizen.user, path, { Range: 'bytes=-5' });
    expect(sha256(rest.bytes)).toBe(sha256(bytes.subarray(-5)));
    const beyond = await download(api, citizen.user, path, { Range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const known = await download(api, citizen.user, path, { 'If-None-Match': `"${sha256(bytes)}"` });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    const changed = await download(api, citizen.user, path, { Range: 'bytes=0-1', 'If-Range': '"other"' });
    expect([changed.status, changed.bytes.length]).toEqual([200, bytes.length]);
  });

  test('may be shown in a frame of the desk, and runs and loads nothing', async () => {
    const id = await uploaded(api, citizen.user, pdf());
    const { headers } = await download(api, citizen.user, `/v1/documents/${id}/file`);
    const policy = headers.get('content-security-policy');
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "object-src 'self'", "frame-ancestors 'self'"]),
    );
  });

  test('of a file that the store has lost is a clear problem, and no file of that name', async () => {
    const id = await uploaded(api, citizen.user, await photo(), 'mất.jpg');
    const { rows } = await api.engine.owner.pool.query('SELECT object FROM uploads WHERE id = $1', [id]);
    await objectStore(api.engine.settings).remove(rows[0].object);
    for (const part of ['file', 'thumbnail']) {
      const answer = await fetch(`${api.url}/v1/documents/${id}/${part}`, {
        headers: { Authorization: `Bearer ${await api.tokenOf(citizen.user)}` },
      });
      const { code } = (await answer.json()) as { code: string };
      expect([part, answer.status, code]).toEqual([part, 410, 'file-missing']);
      expect(answer.headers.get('content-disposition')).toBeNull();
    }
  });

  test('are read again when a case or the whole record is verified: one that is another, and one that is gone', async () => {
    const { owner, settings } = api.engine;
    const store = objectStore(settings);
    expect((await verifyFiles(owner, store)).problems).toEqual([]);
    const { id, ids } = await filedWithFiles();
    const intact = await verifyFiles(owner, store);
    expect(intact.problems).toEqual([]);
    const { rows } = await owner.pool.query<{ id: string; object: string }>(
      'SELECT id, object FROM documents WHERE id = ANY ($1)',
      [ids],
    );
    const objectOfDocument = (document: string) => rows.find((row) => row.id === document)?.object ?? '';
    await store.put(objectOfDocument(ids[0]), Readable.from([pdf('Bản vẽ khác')]), {
      mediaType: 'application/pdf',
    });
    await store.remove(objectOfDocument(ids[1]));

    const { files, problems } = await verifyFiles(owner, store);
    expect(files).toBe(intact.files);
    const found = problems.map(({ caseId, kind }) => [caseId, kind]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        [id, 'file-changed'],
        [id, 'file-missing'],
      ]),
    );
    const { body } = await api.call(auditor.user, 'GET', `/v1/cases/${id}/verification`);
    expect(body.intact).toBe(false);
    expect(body.findings.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'file-changed',
      'file-missing',
    ]);
  });

  test('a text that looks like a page is saved, never shown', async () => {
    const page = '<script>alert(document.cookie)</script>';
    const { body } = await upload(api, citizen.user, page, 'trang.html');
    expect([body.mediaType, body.name]).toEqual(['text/plain', 'trang.html.txt']);
    const { headers } = await download(api, citizen.user, `/v1/documents/${body.id}/file`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
  });
});

test('a bucket serves as well as a folder', async () => {
  const s3 = await startS3();
  const other = await startApi({ s3: s3.bucket() });
  try {
    const bytes = await photo({ position: true });
    const id = await uploaded(other, citizen.user, bytes, 'ảnh.jpg');
    const file = await download(other, citizen.user, `/v1/documents/${id}/file`, { Range: 'bytes=100-199' });
    expect([file.status, sha256(file.bytes)]).toEqual([206, sha256(bytes.subarray(100, 200))]);
    expect((await download(other, citizen.user, `/v1/documents/${id}/thumbnail`)).status).toBe(200);
    expect(await objectsOf(other)).toHaveLength(2);
    expect((await upload(other, citizen.user, pdf().subarray(0, -10))).body.code).toBe('file-cut');
    expect(await objectsOf(other)).toHaveLength(2);
    // The store is gone, and says so; what was accepted before is not lost by it.
    await s3.stop();
    const gone = await download(other, citizen.user, `/v1/documents/${id}/file`);
    expect(gone.status).toBe(503);
    expect((await upload(other, citizen.user, pdf())).status).toBe(503);
  } finally {
    await other.close();
    await s3.stop();
  }
});

describe('what is not in order', () => {
  const refused: readonly (readonly [
    string,
    () => Promise<Uint8Array | string> | Uint8Array | string,
    string,
    number,
  ])[] = [
    ['empty', () => new Uint8Array(), 'file-empty', 422],
    ['too large', () => pdf('lớn', 400_001), 'file-too-large', 413],
    ['a program called a PDF', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]), 'file-type', 422],
    ['a text with control characters', () => 'abc\u0001def', 'file-type', 422],
    ['a cut PDF', () => pdf().subarray(0, -10), 'file-cut', 422],
    ['a cut picture', async () => (await photo()).subarray(0, 9_000), 'file-cut', 422],
  ];
  test.each(refused)(
    '%s: is refused in the caller’s language, and nothing of it stays',
    async (_, bytes, code, status) => {
      const before = await api.counts();
      const objects = await objectsOf(api);
      const { status: given, body } = await upload(api, citizen.user, await bytes(), 'đơn.pdf', {
        'Accept-Language': 'vi',
      });
      expect([given, body.code, body.errors?.[0]?.pointer]).toEqual([status, code, '/file']);
      expect(body.detail).toMatch(/[ệảầ]/);
      expect(await objectsOf(api)).toEqual(objects);
      expect(await api.counts()).toBe(before);
      expect((await api.engine.owner.pool.query(`SELECT FROM uploads WHERE name = 'đơn.pdf'`)).rowCount).toBe(
        0,
      );
    },
  );

  test('a file that arrives other than it was sent is refused', async () => {
    const wrong = `sha-256=:${Buffer.alloc(32).toString('base64')}:`;
    const { status, body } = await upload(api, citizen.user, pdf(), 'x.pdf', { 'Content-Digest': wrong });
    expect([status, body.code]).toEqual([422, 'file-changed']);
    const right = `sha-256=:${Buffer.from(sha256(pdf()), 'hex').toString('base64')}:`;
    expect((await upload(api, citizen.user, pdf(), 'x.pdf', { 'Content-Digest': right })).status).toBe(201);
  });

  test('a line that goes dead leaves nothing behind', async () => {
    const objects = await objectsOf(api);
    const controller = new AbortController();
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(pdf('đứt', 100_000));
        setTimeout(() => controller.abort(), 100);
      },
    });
    const init = { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit;
    const headers = { Authorization: `Bearer ${await api.tokenOf(citizen.user)}` };
    await expect(fetch(`${api.url}/v1/documents`, { ...init, headers })).rejects.toThrow();
    await expect.poll(() => objectsOf(api)).toEqual(objects);
  });

  test('one who names no file that exists, or one that never came whole, is told which', async () => {
    const begun = await api.call(receptionist.user, 'POST', '/v1/uploads', undefined, {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': '1000',
    });
    const half = String(begun.headers.get('location')).split('/').at(-1);
    const answer = await api.call(
      receptionist.user,
      'POST',
      '/v1/dossiers',
      permitFiling({
        documents: [
          { rule: 'drawing', upload: 'khong-co' },
          { rule: 'title', upload: half },
        ],
      }),
    );
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [
        { pointer: '/documents/0/upload', detail: 'is not recognised' },
        { pointer: '/documents/1/upload', detail: 'is a file that has not finished uploading' },
      ],
    ]);
  });
});
