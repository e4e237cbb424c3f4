/** The page behind the QR code of a receipt: anybody follows a case, without an account and without a script. */
import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Tracked } from '../../contracts/http/procedures.ts';
import { TRACKING_TEXTS } from '../../contracts/texts/tracking.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Context } from '../http/context.ts';
import { escaped } from '../http/html.ts';
import { languageOf, Problem } from '../http/problem.ts';
import { byAddress, byCode, trackedCase } from './track.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const MOST = 100;

export function trackPages(context: Context): Router {
  const router = Router();
  const languageIn = (req: Request): Language =>
    req.query.lang === 'en' || req.query.lang === 'vi' ? req.query.lang : languageOf(req);
  const send = (res: Response, status: number, page: string) => {
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.status(status).type('html').send(page);
  };
  for (const path of ['/track', '/track/:code'])
    router.get(path, (req, res) => {
      send(res, 200, asking(String(req.params.code ?? '').slice(0, MOST), languageIn(req), null));
    });
  // The digits go in the body: an address stands in logs and histories.
  router.post('/track', express.urlencoded({ extended: false, limit: '2kb' }), async (req, res) => {
    const language = languageIn(req);
    const code = String(req.body?.code ?? '').slice(0, MOST);
    const says = TRACKING_TEXTS[language];
    try {
      await byAddress(req, res);
      await byCode(req, res);
      const proof = String(req.body?.proof ?? '').trim();
      send(res, 200, showing(await trackedCase(context, code, proof, language), language));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const isOften = error.code === 'too-many-requests';
      if (!isOften && error.code !== 'not-found') throw error;
      send(res, isOften ? 429 : 404, asking(code, language, isOften ? says.often : says.wrong));
    }
  });
  return router;
}

function asking(code: string, language: Language, wrong: string | null): string {
  const says = TRACKING_TEXTS[language];
  return page(
    language,
    `<p>${says.text}</p>
${wrong === null ? '' : `<p role="alert" class="wrong">${wrong}</p>`}
<form method="post" action="/track?lang=${language}">
<label for="code">${says.code}</label>
<input id="code" name="code" required maxlength="${MOST}" autocomplete="off" autocapitalize="characters" value="${escaped(code)}">
<label for="proof">${says.proof}</label>
<input id="proof" name="proof" required inputmode="numeric" pattern="[0-9]{4}" maxlength="4" autocomplete="off">
<button>${says.look}</button>
</form>`,
  );
}

function showing(tracked: z.infer<typeof Tracked>, language: Language): string {
  const says = TRACKING_TEXTS[language];
  const row = (label: string, value: string) => `<dt>${label}</dt><dd>${value}</dd>`;
  const moments = (['filedAt', 'dueAt', 'decidedAt', 'deliveredAt', 'closedAt'] as const).flatMap((name) => {
    const at = tracked[name];
    return at === null ? [] : [row(says[name], `<time datetime="${at}">${localTime(at, language)}</time>`)];
  });
  return page(
    language,
    `<p class="code">${escaped(tracked.code)}</p><p>${escaped(tracked.procedure)}</p>
<dl>${row(says.status, `<strong>${escaped(tracked.statusText)}</strong>`)}${moments.join('')}</dl>
<p><a href="/track?lang=${language}">${says.another}</a></p>`,
  );
}

function page(language: Language, body: string): string {
  const says = TRACKING_TEXTS[language];
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${says.title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><a href="/" class="name">Một cửa</a><a href="?lang=${other}" lang="${other}">${says.other}</a></header>
<main>
<h1>${says.title}</h1>
${body}
</main>
</body>
</html>
`;
}

function localTime(iso: string, language: Language): string {
  return new Date(iso).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Ho_Chi_Minh',
  });
}

const STYLE = `
:root{color-scheme:light dark;--jade:#0b6e4f;--line:#6b7280}
@media(prefers-color-scheme:dark){:root{--jade:#4dbd91}}
body{margin:0 auto;max-width:40rem;padding:1rem;font:1.2rem/1.55 system-ui,"Noto Sans",sans-serif}
header{display:flex;justify-content:space-between;padding-bottom:1rem}
a{color:var(--jade)}.name{font-weight:700;text-decoration:none}
h1{font-size:1.7rem;line-height:1.25}
label{display:block;margin-top:1rem;font-weight:600}
input{box-sizing:border-box;width:100%;font:inherit;padding:.6rem;border:2px solid var(--line);border-radius:.4rem;background:none;color:inherit}
button{margin-top:1.4rem;font:inherit;font-weight:650;padding:.7rem 1.6rem;border:0;border-radius:.4rem;background:#0b6e4f;color:#fff;cursor:pointer}
:focus-visible{outline:3px solid #f5b301;outline-offset:2px}
.wrong{border-left:.4rem solid #c92a2a;padding:.4rem 1rem}
.code{font-size:1.5rem;font-weight:700;margin-bottom:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1.2rem}dt{opacity:.8}dd{margin:0}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.8rem}}
`;
