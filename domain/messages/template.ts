/** A template filled with values: plain sentences with {placeholders}, everything escaped where it becomes HTML. */
import type { Language } from '../vocabulary/languages.ts';
import type { Topic } from '../vocabulary/topics.ts';

/** The values that a sentence may contain. */
export type Placeholder =
  | 'name'
  | 'code'
  | 'procedure'
  | 'agency'
  | 'counter'
  | 'province'
  | 'due'
  | 'before'
  | 'reason'
  | 'missing'
  | 'amount'
  | 'receipt'
  | 'tracking'
  | 'attempts'
  | 'keptUntil'
  | 'parcel'
  | 'failure'
  | 'step'
  | 'clock'
  | 'into'
  | 'news'
  | 'day'
  | 'count'
  | 'times';

const COMMON: readonly Placeholder[] = ['name', 'code', 'procedure', 'agency', 'counter', 'province'];
const OF_OFFICERS: readonly Placeholder[] = [
  'name',
  'code',
  'procedure',
  'agency',
  'province',
  'step',
  'due',
];

/** A topic's sentences may contain these and no others. */
export const PLACEHOLDERS = {
  'fee-due': [...COMMON, 'amount'],
  paid: [...COMMON, 'amount', 'receipt'],
  refunded: [...COMMON, 'amount', 'reason'],
  acknowledged: [...COMMON, 'due'],
  accepted: [...COMMON, 'due'],
  supplement: [...COMMON, 'missing', 'reason', 'due'],
  refused: [...COMMON, 'reason'],
  apology: [...COMMON, 'before', 'due', 'reason'],
  rescheduled: [...COMMON, 'before', 'due', 'reason'],
  stopped: [...COMMON, 'reason'],
  ready: COMMON,
  posted: [...COMMON, 'tracking', 'amount'],
  attempted: [...COMMON, 'tracking', 'attempts', 'keptUntil'],
  delivered: COMMON,
  returned: [...COMMON, 'tracking'],
  'documents-failed': [...COMMON, 'tracking', 'failure'],
  answered: COMMON,
  merged: [...COMMON, 'into'],
  news: [...COMMON, 'news'],
  rate: COMMON,
  assigned: OF_OFFICERS,
  mentioned: COMMON,
  'delivery-failed': [...COMMON, 'tracking', 'parcel', 'failure', 'amount', 'due'],
  'deadline-moved': [...OF_OFFICERS, 'before', 'reason'],
  reminder: [...OF_OFFICERS, 'clock', 'times'],
  breach: [...OF_OFFICERS, 'clock', 'times'],
  digest: ['name', 'province', 'day', 'count'],
} as const satisfies Record<Topic, readonly Placeholder[]>;

export interface MessageTemplate {
  readonly subject: string;
  /** One that contains a value which is not known is left out. */
  readonly paragraphs: readonly string[];
  /** For a telephone; 300 characters at most when it is filled in. */
  readonly short: string;
}

/** What stands around every message. */
export interface LayoutText {
  readonly greeting: string;
  /** Where no name is known. */
  readonly greetingNobody: string;
  readonly labels: Readonly<Partial<Record<Placeholder, string>>>;
  readonly open: string;
  readonly automatic: string;
  readonly unsubscribe: string;
  readonly withoutDocument: string;
}

export type Values = Readonly<Partial<Record<Placeholder, string>>>;

export interface MessageContent {
  readonly template: MessageTemplate;
  readonly layout: LayoutText;
  readonly language: Language;
  readonly values: Values;
  /** Shown as a table, in this order, as far as they are known. */
  readonly shown: readonly Placeholder[];
  /** To the case. */
  readonly link?: string | undefined;
  readonly unsubscribe?: string | undefined;
  readonly lists?: readonly ContentList[];
  /** The attached document was too large and was left out. */
  readonly documentLeftOut?: boolean;
}

