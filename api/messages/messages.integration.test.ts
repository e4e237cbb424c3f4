/** Messages over HTTP: who reads what was said, who sends it anew, who may do without it, and whose words they are. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { environmentWith } from '../../config/environment.ts';
import { openDatabase } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { failedQuery } from '../../db/messages/queries.ts';
import { PROJECT } from '../../ops/install/node-part.ts';
import {
  type Api,
  OTHER_RECEPTIONIST,
  permitFiling,
  potholeFiling,
  startApi,
} from '../../test/support/api.ts';
import { postfixReport } from '../../test/support/bounces.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const CLERK = PEOPLE.receptionist.user;
const ADMIN = PEOPLE.administrator.user;
const CITIZEN = PEOPLE.citizen.user;
let api: Api;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  api = await startApi({
    smtpUrl: mail.url,
    mailFrom: 'Huế <no-reply@hue.example>',
    bounceSecret: SECRET,
    publicUrl: 'https://hue.example',
  });
});
afterAll(async () => {
  await api.close();
  await mail.close();
});
afterEach(() => mail.refuse(() => null));

let filed = 0;
async function acceptedFor(email: string | null): Promise<string> {
  filed += 1;
  const applicant = {
    name: 'Nguyễn Văn Lợi',
    phone: `090500${1_000 + filed}`,
    ...(email === null ? {} : { email }),
  };
  const { status, body } = await api.call(CLERK, 'POST', '/v1/dossiers', permitFiling({ applicant }));
  if (status !== 201) throw new Error(JSON.stringify(body));
  await act(body.id, CLERK, 'accept', body.version);
  return body.id;
}

async function act(id: string, user: string, name: string, version: number, input: object = {}) {
  const answer = await api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input, {
    'If-Match': `"${version}"`,
  });
  if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function saidIn(
  id: string,
  until: (items: { status: string; topic: string }[]) => boolean,
  user: string = CLERK,
) {
  for (let i = 0; i < 800; i++) {
    const { body } = await api.call(user, 'GET', `/v1/cases/${id}/messages`);
    if (until(body.items)) return body.items;
    await new Promise((resolve) => setTimeout(resolve, 75));
  }
  throw new Error('it never came');
}
const isSent = ([first]: { status: string }[]) => first?.status === 'sent';

describe('what was said in a case', () => {
  test('is there for who works on it: topic, way, masked address, when, and what became of it', async () => {
    const id = await acceptedFor('loi@example.vn');
    const [first] = await saidIn(id, isSent);
    expect(first).toMatchObject({
      topic: 'accepted',
      topicText: 'Dossier accepted',
      to: 'applicant',
      channel: 'mail',
      address: 'l***@example.vn',
      status: 'sent',
      attempts: 1,
      sentAt: expect.any(String),
    });
    expect(JSON.stringify(first)).not.toContain('loi@');
    const other = await api.call(OTHER_RECEPTIONIST.user, 'GET', `/v1/cases/${id}/messages`);
    expect(other.status).toBe(404);
    expect((await api.call(CITIZEN, 'GET', `/v1/cases/${id}/messages`)).status).toBe(404);
  });

  test('hides who complained from the agency that handles it, and not from the counter', async () => {
    const reporter = { name: 'Trần Thị Mai', phone: '0905777888', email: 'mai@example.vn' };
    const { body } = await api.call(CLERK, 'POST', '/v1/complaints', potholeFiling({ reporter }));
    const atCounter = await saidIn(body.id, isSent);
    expect(atCounter).toMatchObject([{ topic: 'acknowledged', address: 'm***@example.vn' }]);
    const [sent] = await mail.mailsTo('mai@example.vn');
    expect(sent?.text).toContain('Thông tin cá nhân của ông/bà không được cung cấp');
    const handling = await api.call(PEOPLE.specialist.user, 'GET', `/v1/cases/${body.id}/messages`);
    expect(handling.body.items).toMatchObject([{ topic: 'acknowledged', address: null, person: null }]);
  });

  test('shows the one who filed what was said to them, and nothing of what officers say to each other', async () => {
    const filing = permitFiling({ channel: 'online', applicant: { name: 'Dân', email: 'dan@example.vn' } });
    const { body } = await api.call(CITIZEN, 'POST', '/v1/dossiers', filing);
    const { version } = await act(body.id, CLERK, 'accept', body.version);
    const head = PEOPLE.head.user;
    const plain = { channels: ['mail'], language: 'vi', digest: false, quiet: null, muted: [] };
    await api.call(PEOPLE.specialist.user, 'PUT', '/v1/preferences', plain);
    const seen = await api.call(head, 'GET', `/v1/cases/${body.id}`);
    const taskId = seen.body.tasks?.[0]?.id ?? 'examine.1';
    await act(body.id, head, 'assign', version, { taskId, assignee: PEOPLE.specialist.user });
    const isAssigned = (items: { topic: string }[]) => items.some(({ topic }) => topic === 'assigned');
    await saidIn(body.id, isAssigned);
    const own = await api.call(CITIZEN, 'GET', `/v1/cases/${body.id}/messages`);
    expect(own.body.items.map(({ to }: { to: string }) => to)).toEqual(own.body.items.map(() => 'applicant'));
    expect(own.body.items.length).toBeGreaterThan(0);
  });
});

describe('what reached nobody', () => {
  test('is in a list of those at work, who mend the cause and send it anew: once, however often they ask', async () => {
    mail.refuse((to) => (to === 'gone@example.vn' ? { code: 550, says: '5.1.1 no such user' } : null));
    const id = await acceptedFor('gone@example.vn');
    await saidIn(id, ([first]) => first?.status === 'refused');
    const listed = await api.call(CLERK, 'GET', '/v1/messages?status=refused');
    const [failed] = listed.body.items;
    expect(failed).toMatchObject({ case: { id }, status: 'refused', address: 'g***@example.vn' });
    expect((await api.call(OTHER_RECEPTIONIST.user, 'GET', '/v1/messages')).body.items).toEqual([]);
    expect((await api.call(CITIZEN, 'GET', '/v1/messages')).status).toBe(403);

    const retry = `/v1/messages/${failed.id}/retry`;
    expect((await api.call(OTHER_RECEPTIONIST.user, 'POST', retry)).status).toBe(404);
    expect((await api.call(CITIZEN, 'POST', retry)).status).toBe(403);
    mail.refuse(() => null);
    const retries = await Promise.all([1, 2, 3].map(() => api.call(CLERK, 'POST', retry)));
    expect(retries.map(({ status }) => status)).toContain(202);
    await saidIn(id, isSent);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await mail.mailsTo('gone@example.vn')).toHaveLength(1);
    expect((await api.call(CLERK, 'POST', retry)).body.code).toBe('message-not-failed');
  });

  test('is found by an index, however many there are', async () => {
    await api.engine.owner.pool.query(
      `INSERT INTO messages (id, job, province, case_id, seq, topic, audience, person, language, status, created_at)
       SELECT 'filler-' || n, 'filler', 'hue', 'filler', 1, 'accepted', 'applicant', 'case:filler', 'vi',
         CASE WHEN n % 100 = 0 THEN 'dead' ELSE 'sent' END, now() - n * interval '1 minute'
       FROM generate_series(1, 30000) AS n`,
    );
    await api.engine.owner.pool.query('ANALYZE messages');
    const db = openDatabase(api.engine.settings.databaseUrl ?? '', { role: 'motcua_api' });
    const { text, values } = failedQuery(PEOPLE.province.province, {});
    const plan = await asActor(db, PEOPLE.province, async ({ sql }) => {
      const { rows } = await sql.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    await db.close();
    expect(plan).toContain('messages_failed');
    await api.engine.owner.pool.query(`DELETE FROM messages WHERE job = 'filler'`);
  });
});

describe('a mail that comes back later', () => {
  function report(messageId: string, status: string, secret = SECRET) {
    const body = JSON.stringify({ messageId, status });
    const at = new Date();
    const id = `bounce-${messageId}`;
    return api.call(null, 'POST', '/v1/messages/bounces', body, {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    });
  }

  test('is reported to the counter, and its address is not written to again', async () => {
    const id = await acceptedFor('moved@example.vn');
    await saidIn(id, isSent);
    const [sent] = await mail.mailsTo('moved@example.vn');
    const name = sent?.messageId ?? '';
    expect((await report(name, '4.2.2')).status).toBe(202);
    expect((await report(name, '5.1.1')).status).toBe(202);
    expect((await report(name, '5.1.1')).status).toBe(202);
    const [first] = await saidIn(id, (items) => items[0]?.status === 'bounced');
    expect(first).toMatchObject({ status: 'bounced', why: '5.1.1' });
    const next = await acceptedFor('Moved@example.vn');
    expect(await saidIn(next, (items) => items.length > 0)).toMatchObject([
      { status: 'unreachable', why: 'bad-address' },
    ]);
  });

  test('is told by the mail server’s own report, piped into the command; while the API is away, the mail server keeps it', async () => {
    const id = await acceptedFor('pipe@example.vn');
    await saidIn(id, isSent);
    const [sent] = await mail.mailsTo('pipe@example.vn');
    const pipe = async (url: string) => {
      const command = spawn('node', ['ops/commands/run.mjs', 'bounce', '--api', url], {
        cwd: PROJECT,
        env: environmentWith({ BOUNCE_SECRET: SECRET }) as NodeJS.ProcessEnv,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      command.stdin.end(postfixReport({ messageId: sent?.messageId ?? '' }));
      const [status] = await once(command, 'exit');
      return status;
    };
    // As sysexits.h has it: try again.
    expect(await pipe('http://127.0.0.1:1')).toBe(75);
    expect(await pipe(api.url)).toBe(0);
    const [first] = await saidIn(id, (items) => items[0]?.status === 'bounced');
    expect(first).toMatchObject({ status: 'bounced', why: '5.1.1' });
  });

  test('is believed from nobody but the mail server, and a stranger’s mail is no matter', async () => {
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    expect((await report('<x@hue.example>', '5.1.1', other)).status).toBe(401);
    expect((await report('<x@hue.example>', '5.1.1')).status).toBe(202);
    expect((await report('<"; DROP@hue.example>', '5.1.1')).status).toBe(202);
    expect((await report('<x@hue.example>', 'gone')).status).toBe(422);
  });
});

describe('how somebody would like to be told', () => {
  const chosen = {
    channels: ['sms', 'mail'],
    language: 'en',
    digest: true,
    quiet: { from: 1260, until: 420 },
    muted: [],
  };

  test('is theirs to choose, with the address of their account', async () => {
    const contact = { email: 'dan@example.vn', phone: '0905 111 222' };
    const saved = await api.call(CITIZEN, 'PUT', '/v1/preferences', { ...chosen, muted: ['rate'], contact });
    expect(saved.body).toMatchObject({ ...chosen, muted: ['rate'], contact, person: `user:${CITIZEN}` });
    expect((await api.call(CITIZEN, 'GET', '/v1/preferences')).body).toEqual(saved.body);
    const others = await api.call(PEOPLE.otherCitizen.user, 'GET', '/v1/preferences');
    expect(others.body).toMatchObject({
      channels: ['mail', 'zalo', 'sms'],
      contact: { email: null, phone: null },
    });
  });

  test('leaves nobody without what the law requires', async () => {
    const muted = ['rate', 'supplement', 'accepted'];
    const refused = await api.call(CITIZEN, 'PUT', '/v1/preferences', { ...chosen, muted });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/muted/1',
      '/muted/2',
    ]);
    const wrong = await api.call(CITIZEN, 'PUT', '/v1/preferences', {
      ...chosen,
      contact: { email: 'dan@example.vn\r\nBcc: all@example.vn', phone: null },
    });
    expect(wrong.status).toBe(422);
  });

  test('is noted by the counter for who has no account, and by nobody who may not know them', async () => {
    const id = await acceptedFor(null);
    const path = `/v1/preferences?case=${id}`;
    expect((await api.call(CLERK, 'PUT', path, chosen)).body).toMatchObject({
      person: `case:${id}`,
      language: 'en',
    });
    expect((await api.call(OTHER_RECEPTIONIST.user, 'PUT', path, chosen)).status).toBe(404);
    expect((await api.call(CITIZEN, 'GET', path)).status).toBe(404);
  });

  test('an administrator says where an officer is reached; nobody else does', async () => {
    const path = `/v1/users/${PEOPLE.head.user}/contact`;
    const contact = { email: 'dung@hue.example', phone: null };
    expect((await api.call(CLERK, 'PUT', path, contact)).status).toBe(403);
    expect((await api.call(ADMIN, 'PUT', path, contact)).body).toEqual(contact);
    // What is not spoken of stays; what is to go is named.
    const phone = '0905 333 444';
    const moved = { email: 'dung@moved.example' };
    expect((await api.call(ADMIN, 'PUT', path, { phone })).body).toEqual({ ...contact, phone });
    expect((await api.call(ADMIN, 'PUT', path, moved)).body).toEqual({ ...moved, phone });
    expect((await api.call(ADMIN, 'PUT', path, { phone: null })).body).toEqual({ ...moved, phone: null });
    const stranger = `/v1/users/${PEOPLE.stranger.user}/contact`;
    expect((await api.call(ADMIN, 'PUT', stranger, contact)).status).toBe(404);
  });
});

describe('the link that ends a message', () => {
  async function linkTo(user: string): Promise<string> {
    const id = await acceptedFor(null);
    const email = `${user}@hue.example`;
    const plain = { channels: ['mail'], language: 'vi', digest: false, quiet: null, muted: [] };
    await api.call(user, 'PUT', '/v1/preferences', { ...plain, contact: { email, phone: null } });
    const seen = await api.call(PEOPLE.head.user, 'GET', `/v1/cases/${id}`);
    await act(id, PEOPLE.head.user, 'assign', seen.body.version, { taskId: 'examine.1', assignee: user });
    const [sent] = await mail.mailsTo(email);
    const header = sent?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    return header.slice(1, -1).replace('https://hue.example', api.url);
  }

  test('asks first; one POST, by a mail program or by the page, ends it, as often as it comes', async () => {
    const user = PEOPLE.secondSpecialist.user;
    const link = await linkTo(user);
    const muted = async () => (await api.call(user, 'GET', '/v1/preferences')).body.muted;
    const page = await fetch(link);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<form method="post">');
    expect(await muted()).toEqual([]);
    for (let n = 0; n < 2; n++) {
      const done = await fetch(link, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(done.status).toBe(200);
    }
    expect(await muted()).toEqual(['assigned']);
  });

  test('is nobody else’s to make', async () => {
    const link = new URL(await linkTo(PEOPLE.specialist.user));
    const token = link.searchParams.get('token') ?? '';
    const [named = '', signed = ''] = token.split('.');
    const id = Buffer.from(named, 'base64url').toString();
    const forged = Buffer.from(id.replace(/m0$/, 'm1')).toString('base64url');
    for (const bad of ['', 'x', `${forged}.${signed}`, `${named}.${signed.slice(1)}A`, `${token}x`]) {
      link.searchParams.set('token', bad);
      for (const method of ['GET', 'POST']) expect((await fetch(link, { method })).status).toBe(404);
    }
  });
});

describe('the words of a message', () => {
  test('are shown with invented values, in both languages', async () => {
    const { body } = await api.call(ADMIN, 'GET', '/v1/messages/templates');
    expect(body.items.map(({ topic }: { topic: string }) => topic)).toContain('accepted');
    for (const { topic } of body.items)
      for (const language of ['vi', 'en']) {
        const path = `/v1/messages/templates/${topic}/preview?language=${language}`;
        const { status, body: shown } = await api.call(ADMIN, 'GET', path);
        expect(status, path).toBe(200);
        expect(`${shown.subject}${shown.text}${shown.short}`, path).not.toMatch(/\{\w+\}|undefined/);
        expect(shown.html, path).toContain(`<html lang="${language}">`);
      }
    expect((await api.call(CLERK, 'GET', '/v1/messages/templates')).status).toBe(403);
    expect((await api.call(CLERK, 'GET', '/v1/messages/templates/accepted/preview?language=vi')).status).toBe(
      403,
    );
  });

  test('are a province’s own where it says so, and speak of nothing that there is not', async () => {
    const path = '/v1/messages/templates/accepted';
    const content = {
      language: 'vi',
      subject: 'Huế đã nhận {code}',
      paragraphs: ['Xin chào <b>bà con</b>, hẹn {due}.'],
      short: 'Huế: {code}',
    };
    const bad = await api.call(ADMIN, 'PUT', path, { ...content, paragraphs: ['Theo dõi {tracking}'] });
    expect(bad.status).toBe(422);
    expect(bad.body.errors).toMatchObject([{ pointer: '/paragraphs/0' }]);
    expect((await api.call(CLERK, 'PUT', path, content)).status).toBe(403);
    const shown = await api.call(ADMIN, 'PUT', path, content);
    expect(shown.body.html).toContain('Xin chào &lt;b&gt;bà con&lt;/b&gt;, hẹn ');
    await acceptedFor('own@example.vn');
    const [sent] = await mail.mailsTo('own@example.vn');
    expect(sent?.subject).toMatch(/^Huế đã nhận H57/);
    const back = await api.call(ADMIN, 'DELETE', `${path}?language=vi`);
    expect(back.body.subject).toMatch(/đã tiếp nhận/);
  });
});

test('no outbox job, and no list of what was said, knows an address', async () => {
  const { rows } = await api.engine.owner.pool.query<{ row: string }>(
    `SELECT row_to_json(e)::text AS row FROM outbox_jobs e UNION ALL SELECT row_to_json(m)::text FROM messages m`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { row } of rows) expect(row).not.toMatch(/loi@|gone@|moved@|090500/);
});
