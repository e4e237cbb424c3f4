/** The screen in a counter's waiting room: large numbers, in both languages, without an account and without a script. */
import { Router } from 'express';
import { QUEUE_TEXTS } from '../contracts/texts/queue.ts';
import { type QueueShown, queueShown } from '../db/queries/queue.ts';
import type { AgencyId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Context } from './context.ts';
import { escaped } from './html.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'";
/** Comes anew by itself. */
const EVERY_S = 4;
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
  return router;
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
    now === undefined
      ? `<p>${vi.nobody} <span lang="en">· ${en.nobody}</span></p>`
      : `<p>${vi.now} <span lang="en">· ${en.now}</span></p><b>${now}</b>`
  }</main>
<footer>
<p>${vi.waiting} <span lang="en">· ${en.waiting}</span>: ${waiting}</p>
${before.length === 0 ? '' : `<p>${vi.before} <span lang="en">· ${en.before}</span>: ${before.join(', ')}</p>`}
</footer>
</body>
</html>
`;
}
