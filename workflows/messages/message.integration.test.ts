/** What a case says to people: to whom it should, once, by a way that works, and in sight where none does. */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { casePerson, saveContact, savePreferences, userPerson } from '../../db/messages/preferences.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import type { Definition, Filing } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId, UserId } from '../../domain/ids.ts';
import { APPLICANT_DEFAULTS, OFFICER_DEFAULTS } from '../../domain/messages/channels.ts';
import { momentText } from '../../domain/messages/values.ts';
import type { QuietHours } from '../../domain/procedures/language/types.ts';
import { localDay } from '../../domain/time/calendar.ts';
import { plainDay } from '../../domain/time/civil.ts';
import { instant } from '../../domain/time/instant.ts';
import { announceCalendars } from '../../temporal/calendars.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { startFragileWorker } from '../../test/support/fragile.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../test/support/sample-definitions.ts';

const { province } = PEOPLE.receptionist;
const DAY = 24 * 3_600_000;
let engine: Engine;
let mail: MailServer;
let permit: Definition;
let pothole: Definition;
let filed = 0;

beforeAll(async () => {
  mail = await startMailServer();
  engine = await startEngine({
    settings: {
      smtpUrl: mail.url,
      mailFrom: 'Huế <no-reply@hue.example>',
      smsUrl: 'file',
      publicUrl: 'https://hue.example',
    },
  });
  const office = { province, parent: null, level: 'province' as const, area: null };
  const offices = [
    ['hue.office', 'H57.01', ['province-office'], 'UBND thành phố Huế'],
    [AGENCIES.owner, 'H57.13', [], 'UBND phường Thuận Hóa'],
    [AGENCIES.counter, 'H57.12', ['counter'], 'Bộ phận Một cửa phường Thuận Hóa'],
  ] as const;
  for (const [id, code, fulfils, name] of offices)
    await saveAgencies(engine.owner, [
      { ...office, id: id as AgencyId, code, fulfils, name: { vi: name, en: name } },
    ]);
  for (const { user, roles } of [PEOPLE.specialist, PEOPLE.secondSpecialist, PEOPLE.head, PEOPLE.citizen]) {
    await saveUser(engine.owner, { id: user, province, name: `Cán bộ ${user}`, active: true, roles });
    const email = `${user}@hue.example`;
    await saveContact(engine.owner.pool, user, { email, phone: null }, user);
  }
  for (const calendar of Object.values(CALENDARS))
    await publishCalendar(engine.owner, province, calendar, PEOPLE.administrator.user);
  const publish = async (yaml: string): Promise<Definition> => {
    const made = definitionOf(yaml);
    const by = PEOPLE.administrator.user;
    const { hash } = await publishProcedure(engine.owner, province, made.procedure, by);
    return { ...made, ref: { ...made.ref, hash } };
  };
  permit = await publish(PERMIT_YAML);
  pothole = await publish(POTHOLE_YAML);
});
afterAll(async () => {
  await engine.close();
  await mail.close();
});
beforeEach(() => mail.clear());
afterEach(() => {
  mail.refuse(() => null);
  mail.beforeAnswer(() => undefined);
});

interface Given {
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly name?: string;
}

/** A dossier at the counter, whose applicant left these addresses. */
async function dossier(given: Given, filing: Partial<Filing> = {}): Promise<CaseId> {
  filed += 1;
  const caseId = filed.toString(16).padStart(32, 'c') as CaseId;
  const { name = 'Nguyễn Văn <b>Lợi</b>', email = null, phone = null } = given;
  await engine.owner.pool.query(
    `INSERT INTO parties (case_id, province, kind, counter, applicant, name, phone, email, search)
     VALUES ($1, 'hue', 'dossier', $2, $3, $4, $5, $6, '')`,
    [caseId, AGENCIES.counter, filing.applicant ?? null, name, phone, email],
  );
  const { answer } = await engine.file(permit, { caseId, applicant: null, facts: { area: 50 }, ...filing });
  if (!answer.ok) throw new Error('it was not filed');
  return caseId;
}

