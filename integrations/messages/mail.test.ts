/** Mail against a server that speaks SMTP, and refuses in each of the ways that servers have. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { hostOf, mailChannel, messageIdOf } from './mail.ts';
import { AddressRefused, ChannelDown, MessageRefused, MessageTooLarge, type Outgoing } from './types.ts';

const FROM = 'Một cửa Huế <no-reply@hue.example>';
const MAIL: Outgoing = {
  to: 'loi@example.vn',
  subject: 'Hồ sơ H57.12-261123-0001 đã được tiếp nhận',
  text: 'Kính gửi ông Lợi',
  html: '<p>Kính gửi ông Lợi</p>',
};

interface Session {
  readonly secure: boolean;
  readonly user?: unknown;
}
const taken: { raw: Buffer; session: Session }[] = [];
const sockets = new Set<Socket>();
let server: SMTPServer | null = null;

async function listening(options: SMTPServerOptions = {}): Promise<string> {
  taken.length = 0;
  const made = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 too large'));
        taken.push({ raw: Buffer.concat(chunks), session });
        done(null, 'OK: queued as abc123');
      });
    },
    ...options,
  });
  made.on('error', () => undefined);
  made.server.on('connection', (socket: Socket) => sockets.add(socket));
  made.listen(0, '127.0.0.1');
  await once(made.server, 'listening');
  server = made;
  return `127.0.0.1:${(made.server.address() as AddressInfo).port}`;
}
afterEach(async () => {
  await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  server = null;
});

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
const send = (place: string, mail = MAIL, key = 'message-c0ffee-2-0.0') =>
  mailChannel({ url: `smtp://${place}`, from: FROM }).send(mail, key);
const failure = (sending: Promise<unknown>): Promise<Error> =>
  sending.then(
    () => new Error('it was taken'),
    (error: Error) => error,
  );
const read = (): Promise<Email> => PostalMime.parse(taken[0]?.raw ?? Buffer.alloc(0));

describe('a mail', () => {
  test('arrives in both forms, with its letters, its paper and a name of its own', async () => {
    const place = await listening();
    const document = Buffer.from('%PDF-1.7 giấy tiếp nhận');
    const open = async () => Readable.from([document]);
    const sent = await send(place, {
      ...MAIL,
      attachments: [{ name: 'Giấy tiếp nhận.pdf', mediaType: 'application/pdf', open }],
      headers: { 'List-Unsubscribe': '<https://hue.example/v1/unsubscribe?token=x>' },
    });
    expect(sent).toEqual({ providerId: 'abc123' });
    const mail = await read();
    expect(mail).toMatchObject({
      subject: MAIL.subject,
      from: { name: 'Một cửa Huế', address: 'no-reply@hue.example' },
      to: [{ address: 'loi@example.vn' }],
      messageId: '<message-c0ffee-2-0.0@hue.example>',
    });
    expect(mail.text?.trim()).toBe(MAIL.text);
    expect(mail.html?.trim()).toBe(MAIL.html);
    expect(mail.attachments).toMatchObject([{ filename: 'Giấy tiếp nhận.pdf', mimeType: 'application/pdf' }]);
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer)).toEqual(document);
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers['auto-submitted']).toBe('auto-generated');
    expect(headers['list-unsubscribe']).toContain('/v1/unsubscribe?token=x');
  });

  test('has the same name every time it is sent', async () => {
    const place = await listening();
    await send(place);
    await send(place);
    const names = await Promise.all(taken.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
    expect(new Set(names).size).toBe(1);
  });

  test('goes to one address, whatever that address would like to be', async () => {
    const place = await listening();
    const error = await failure(send(place, { ...MAIL, to: 'loi@example.vn, all@example.vn' }));
    expect(error).toBeInstanceOf(AddressRefused);
    expect(taken).toEqual([]);
  });

  test('lets nobody write a header into it', async () => {
    const place = await listening();
    await send(place, { ...MAIL, subject: 'Xin chào\r\nBcc: all@example.vn' });
    const mail = await read();
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toContain('Bcc: all@example.vn');
  });
});

describe('a server that refuses', () => {
  test.each([
    [550, '5.1.1 no such user', AddressRefused],
    [550, 'no such user', AddressRefused],
    [550, '5.7.1 relaying denied', MessageRefused],
    [451, '4.7.1 greylisted, come again', ChannelDown],
  ])('the recipient by %i %s is told apart', async (code, text, kind) => {
    const place = await listening({ onRcptTo: (_address, _session, done) => done(refusal(code, text)) });
    const error = await failure(send(place));
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(String(code));
    expect(error.message).not.toContain('loi@example.vn');
  });

  test('a mail for its size says that it may come without its documents', async () => {
    const place = await listening({ size: 2_000 });
    const open = async () => Readable.from([Buffer.alloc(50_000, 'a')]);
    const attachments = [{ name: 'a.pdf', mediaType: 'application/pdf', open }];
    expect(await failure(send(place, { ...MAIL, attachments }))).toBeInstanceOf(MessageTooLarge);
  });

  test('a mail for what it says is not asked again', async () => {
    const place = await listening({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(refusal(554, '5.7.1 looks like spam')));
      },
    });
    const error = await failure(send(place));
    expect(error).toBeInstanceOf(MessageRefused);
    expect(error).not.toBeInstanceOf(AddressRefused);
  });

  test('our name or our password is for an operator to mend: the mail waits', async () => {
    const place = await listening({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 wrong password')),
    });
    expect(await failure(send(`motcua:wrong@${place}`))).toBeInstanceOf(ChannelDown);
    await new Promise<void>((resolve) => (server as SMTPServer).close(() => resolve()));
    const other = await listening({ onMailFrom: (_a, _s, done) => done(refusal(550, '5.1.8 who are you')) });
    expect(await failure(send(other))).toBeInstanceOf(ChannelDown);
  });
});

describe('a connection', () => {
  test('that is lost after the mail was handed over says that nothing is known', async () => {
    const place = await listening({
      onData(stream) {
        stream.resume();
        stream.on('end', () => {
          for (const socket of sockets) socket.destroy();
        });
      },
    });
    expect(await failure(send(place))).toBeInstanceOf(ChannelDown);
  });

  test('that nobody takes is tried again later', async () => {
    const place = await listening();
    await new Promise<void>((resolve) => (server as SMTPServer).close(() => resolve()));
    server = null;
    expect(await failure(send(place))).toBeInstanceOf(ChannelDown);
  });

  test('is encrypted where the server can, and our password goes through', async () => {
    const place = await listening({
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) =>
        username === 'motcua' && password === 'bí mật'
          ? done(null, { user: username })
          : done(refusal(535, '5.7.8 no')),
    });
    const user = `motcua:${encodeURIComponent('bí mật')}`;
    await send(`${user}@${place}?tls.rejectUnauthorized=false`);
    expect(taken[0]?.session).toMatchObject({ secure: true, user: 'motcua' });
  });

  test('with a certificate that nobody vouches for is not used', async () => {
    const place = await listening({ disabledCommands: ['AUTH'] });
    expect(await failure(send(place))).toBeInstanceOf(ChannelDown);
    expect(taken).toEqual([]);
  });

  test('without encryption does not get our password, on any machine but this', async () => {
    const place = await listening({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const port = place.split(':')[1];
    // The same server, under a name that is not this machine's.
    const error = await failure(send(`motcua:secret@0.0.0.0:${port}`));
    expect(error).toBeInstanceOf(ChannelDown);
    expect(error.message).toContain('ETLS');
  });
});

test('the name of a mail holds nothing that a header may not', () => {
  expect(hostOf(FROM)).toBe('hue.example');
  expect(messageIdOf('message-a>b c-1', 'hue.example')).toBe('<message-a-b-c-1@hue.example>');
});
