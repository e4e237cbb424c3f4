/**
 * `npm run -s bounce < REPORT`: tells the API of a mail that came back. A mail server runs it for each mail to the address in MAIL_FROM;
 * docs/runbook.md says how. What it cannot tell now it leaves with the mail server, which tries again.
 */
import { parseArgs } from 'node:util';
import { readSettings } from '../../config/settings.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { MOST_REPORT_BYTES, readBounce } from '../../integrations/messages/bounce.ts';
import { signatureOf } from '../../integrations/webhooks/index.ts';

/** As mail servers understand it (sysexits.h): keep it, and try again. */
const TRY_AGAIN = 75;
const BAD_SETTINGS = 78;
const ANSWERS_WITHIN_MS = 20_000;

process.exitCode = await report();

async function report(): Promise<number> {
  const { values } = parseArgs({ options: { api: { type: 'string' } } });
  const { bounceSecret, port } = readSettings();
  if (bounceSecret === null) {
    console.error('BOUNCE_SECRET is needed, the same as the API has.');
    return BAD_SETTINGS;
  }
  const report = await readBounce(await readAll());
  // Nothing is sent back for it: a report is never answered by a report.
  if (report === null) return 0;
  const body = JSON.stringify(report);
  const at = Date.now() as Instant;
  const id = `bounce-${at}-${process.pid}`;
  const url = new URL('/v1/messages/bounces', values.api ?? `http://127.0.0.1:${port}`);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': signatureOf({ id, at, body, secrets: [bounceSecret] }),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    if (answer.ok) return 0;
    console.error(`The API answered ${answer.status}.`);
  } catch (error) {
    console.error(`The API cannot be reached: ${error instanceof Error ? error.message : error}`);
  }
  return TRY_AGAIN;
}

/** Of what is longer than any report of ours, the beginning says enough. */
async function readAll(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin) {
    pieces.push(piece);
    length += piece.length;
    if (length > MOST_REPORT_BYTES) break;
  }
  return Buffer.concat(pieces);
}
