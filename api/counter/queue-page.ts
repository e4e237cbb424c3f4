/**
 * The screen in a counter's waiting room, and the ticket of who waits there, on paper or on their telephone: large
 * numbers, in both languages, without an account and without a script.
 */
import { toSVG } from 'bwip-js/node';
import { Router } from 'express';
import { QUEUE_TEXTS } from '../../contracts/texts/queue.ts';
import { type QueueShown, queueShown, type TicketShown, ticketShown } from '../../db/counter/queries.ts';
import type { AgencyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Context } from '../http/context.ts';
import { escaped } from '../http/html.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'";
/** Comes anew by itself. */
const EVERY_S = 4;
/** In a pocket there is no hurry. */
const TICKET_EVERY_S = 15;
const NUMBER = /^[1-9]\d{0,5}$/;
const { vi, en } = QUEUE_TEXTS;

export function queuePages(context: Context): Router {
  const router = Router();
  router.get('/queue/:agency', async (req, res, next) => {
    const agency = String(req.params.agency).slice(0, 100) as AgencyId;
    const shown = await queueShown(context.db.pool, agency, context.now() as Instant);
    if (shown === null) return next();
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Refresh', String(EVERY_S));
    res.type('html').send(page(shown));
  });
  router.get('/queue/:agency/:number', async (req, res, next) => {
    const agency = String(req.params.agency).slice(0, 100) as AgencyId;
    if (!NUMBER.test(String(req.params.number))) return next();
    const number = Number(req.params.number);
    const shown = await ticketShown(context.db.pool, agency, number, context.now() as Instant);
    if (shown === null) return next();
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Refresh', String(TICKET_EVERY_S));
    const address = `${context.settings.publicUrl}/queue/${encodeURIComponent(agency)}/${number}`;
    res.type('html').send(ticket(shown, number, address));
  });
  return router;
}

const both = (name: keyof typeof vi): string => `${vi[name]} <span lang="en">· ${en[name]}</span>`;

function ticket({ name, ahead, called, absent, takenAt }: TicketShown, number: number, address: string) {
  const time = takenAt.toLocaleString('vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  });
  const code = { bcid: 'qrcode', text: address, eclevel: 'M' };
  const stands = absent ? both('over') : called ? both('come') : `${both('ahead')}: ${ahead}`;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${vi.yours} ${number} · ${name.vi}`)}</title>
<style>
body{margin:0 auto;max-width:22rem;padding:1rem;font-family:sans-serif;text-align:center;background:#fff;color:#111}
h1{margin:.2em;font-size:1.3rem}p{margin:.5em;font-size:1.1rem}small{display:block}
b{display:block;font-size:7rem;line-height:1.1;color:#07603f;font-variant-numeric:tabular-nums}
svg{width:8.5rem;height:8.5rem}
@page{margin:6mm}
@media print{b{color:#000}}
@media screen and (max-width:20rem){b{font-size:5rem}}
</style>
</head>
<body>
<h1>${escaped(name.vi)}</h1>
<main><p>${both('yours')}</p><b>${number}</b><p>${stands}</p></main>
<footer>${toSVG(code)}<small>${both('follow')}</small>
<small>${both('takenAt')} ${escaped(time)}</small></footer>
</body>
</html>
`;
}

function page({ name, waiting, called: [now, ...before] }: QueueShown): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${vi.title} · ${name.vi}`)}</title>
<style>
body{margin:0;min-height:100vh;display:grid;grid-template-rows:auto 1fr auto;font-family:sans-serif;text-align:center;background:#fff;color:#111}
h1{margin:.6em;font-size:clamp(1.4rem,4vw,3rem)}
p{margin:.4em;font-size:clamp(1.1rem,3vw,2.2rem)}
.now{align-self:center}
.now b{display:block;font-size:clamp(6rem,30vw,20rem);line-height:1;color:#07603f;font-variant-numeric:tabular-nums}
footer{padding:1em;border-top:2px solid #ccc}
</style>
</head>
<body>
<h1>${escaped(name.vi)}</h1>
<main class="now">${
    now === undefined ? `<p>${both('nobody')}</p>` : `<p>${both('now')}</p><b>${now}</b>`
  }</main>
<footer>
<p>${both('waiting')}: ${waiting}</p>
${before.length === 0 ? '' : `<p>${both('before')}: ${before.join(', ')}</p>`}
</footer>
</body>
</html>
`;
}
