import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { CASE_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { PROJECT } from '../install/node-part.ts';
import { projectFiles } from './project-files.ts';

const VOCABULARY = 'domain/vocabulary';
/** Tests say for themselves what they expect; `schema.gen.ts` is made of the contract. */
const OTHER =
  /^(test|bench|dist|node_modules|\.\w+)\/|\.test\.tsx?$|\.fixture\.ts$|\.d\.ts$|schema\.gen\.ts$/;

interface List {
  /** Where it stands. */
  readonly name: string;
  readonly members: readonly string[];
}
const lists: List[] = [];

beforeAll(async () => {
  for (const file of readdirSync(join(PROJECT, VOCABULARY)))
    for (const [name, list] of Object.entries(await import(join(PROJECT, VOCABULARY, file))))
      if (isList(list)) lists.push({ name: `${name} of ${VOCABULARY}/${file}`, members: list });
});

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 1 && value.every((each) => typeof each === 'string');

/** Unions of texts (in any order) and arrays of texts (in the list's own order: another order says something else). */
function copiesIn(file: string, text: string): string[] {
  const possible = lists.filter(({ members }) => members.every((each) => text.includes(`'${each}'`)));
  if (possible.length === 0) return [];
  const inOrder = new Map(possible.map(({ name, members }) => [members.join(), name]));
  const inAnyOrder = new Map(possible.map(({ name, members }) => [[...members].sort().join(), name]));
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const name = ts.isUnionTypeNode(node)
      ? inAnyOrder.get(node.types.flatMap(textOf).sort().join())
      : ts.isArrayLiteralExpression(node)
        ? inOrder.get(node.elements.map((each) => (ts.isStringLiteral(each) ? each.text : '?')).join())
        : undefined;
    if (name !== undefined) found.push(`${file}: a copy of ${name}`);
    ts.forEachChild(node, look);
  };
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind));
  return found;
}

const textOf = (type: ts.TypeNode): string[] =>
  ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];

test('a closed list stands once: nothing outside the vocabulary repeats its members', () => {
  const files = projectFiles().filter(
    (file) => /\.tsx?$/.test(file) && !OTHER.test(file) && !file.startsWith(`${VOCABULARY}/`),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => copiesIn(file, readFileSync(join(PROJECT, file), 'utf8')))).toEqual([]);
});

test('a copy is found as a union, as an array and within a schema', () => {
  expect(copiesIn('a.ts', `let kind: 'complaint' | 'dossier' | null;`)).toHaveLength(1);
  expect(copiesIn('a.ts', `const RATINGS = ['satisfied', 'acceptable', 'not-satisfied'];`)).toHaveLength(1);
  expect(copiesIn('a.tsx', `const language = z.enum(['vi', 'en']);`)).toHaveLength(1);
  expect(copiesIn('a.ts', `const likedBest = ['mail', 'zalo', 'sms'];`)).toEqual([]);
});

test.each([...ROLES.map((role) => `| ${role} |`), ...CASE_STATUSES.map((status) => `| \`${status}\` |`)])(
  'the glossary has a line for %s',
  (cell) => {
    expect(readFileSync(join(PROJECT, 'docs', 'glossary.md'), 'utf8')).toContain(cell);
  },
);