/** A complaint by telephone, whose reporter left this address and is not to be disturbed now. */
async function complaint(email: string, quiet: QuietHours, change: Partial<Filing> = {}): Promise<CaseId> {
  filed += 1;
  const caseId = filed.toString(16).padStart(32, 'd') as CaseId;
  await engine.owner.pool.query(
    `INSERT INTO parties (case_id, province, kind, counter, email, search) VALUES ($1, 'hue', 'complaint', $2, $3, '')`,
    [caseId, AGENCIES.counter, email],
  );
  await quietAt(caseId, quiet);
  await engine.file(pothole, { caseId, applicant: null, ...change });
  return caseId;
}

/** null: at no hour, whatever the clock says while this test runs. */
const quietAt = (caseId: CaseId, quiet: QuietHours | null) =>
  savePreferences(engine.owner.pool, province, casePerson(caseId), {
    ...APPLICANT_DEFAULTS,
    quiet: quiet ?? { from: 0, until: 0 },
  });

const accept = (caseId: CaseId) => engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });

async function messagesOf(caseId: CaseId) {
  const { rows } = await engine.owner.pool.query(
    'SELECT topic, channel, masked, status, attempts, why FROM messages WHERE case_id = $1 ORDER BY created_at, id',
    [caseId],
  );
  return rows;
}

async function eventually<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
    const value = await read();
    if (isThere(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 75));
  }
  throw new Error(`it never came: ${JSON.stringify(await read())}`);
}

