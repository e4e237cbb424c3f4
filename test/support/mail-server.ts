/** A mail server of a test: takes what comes, and refuses as it is told to. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the server does with a recipient, or (`when: 'data'`) with the whole mail; null: takes it. */
export type Refusing = (
  to: string,
  when: 'rcpt' | 'data',
) => { readonly code: number; readonly says: string } | null;

export interface MailServer {
  readonly url: string;
  readonly mails: readonly { readonly to: string; readonly mail: Email }[];
  refuse(how: Refusing): void;
  /** Told of each mail when all of it is there, before the server answers. */
  beforeAnswer(what: () => void | Promise<void>): void;
  /** Whoever is connected hears no more. */
  hangUp(): void;
  /** Waits until so many mails to that address are there. */
  mailsTo(address: string, count?: number): Promise<readonly Email[]>;
  clear(): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: { to: string; mail: Email }[] = [];
  const sockets = new Set<Socket>();
  let refusing: Refusing = () => null;
  let before: () => void | Promise<void> = () => undefined;
  const refused = (to: string, when: 'rcpt' | 'data'): Error | null => {
    const answer = refusing(to, when);
    if (answer === null) return null;
    return Object.assign(new Error(answer.says), { responseCode: answer.code });
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => done(refused(address, 'rcpt')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const error = refused(to, 'data');
        if (error !== null) return done(error);
        mails.push({ to, mail: await PostalMime.parse(Buffer.concat(chunks)) });
        await before();
        done(null, 'OK: queued as test');
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const to = (address: string) => mails.filter((each) => each.to === address).map(({ mail }) => mail);
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refuse: (how) => {
      refusing = how;
    },
    beforeAnswer: (what) => {
      before = what;
    },
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    async mailsTo(address, count = 1) {
      for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
        if (to(address).length >= count) return to(address);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${to(address).length} mails to ${address} instead of ${count}`);
    },
    clear: () => mails.splice(0),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