export interface ContentList {
  readonly title: string;
  readonly items: readonly string[];
}

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly short: string;
}

const SHORT_MOST = 300;
const NAMED = /\{([^{}]*)\}/g;

/** Placeholders that the topic does not have, each once. */
export function unknownPlaceholders(template: MessageTemplate, topic: Topic): readonly string[] {
  const known: readonly string[] = PLACEHOLDERS[topic];
  const named = [template.subject, ...template.paragraphs, template.short].flatMap((sentence) =>
    [...sentence.matchAll(NAMED)].map(([, name = '']) => name),
  );
  return [...new Set(named)].filter((name) => !known.includes(name));
}

export function render(content: MessageContent): Rendered {
  const { template, layout, values } = content;
  const greeting =
    values.name === undefined ? layout.greetingNobody : (filled(layout.greeting, values) ?? '');
  const paragraphs = [
    ...template.paragraphs.map((sentence) => filled(sentence, values)),
    ...(content.documentLeftOut === true ? [layout.withoutDocument] : []),
  ].filter((sentence) => sentence !== null);
  const rows = content.shown.flatMap((name): [string, string][] => {
    const value = values[name];
    return value === undefined ? [] : [[layout.labels[name] ?? name, value]];
  });
  const subject = oneLine(filled(template.subject, values) ?? template.subject);
  const parts = { content, subject, greeting, paragraphs, rows };
  return {
    subject,
    text: textOf(parts),
    html: htmlOf(parts),
    short: oneLine(filled(template.short, values) ?? subject).slice(0, SHORT_MOST),
  };
}

/** null: it contains a value that is not known. */
function filled(sentence: string, values: Values): string | null {
  let isWhole = true;
  const text = sentence.replace(NAMED, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as Placeholder] : undefined;
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? text : null;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

interface Parts {
  readonly content: MessageContent;
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly (readonly [string, string])[];
}

function textOf({ content, greeting, paragraphs, rows }: Parts): string {
  const { layout, values, link, unsubscribe, lists = [] } = content;
  return [
    values.province ?? '',
    greeting,
    ...paragraphs,
    rows.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...lists.map(({ title, items }) => [title, ...items.map((item) => `- ${item}`)].join('\n')),
    link === undefined ? '' : `${layout.open}: ${link}`,
    `--\n${layout.automatic}`,
    unsubscribe === undefined ? '' : `${layout.unsubscribe}: ${unsubscribe}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function htmlOf({ content, subject, greeting, paragraphs, rows }: Parts): string {
  const { layout, language, values, link, unsubscribe, lists = [] } = content;
  const table =
    rows.length === 0
      ? ''
      : `<table>${rows.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('')}</table>`;
  const listed = lists.map(
    ({ title, items }) =>
      `<h2>${escaped(title)}</h2><ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`,
  );
  const anchor = (to: string, says: string) => `<a href="${escaped(to)}">${escaped(says)}</a>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="from">${escaped(values.province ?? '')}</p>
<h1>${escaped(subject)}</h1>
<p>${escaped(greeting)}</p>
${paragraphs.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${table}
${listed.join('\n')}
${link === undefined ? '' : `<p>${anchor(link, layout.open)}</p>`}
</main>
<footer>
<p>${escaped(layout.automatic)}</p>
${unsubscribe === undefined ? '' : `<p>${anchor(unsubscribe, layout.unsubscribe)}</p>`}
</footer>
</body>
</html>
`;
}

/** Read on any device and by any program that reads aloud; no picture, no script, nothing loaded from anywhere. */
const STYLE = `body{margin:0 auto;max-width:38em;padding:1em;font:16px/1.5 sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:1.25em}h2{font-size:1.05em}.from{font-weight:bold;color:#8a1c1c}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4em .6em;border-bottom:1px solid #ccc}
a{color:#0b4f9e}footer{margin-top:2em;border-top:1px solid #ccc;font-size:.9em;color:#444}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