describe('an applicant', () => {
  test('is notified of the acceptance and the appointment, with the receipt, in words that nobody else wrote', async () => {
    const caseId = await dossier({ email: 'loi@example.vn' });
    await accept(caseId);
    const [sent] = await mail.mailsTo('loi@example.vn');
    expect(sent?.subject).toMatch(/^Hồ sơ H57\.12-\d{6}-\d{4}: đã tiếp nhận, hẹn trả kết quả$/);
    expect(sent?.text).toContain('UBND thành phố Huế');
    expect(sent?.text).toMatch(/Hẹn trả kết quả: \d\d:\d\d, \d\d\/\d\d\/\d{4}/);
    expect(sent?.html).toContain('Nguyễn Văn &lt;b&gt;Lợi&lt;/b&gt;');
    expect(sent?.text).toContain('https://hue.example/track/H57.12-');
    expect(sent?.attachments.map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
    const reported = await eventually(
      () => messagesOf(caseId),
      ([only]) => only?.status === 'sent',
    );
    expect(reported).toMatchObject([
      { topic: 'accepted', channel: 'mail', masked: 'l***@example.vn', status: 'sent', attempts: 1 },
    ]);
  });

  test('cannot be unsubscribed from what the law requires: no such link is in it', async () => {
    const caseId = await dossier({ email: 'luat@example.vn' });
    await accept(caseId);
    const [sent] = await mail.mailsTo('luat@example.vn');
    expect(sent?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
    expect(`${sent?.text}${sent?.html}`).not.toContain('unsubscribe');
  });

  test('hears which documents are missing and why, in their language', async () => {
    const caseId = await dossier(
      { email: 'citizen@example.vn' },
      { channel: 'online', applicant: PEOPLE.citizen.user },
    );
    await savePreferences(engine.owner.pool, province, userPerson(PEOPLE.citizen.user), {
      ...APPLICANT_DEFAULTS,
      language: 'en',
    });
    await engine.owner.pool.query(
      `INSERT INTO text_contents (id, case_id, kind, author, content, salt, digest, search)
       VALUES ($1, $2, 'reason', 'lan', '"The drawing is not signed"', '', '', '')`,
      [`why-${caseId}`, caseId],
    );
    await engine.act(caseId, PEOPLE.receptionist, {
      type: 'request-supplement',
      taskId: null,
      missing: ['drawing'],
      reason: content(`why-${caseId}`),
    });
    const [sent] = await mail.mailsTo('citizen@example.vn');
    expect(sent?.subject).toMatch(/: documents needed$/);
    expect(sent?.text).toContain('we need: Drawing.');
    expect(sent?.text).toContain('Reason: The drawing is not signed');
  });

  test('without any address is somebody whom the counter has to tell', async () => {
    const caseId = await dossier({});
    await accept(caseId);
    expect(
      await eventually(
        () => messagesOf(caseId),
        (rows) => rows.length > 0,
      ),
    ).toMatchObject([
      { topic: 'accepted', channel: null, masked: null, status: 'unreachable', why: 'no-address' },
    ]);
    expect(mail.mails).toEqual([]);
  });

  test('whose mailbox there is not is notified by telephone instead, and the address is not tried again', async () => {
    mail.refuse((to) => (to === 'ghost@example.vn' ? { code: 550, says: '5.1.1 no such user' } : null));
    const given = { email: 'ghost@example.vn', phone: '0905 123 456' };
    const caseId = await dossier(given);
    await quietAt(caseId, null);
    await accept(caseId);
    const rows = await eventually(
      () => messagesOf(caseId),
      (found) => found[1]?.status === 'sent',
    );
    expect(rows).toMatchObject([
      { channel: 'mail', status: 'refused', why: 'EENVELOPE RCPT TO 550 5.1.1', attempts: 1 },
      { channel: 'sms', masked: '*******456', status: 'sent', attempts: 1 },
    ]);
    const folder = join(engine.settings.dataDir, 'outbox', 'sms');
    const [file = ''] = await readdir(folder);
    expect(JSON.parse(await readFile(join(folder, file), 'utf8'))).toMatchObject({
      to: '+84905123456',
      text: expect.stringMatching(/đã tiếp nhận hồ sơ H57\.12-/),
    });
    const second = await dossier({ ...given, email: ' Ghost@Example.vn' });
    await quietAt(second, null);
    await accept(second);
    expect(
      await eventually(
        () => messagesOf(second),
        (found) => found[0]?.status === 'sent',
      ),
    ).toMatchObject([{ channel: 'sms' }]);
  });
});

describe('quiet hours', () => {
  test('hold back what can wait until they end, and let pass what is urgent', async () => {
    const now = Math.floor(Date.now() / 60_000) + 7 * 60;
    const aroundNow = { from: (now + 1_440 - 60) % 1_440, until: (now + 60) % 1_440 };
    await complaint('danger@example.vn', aroundNow, { danger: true });
    const [sent] = await mail.mailsTo('danger@example.vn');
    expect(sent?.subject).toContain('đã ghi nhận');
    const waits = await dossier({ email: 'waits@example.vn' });
    await quietAt(waits, aroundNow);
    await accept(waits);
    expect(
      await eventually(
        () => messagesOf(waits),
        (rows) => rows.length > 0,
      ),
    ).toMatchObject([{ status: 'waiting', attempts: 0 }]);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(mail.mails.map(({ to }) => to)).not.toContain('waits@example.vn');
  });
});

describe('a mail server', () => {
  test('that greylists gets the mail again, once it takes it, under the same name', async () => {
    let requests = 0;
    mail.refuse((_to, when) => {
      if (when === 'rcpt') requests += 1;
      return requests === 1 ? { code: 451, says: '4.7.1 come again' } : null;
    });
    const caseId = await dossier({ email: 'grey@example.vn' });
    await accept(caseId);
    await mail.mailsTo('grey@example.vn');
    expect(requests).toBe(2);
    expect(
      await eventually(
        () => messagesOf(caseId),
        (rows) => rows[0]?.status === 'sent',
      ),
    ).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  test('that finds the documents too large gets the words alone, which say so', async () => {
    let refusals = 0;
    mail.refuse((_to, when) => {
      if (when === 'rcpt' || refusals > 0) return null;
      refusals += 1;
      return { code: 552, says: '5.3.4 too large' };
    });
    const caseId = await dossier({ email: 'small@example.vn' });
    await accept(caseId);
    const [sent] = await mail.mailsTo('small@example.vn');
    expect(sent?.attachments).toEqual([]);
    expect(sent?.text).toContain('dung lượng quá lớn');
  });

  test('that is lost after the mail was handed over may have it twice: the two copies bear one name', async () => {
    let handedOver = 0;
    mail.beforeAnswer(() => {
      handedOver += 1;
      // The answer to the first is never heard.
      if (handedOver === 1) mail.hangUp();
    });
    const caseId = await dossier({ email: 'twice@example.vn' });
    await accept(caseId);
    await mail.mailsTo('twice@example.vn');
    mail.refuse(() => null);
    await eventually(
      () => messagesOf(caseId),
      (rows) => rows[0]?.status === 'sent',
    );
    const copies = await mail.mailsTo('twice@example.vn');
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

test('a worker killed when the server has the mail and nobody has written that down: it comes twice, under one name, and no third time', async () => {
  const caseId = await dossier({ email: 'killed@example.vn' });
  await engine.stopWorker();
  const child = await startFragileWorker(engine, 'never');
  const ended = once(child, 'exit');
  let kills = 0;
  mail.beforeAnswer(() => {
    kills += 1;
    if (kills === 1) child.kill('SIGKILL');
  });
  await accept(caseId);
  await ended;
  expect(await messagesOf(caseId)).toMatchObject([{ status: 'sending', attempts: 1 }]);
  await engine.startWorker();
  await eventually(
    () => messagesOf(caseId),
    (rows) => rows[0]?.status === 'sent',
  );
  const copies = await mail.mailsTo('killed@example.vn');
  expect(copies).toHaveLength(2);
  expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await messagesOf(caseId)).toMatchObject([{ status: 'sent', attempts: 2 }]);
});

describe('an officer', () => {
  test('who is given a task hears of it in the morning; who wants each mail gets it at once', async () => {
    const caseId = await dossier({});
    await accept(caseId);
    const assign = (assignee: UserId) =>
      engine.act(caseId, PEOPLE.head, { type: 'assign', taskId: 'examine.1' as never, assignee });
    await assign(PEOPLE.specialist.user);
    await savePreferences(engine.owner.pool, province, userPerson(PEOPLE.secondSpecialist.user), {
      ...OFFICER_DEFAULTS,
      digest: false,
    });
    await assign(PEOPLE.secondSpecialist.user);
    const [sent] = await mail.mailsTo('hoa@hue.example');
    expect(sent?.subject).toMatch(/: được giao xử lý$/);
    // Nothing in it says whose dossier it is.
    expect(`${sent?.text}${sent?.html}`).not.toContain('Lợi');
    const link = sent?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(link).toMatch(/^<https:\/\/hue\.example\/v1\/unsubscribe\?token=[\w-]+\.[\w-]+>$/);
    expect(sent?.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe(
      'List-Unsubscribe=One-Click',
    );
    expect(mail.mails.filter(({ to }) => to === 'minh@hue.example')).toEqual([]);
  });
});

test('a calendar that moves an appointment tells the applicant, with the letter, and the officer who holds the task', async () => {
  const caseId = await dossier({ email: 'lu@example.vn' });
  await accept(caseId);
  await mail.mailsTo('lu@example.vn');
  const assignee = PEOPLE.secondSpecialist.user;
  await savePreferences(engine.owner.pool, province, userPerson(assignee), {
    ...OFFICER_DEFAULTS,
    digest: false,
  });
  await engine.act(caseId, PEOPLE.head, { type: 'assign', taskId: 'examine.1' as never, assignee });
  await mail.mailsTo('hoa@hue.example');
  mail.clear();

  const { rows } = await engine.owner.pool.query<{ at: Date }>(
    'SELECT appointment_at AS at FROM cases WHERE id = $1',
    [caseId],
  );
  const promised = instant(rows[0]?.at.toISOString() ?? '');
  const today = Math.floor(Date.now() / DAY);
  // A week from tomorrow on, and the very day for which they were asked to come.
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) => plainDay(today + ahead));
  days.push(localDay(CALENDARS.office, promised));
  const flood = days.map(
    (day) =>
      ({ day, kind: 'off', hours: null, name: { vi: 'Lũ', en: 'Flood' }, decision: '77/QĐ-UBND' }) as const,
  );
  const office = { ...CALENDARS.office, version: 2, exceptions: flood };
  await publishCalendar(engine.owner, province, office, PEOPLE.administrator.user, {
    decision: '77/QĐ-UBND',
  });
  await announceCalendars(engine.client, province, engine.taskQueue);

  const [notified] = await mail.mailsTo('lu@example.vn');
  expect(notified?.subject).toMatch(/: thay đổi ngày hẹn$/);
  expect(notified?.text).toContain('77/QĐ-UBND');
  expect(notified?.text).toContain(`Ngày hẹn trước đây: ${momentText(promised)}.`);
  expect(notified?.text).toMatch(/ Ngày hẹn mới: \d\d:\d\d, /);
  expect(notified?.attachments.map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
  const [officer] = await mail.mailsTo('hoa@hue.example');
  expect(officer?.subject).toMatch(/: hạn xử lý chuyển sang /);
  expect(officer?.text).toMatch(/bước Thẩm định, chuyển từ \d\d:\d\d/);
  expect(`${officer?.text}${officer?.html}`).not.toContain('Lợi');
});
