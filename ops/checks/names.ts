import ts from 'typescript';

/** Words that were a private language of this code once; what the field says instead. */
const REPLACED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/^errands?$/, 'outbox job'],
  [/^(lookouts?|relays?)$/, 'poller'],
  [/^keep looking$/, 'poller'],
  [/^rungs?$/, 'escalation level'],
  [/^(told|retold|untold|tell|tells|telling)$/, 'notified, reported, result'],
  [/^standings?$/, 'recorded events, status history, open work'],
  [/^words$/, 'text, text content'],
  [/^papers?$/, 'document: uploaded, generated, requested'],
  [/^away$/, 'unavailable'],
  [/^heed(s|ed|ing)?$/, 'sync'],
  [/^mornings$/, 'digest schedule'],
  [/^asked$/, 'request, query'],
  // What somebody types and has not sent yet is a draft, and is on screens alone.
  [/^drafts?$/, 'decision builder'],
];

/** By the part of the code, and why the word means there what it means everywhere. */
const ALLOWED: readonly (readonly [where: RegExp, name: RegExp, why: string])[] = [
  [/^web\//, /^(draft|drafts|DRAFT|setDraft|useDraft|\w+Draft)$/, 'an answer that is not sent yet'],
  [/^(ops|temporal|test|integrations\/messages)\//, /^draft$/, 'a file that gets its name when it is whole'],
  [/^web\//, /^Paper$/, 'a component of Mantine'],
  [/./, /^(PaperDocument|onPaper|ON_PAPER)$/, 'sheets of paper'],
  [/./, /^(amountInWords|numberWords|inWords)$/, 'an amount written in words'],
  [/^domain\/documents\/amount-words\.ts$/, /^words$/, 'an amount written in words'],
  [
    /(complaint|duplicates)/,
    /^(words|wordsOf|sharedWords|ALL_WORDS|OTHER_IN_WORDS)$/,
    'single words that are compared',
  ],
];

export interface PrivateName {
  readonly file: string;
  readonly name: string;
  readonly instead: string;
}

const partsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();

function insteadOf(name: string): string | null {
  const parts = partsOf(name);
  if (parts.includes('keep looking')) return 'poller';
  for (const word of parts.split(' '))
    for (const [pattern, instead] of REPLACED) if (pattern.test(word)) return instead;
  return null;
}

function check(file: string, names: Iterable<string>): PrivateName[] {
  return [...new Set(names)].flatMap((name) => {
    const instead = insteadOf(name);
    if (instead === null) return [];
    return ALLOWED.some(([where, allowed]) => where.test(file) && allowed.test(name))
      ? []
      : [{ file, name, instead }];
  });
}

/** In what a file of TypeScript calls things: comments and texts are not names. */
export function privateNames(file: string, source: string): PrivateName[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false, kind));
  return check(file, names);
}

/** In SQL: all but comments and what is in single quotes. */
export function privateColumns(file: string, source: string): PrivateName[] {
  const code = source.replace(/--.*$/gm, ' ').replace(/'(?:[^']|'')*'/g, ' ');
  return check(file, code.match(/\w+/g) ?? []);
}

/** In the name of a file itself. */
export function privatePath(file: string): PrivateName[] {
  const base = file.split('/').at(-1) ?? file;
  return check(file, [base.replace(/\..*$/, '')]);
}
