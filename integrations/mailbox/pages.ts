/** The pages of the mailbox: plain, and without a script, since they show what anybody may have written. */
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Letter, ShortText } from './letters.ts';
import { TEXTS } from './texts.ts';

const STYLE = `:root{color-scheme:light dark;--soft:color-mix(in srgb,currentColor 65%,transparent);--line:color-mix(in srgb,currentColor 22%,transparent)}
body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.3rem;margin:.2rem 0}p.note,small,time,dt{color:var(--soft)}
nav{display:flex;gap:1.2rem;border-bottom:1px solid var(--line);margin:1rem 0}nav a{padding:.4rem 0;text-decoration:none;color:inherit}
nav a[aria-current]{font-weight:650;border-bottom:3px solid}
ul{list-style:none;padding:0;margin:0}li{border-bottom:1px solid var(--line)}
li>a,li>div{display:grid;grid-template-columns:minmax(0,14rem) minmax(0,1fr) auto;gap:.2rem 1rem;padding:.7rem .2rem;color:inherit;text-decoration:none}
li>a:hover b,li>a:focus-visible b{text-decoration:underline}
span{overflow:hidden;text-overflow:ellipsis}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:.4rem;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:.4rem;padding:1rem}
p.files a{display:inline-block;border:1px solid var(--line);border-radius:.4rem;padding:.3rem .8rem;margin:0 .5rem .5rem 0}
@media(max-width:40rem){li>a,li>div{grid-template-columns:1fr}}`;

export function listPage(letters: readonly Letter[], language: Language): string {
  const says = TEXTS[language];
  const rows = letters.map(
    ({ id, to, at, mail }) =>
      `<li><a href="/letters/${id}"><span>${escaped(to)}</span><b>${escaped(mail.subject ?? '')}</b>${time(at, language)}</a></li>`,
  );
  const body = rows.length === 0 ? `<p>${says.noMails}</p>` : `<ul>${rows.join('\n')}</ul>`;
  return page(says.title, `${tabs('mails', language)}${body}`, language);
}

export function textsPage(texts: readonly ShortText[], language: Language): string {
  const says = TEXTS[language];
  const rows = texts.map(
    ({ way, to, text, at }) =>
      `<li><div><span>${escaped(to)} <small>${way.toUpperCase()}</small></span><span>${escaped(text)}</span>${time(at, language)}</div></li>`,
  );
  const body = rows.length === 0 ? `<p>${says.noTexts}</p>` : `<ul>${rows.join('\n')}</ul>`;
  return page(says.texts, `${tabs('texts', language)}${body}`, language);
}

export function letterPage({ id, to, at, mail }: Letter, language: Language): string {
  const says = TEXTS[language];
  const files = mail.attachments.map(
    ({ filename }, place) =>
      `<a href="/letters/${id}/attachments/${place}" download>${escaped(filename ?? String(place + 1))}</a>`,
  );
  const from = [mail.from?.name, mail.from?.address].filter(Boolean).join(' · ');
  return page(
    mail.subject ?? says.title,
    `<p><a href="/">← ${says.back}</a></p><h1>${escaped(mail.subject ?? '')}</h1>
<dl><dt>${says.from}<dd>${escaped(from)}<dt>${says.to}<dd>${escaped(to)}<dt>${says.at}<dd>${time(at, language)}</dl>
${files.length === 0 ? '' : `<p class="files">${says.files}: ${files.join('')}</p>`}
${mail.html === undefined ? '' : `<iframe src="/letters/${id}/body" sandbox="allow-popups" title="${says.text}"></iframe>`}
<h2>${says.asText}</h2><pre>${escaped(mail.text ?? '')}</pre>`,
    language,
  );
}

/** What was written, as it is: the policy of its answer keeps it from doing anything. */
export function bodyOf({ mail }: Letter): string {
  return mail.html ?? '';
}

export function nothingPage(language: Language): string {
  const says = TEXTS[language];
  return page(says.title, `<p>${says.gone}</p><p><a href="/">← ${says.back}</a></p>`, language);
}

function page(title: string, body: string, language: Language): string {
  const says = TEXTS[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><header><b>${says.title}</b><p class="note">${says.note}</p></header>
<main>${body}</main></body></html>`;
}

function tabs(here: 'mails' | 'texts', language: Language): string {
  const says = TEXTS[language];
  const tab = (name: 'mails' | 'texts', to: string) =>
    `<a href="${to}"${name === here ? ' aria-current="page"' : ''}>${says[name]}</a>`;
  return `<nav>${tab('mails', '/')}${tab('texts', '/texts')}</nav>`;
}

function time(at: number, language: Language): string {
  const shown = new Date(at).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
  });
  return `<time datetime="${new Date(at).toISOString()}">${shown}</time>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
