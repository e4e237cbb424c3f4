import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from './index.ts';

let folder: string;
let mailbox: Mailbox;
const start = () => startMailbox({ folder: join(folder, 'mail'), texts: join(folder, 'outbox') });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-mailbox-'));
  mailbox = await start();
});
afterEach(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = async (path: string, language = 'vi') => {
  const answer = await fetch(`${mailbox.url}${path}`, { headers: { 'accept-language': language } });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const linkIn = (text: string) => /\/letters\/[\w-]+/.exec(text)?.[0] ?? '';

async function send(change: object = {}): Promise<void> {
  const transport = createTransport(mailbox.smtpUrl);
  await transport.sendMail({
    from: 'UBND thành phố Huế <no-reply@hue.example>',
    to: 'loi@example.vn',
    subject: 'Hồ sơ đã được tiếp nhận',
    text: 'Kính gửi Ông Nguyễn Văn Lợi',
    html: '<p>Kính gửi <b>Ông Nguyễn Văn Lợi</b></p>',
    ...change,
  });
  transport.close();
}

test('what is sent is there to read, with its documents', async () => {
  expect((await page('/')).text).toContain('Chưa có thư nào');
  await send({ attachments: [{ filename: 'giấy hẹn.pdf', content: Buffer.from('%PDF-1.7') }] });
  const list = (await page('/', 'en')).text;
  expect(list).toContain('Hồ sơ đã được tiếp nhận');
  expect(list).toContain('Trial mailbox');
  const letter = await page(linkIn(list));
  expect(letter.text).toContain('Kính gửi Ông Nguyễn Văn Lợi');
  expect(letter.text).toContain('no-reply@hue.example');
  expect((await page(`${linkIn(list)}/body`)).text).toContain('<b>Ông Nguyễn Văn Lợi</b>');
  const file = await page(`${linkIn(list)}/attachments/0`);
  expect([file.text, file.headers.get('content-disposition')]).toEqual([
    '%PDF-1.7',
    expect.stringContaining("filename*=UTF-8''gi%E1%BA%A5y%20h%E1%BA%B9n.pdf"),
  ]);
});

test('each of two who got a mail has it; a restart keeps it', async () => {
  await send({ to: ['a@example.vn', 'b@example.vn'] });
  await mailbox.close();
  mailbox = await start();
  const { text } = await page('/');
  expect(text).toContain('a@example.vn');
  expect(text).toContain('b@example.vn');
});

test('what somebody wrote into a mail does nothing here', async () => {
  const evil = '<script>alert(1)</script>';
  await send({ subject: evil, text: evil, html: `${evil}<img src="https://elsewhere.example/x.png">` });
  const list = (await page('/')).text;
  expect(list).toContain('&lt;script&gt;');
  expect(list).not.toContain('<script>');
  const letter = await page(linkIn(list));
  expect(letter.text).not.toContain('<script>');
  expect(letter.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  const body = await page(`${linkIn(list)}/body`);
  expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
});

test('older mail makes room', async () => {
  const letters = join(folder, 'mail');
  mkdirSync(letters, { recursive: true });
  const raw = Buffer.from('Subject: old\r\n\r\nx').toString('base64');
  for (let n = 0; n < 520; n++)
    writeFileSync(
      join(letters, `${1_000_000_000_000 + n}-00000000.json`),
      JSON.stringify({ to: `n${n}`, raw }),
    );
  await send();
  const { text } = await page('/');
  expect(text.match(/<li>/g)).toHaveLength(500);
  expect(text).toContain('Hồ sơ đã được tiếp nhận');
  expect((await page('/letters/1000000000000-00000000')).status).toBe(404);
});

test('short texts that went into files are shown beside them', async () => {
  expect((await page('/texts')).text).toContain('Chưa có tin nhắn nào');
  const sms = join(folder, 'outbox', 'sms');
  mkdirSync(sms, { recursive: true });
  writeFileSync(
    join(sms, 'm1.json'),
    JSON.stringify({ to: '+84905123456', subject: '', text: 'Hồ sơ đã xong' }),
  );
  expect((await page('/texts')).text).toContain('Hồ sơ đã xong');
});

test('what is not there, or leads out of the folder, is not there', async () => {
  for (const path of ['/letters/x', '/letters/..%2F..%2Fsecrets', '/letters/1000000000000-00000000/body'])
    expect((await page(path)).status).toBe(404);
});
