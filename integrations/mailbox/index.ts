/** The mailbox of a demonstration: a mail server that takes everything, and pages that show it on this machine alone. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { SMTPServer } from 'smtp-server';
import { Letters } from './letters.ts';
import { bodyOf, letterPage, listPage, nothingPage, textsPage } from './pages.ts';
import { languageOf } from './texts.ts';

export interface Mailbox {
  /** Of its pages. */
  readonly url: string;
  readonly smtpUrl: string;
  close(): Promise<void>;
}

interface MailboxOptions {
  readonly port?: number;
  readonly smtpPort?: number;
  /** Where letters are kept. */
  readonly folder: string;
  /** Where the file adapters of short texts write. */
  readonly texts: string;
}

const HERE = '127.0.0.1';
const MOST_BYTES = 30 * 1024 * 1024;
/** Whatever somebody wrote into a mail, it loads nothing and runs nothing. */
const LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups";
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const letters = new Letters(options.folder, options.texts);
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }));
        letters
          .keep(
            envelope.rcptTo.map(({ address }) => address),
            Buffer.concat(parts),
            Date.now(),
          )
          .then(() => done(null, 'OK: kept'), done);
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.listen(options.smtpPort ?? 0, HERE);
  await once(smtp.server, 'listening');

  const pages = createServer(pagesOf(letters));
  pages.listen(options.port ?? 0, HERE);
  await once(pages, 'listening');
  return {
    url: `http://localhost:${(pages.address() as AddressInfo).port}`,
    smtpUrl: `smtp://${HERE}:${(smtp.server.address() as AddressInfo).port}`,
    async close() {
      pages.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => pages.close(resolve)),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}

function pagesOf(letters: Letters) {
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.setHeader('Content-Security-Policy', PAGE_POLICY);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  app.get('/', async (req, res) => html(res, listPage(await letters.all(), languageOf(req))));
  app.get('/texts', async (req, res) => html(res, textsPage(await letters.texts(), languageOf(req))));
  app.get('/letters/:id', async (req, res) => {
    const letter = await letters.find(req.params.id);
    if (letter === null) return html(res.status(404), nothingPage(languageOf(req)));
    html(res, letterPage(letter, languageOf(req)));
  });
  app.get('/letters/:id/body', async (req, res) => {
    const letter = await letters.find(req.params.id);
    if (letter === null) return void res.status(404).end();
    res.setHeader('Content-Security-Policy', LETTER_POLICY);
    html(res, bodyOf(letter));
  });
  app.get('/letters/:id/attachments/:place', async (req, res) => {
    const letter = await letters.find(req.params.id);
    const attachment = letter?.mail.attachments[Number(req.params.place)];
    if (attachment === undefined) return void res.status(404).end();
    res.attachment(attachment.filename ?? 'attachment');
    res.setHeader('Content-Type', 'application/octet-stream');
    res.end(Buffer.from(attachment.content as ArrayBuffer));
  });
  return app;
}

function html(res: Response, page: string): void {
  res.type('html').send(page);
}
