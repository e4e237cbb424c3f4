/** Attackers by name: what each tries, and that it gets them nothing. */
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Api, permitFiling, potholeFiling, startApi } from '../../test/support/api.ts';

let api: Api;
/** Filed at the counter by the receptionist `lan`; its task is the ward's (`minh`). */
let dossier: string;
/** Filed online by the citizen `dan`. */
let own: string;
let complaint: string;
let taskId: string;

beforeAll(async () => {
  api = await startApi();
  dossier = await filed('lan', '/v1/dossiers', permitFiling());
  own = await filed('dan', '/v1/dossiers', permitFiling({ channel: 'online' }));
  complaint = await filed('dan', '/v1/complaints', potholeFiling({ channel: 'online' }));
  const accepted = await api.call('lan', 'POST', `/v1/cases/${dossier}/actions/accept`, {});
  taskId = accepted.body.tasks[0].id;
  await api.call('lan', 'POST', `/v1/cases/${complaint}/actions/classify`, { urgency: 'normal' });
});
afterAll(() => api.close());

async function filed(user: string, path: string, body: unknown): Promise<string> {
  const answer = await api.call(user, 'POST', path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

const withToken = (token: string): Promise<Answer> =>
  api.call(null, 'GET', '/v1/cases', undefined, { Authorization: `Bearer ${token}` });

describe('who forges a token', () => {
  const claims = (token: { setProtectedHeader: unknown } & SignJWT): SignJWT =>
    token.setSubject('quan').setIssuer('motcua-dev').setAudience('motcua').setExpirationTime('1h');

  test('with no signature at all is not let in', async () => {
    const token = new UnsecuredJWT({})
      .setSubject('quan')
      .setIssuer('motcua-dev')
      .setAudience('motcua')
      .setExpirationTime('1h')
      .encode();
    expect((await withToken(token)).status).toBe(401);
  });

  test('with a key of their own is not let in, even under our key’s name', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const [header = ''] = (await api.tokenOf('quan')).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    for (const name of [undefined, kid]) {
      const token = await claims(new SignJWT({}))
        .setProtectedHeader({ alg: 'ES256', ...(name && { kid: name }) })
        .sign(privateKey);
      expect((await withToken(token)).status).toBe(401);
    }
  });

  test('with a shared secret made of what is public is not let in', async () => {
    const token = await claims(new SignJWT({}))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from('motcua-dev'.padEnd(32)));
    expect((await withToken(token)).status).toBe(401);
  });

  test('by changing whose it is, or its end, is not let in', async () => {
    const [header, payload = '', signature] = (await api.tokenOf('dan')).split('.');
    const held = JSON.parse(Buffer.from(payload, 'base64url').toString());
    for (const change of [{ sub: 'quan' }, { exp: held.exp + 1_000_000 }]) {
      const changed = Buffer.from(JSON.stringify({ ...held, ...change })).toString('base64url');
      expect((await withToken(`${header}.${changed}.${signature}`)).status).toBe(401);
    }
  });

  test('or comes without one, or with rubbish, is told to sign in', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer x', 'Basic bGFuOmxhbg==', 'Bearer a.b.c']) {
      const { status, body, headers } = await api.call(null, 'GET', '/v1/cases', undefined, {
        Authorization: authorization,
      });
      expect([status, body.code]).toEqual([401, 'unauthorised']);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('or was let go, gets no token even here', async () => {
    expect((await api.call(null, 'POST', '/dev/token', { user: 'nghi-viec' })).status).toBe(404);
  });
});

describe('who may not see a case', () => {
  const STRANGERS = {
    'an officer of another province': 'la',
    'an officer of another ward': 'khac',
    'the head of another ward': 'khac-head',
    'the receptionist of another counter': 'tiep-khac',
    'another citizen': 'dan-khac',
  };

  test.each(Object.entries(STRANGERS))(
    '%s is told that there is nothing, by id and by code',
    async (_name, user) => {
      const { body: seen } = await api.call('lan', 'GET', `/v1/cases/${own}`);
      for (const name of [own, seen.code])
        for (const path of [`/v1/cases/${name}`, `/v1/cases/${name}/history`])
          expect([path, (await api.call(user, 'GET', path)).status]).toEqual([path, 404]);
    },
  );

  test.each(Object.entries(STRANGERS))('%s finds it in no list and by no word', async (_name, user) => {
    for (const path of [
      '/v1/cases?limit=200',
      '/v1/cases?text=Huong',
      '/v1/tasks?box=all',
      '/v1/cases?agency=hue.ward',
    ]) {
      const { status, body } = await api.call(user, 'GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(body.items, path).toEqual([]);
    }
  });

  test.each(Object.entries(STRANGERS))('%s cannot move it, and nothing is written', async (_name, user) => {
    const before = await api.counts();
    for (const [name, input] of [
      ['note', { text: 'I was here' }],
      ['claim', { taskId }],
      ['withdraw', { reason: 'not mine' }],
      ['complete', { taskId, outcome: 'forward' }],
    ] as const)
      expect([
        name,
        (await api.call(user, 'POST', `/v1/cases/${dossier}/actions/${name}`, input)).status,
      ]).toEqual([name, 404]);
    expect(await api.counts()).toBe(before);
  });
});

describe('who sees a case and may not do that', () => {
  const TRIES: readonly (readonly [who: string, user: string, name: string, input: object])[] = [
    ['a citizen who accepts their own dossier', 'dan', 'accept', {}],
    ['a citizen who writes a note for officers', 'dan', 'note', { text: 'please' }],
    ['an auditor who refuses', 'kiem', 'refuse', { reason: 'no' }],
    ['an administrator who accepts', 'quan', 'accept', {}],
    ['a specialist who accepts what is the counter’s', 'minh', 'accept', {}],
    ['a tax officer who pays for somebody', 'thue', 'pay', { amount: 75_000, receipt: 'BL-1' }],
  ];
  test.each(TRIES)('%s is refused, and nothing is written', async (_who, user, name, input) => {
    const before = await api.counts();
    const { status, body } = await api.call(user, 'POST', `/v1/cases/${own}/actions/${name}`, input);
    expect([status, body.code]).toEqual([403, 'not-permitted']);
    expect(await api.counts()).toBe(before);
  });

  test('a command that is not for people does not exist for them', async () => {
    for (const name of ['tick', 'submit', 'move-procedure', 'constructor', '__proto__'])
      expect((await api.call('lan', 'POST', `/v1/cases/${own}/actions/${name}`, {})).status, name).toBe(404);
  });

  test('a task of another agency is not assigned to whoever has no role there', async () => {
    const { status, body } = await api.call('dung', 'POST', `/v1/cases/${dossier}/actions/assign`, {
      taskId,
      assignee: 'khac',
    });
    expect([status, body.code]).toEqual([422, 'unknown-assignee']);
  });
});

describe('who files what is not theirs to file', () => {
  test.each([
    ['a specialist at a counter', 'minh', {}],
    ['a citizen at a counter', 'dan', {}],
    ['a receptionist at another’s counter', 'tiep-khac', { counter: 'hue.counter' }],
    ['an officer of another province', 'la', {}],
    ['a receptionist as a citizen online', 'lan', { channel: 'online' }],
  ])('%s is refused', async (_who, user, change) => {
    const before = await api.counts();
    const { status } = await api.call(user, 'POST', '/v1/dossiers', permitFiling(change));
    expect([403, 422]).toContain(status);
    expect(await api.counts()).toBe(before);
  });
});

describe('who reported a complaint', () => {
  const REPORTER = /Trần Thị Mai|0905777888|"dan"/;

  test('stays hidden from the agency that handles it, in the case and in its history', async () => {
    for (const user of ['minh', 'dung', 'kiem', 'quan']) {
      const seen = await api.call(user, 'GET', `/v1/cases/${complaint}`);
      const history = await api.call(user, 'GET', `/v1/cases/${complaint}/history`);
      expect([user, seen.status, history.status]).toEqual([user, 200, 200]);
      expect(seen.body.applicant, user).toBeNull();
      expect(JSON.stringify([seen.body, history.body]), user).not.toMatch(REPORTER);
    }
  });

  test('is found by no search of that agency', async () => {
    for (const word of ['Mai', 'Tran Thi Mai', '0905777888'])
      expect((await api.call('minh', 'POST', '/v1/cases/search', { text: word })).body.items).toEqual([]);
    expect(
      (await api.call('tinh', 'POST', '/v1/cases/search', { text: 'Tran Thi Mai' })).body.items,
    ).toHaveLength(1);
  });

  test('is known to themselves, the counter that took it in, and the province', async () => {
    for (const user of ['dan', 'lan', 'tinh'])
      expect((await api.call(user, 'GET', `/v1/cases/${complaint}`)).body.applicant?.name, user).toBe(
        'Trần Thị Mai',
      );
  });
});

describe('the server’s answers', () => {
  test('tell nothing of what it is made of, and let no page embed them', async () => {
    const { headers } = await api.call(null, 'GET', '/healthz');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBeTruthy();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBeTruthy();
  });

  test('for readers load scripts and styles from here alone', async () => {
    const page = await api.call(null, 'GET', '/docs');
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.body).not.toMatch(/<script>|https?:|onload=|style=/);
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect([file, (await api.call(null, 'GET', file)).status]).toEqual([file, 200]);
  });
});
