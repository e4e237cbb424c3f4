/** The page behind the link that ends a message: it asks first, because programs that look after mail follow every link. */
import { fill } from '../../contracts/texts/index.ts';
import { MESSAGE_TEXTS } from '../../contracts/texts/messages.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Topic } from '../../domain/vocabulary/topics.ts';
import { escaped } from '../http/html.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY,
  // The address holds the signed link.
  'Referrer-Policy': 'no-referrer',
};

/** null: the link is none of ours. */
export function unsubscribePage(
  request: { readonly topic: Topic; readonly done: boolean } | null,
  language: Language,
): string {
  const { page, names } = MESSAGE_TEXTS[language];
  const says = (text: string) =>
    escaped(request === null ? text : fill(text, { topic: names[request.topic] }));
  const body =
    request === null
      ? `<p>${says(page.invalid)}</p>`
      : request.done
        ? `<p role="status">${says(page.done)}</p><p>${says(page.still)}</p>`
        : `<p>${says(page.ask)}</p><form method="post"><button>${says(page.button)}</button></form><p>${says(page.still)}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(page.title)}</title>
<style>body{margin:0 auto;max-width:36em;padding:1.5em;font:16px/1.5 sans-serif}button{font:inherit;padding:.5em 1.2em}</style>
</head>
<body>
<main>
<h1>${escaped(page.title)}</h1>
${body}
</main>
</body>
</html>
`;
}
