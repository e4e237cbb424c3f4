import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../install/node-part.ts';
import { privateColumns, privateNames, privatePath } from './names.ts';
import { projectFiles } from './project-files.ts';

const FILES = projectFiles().filter((file) => /\.(ts|tsx|mjs|sql)$/.test(file) && !file.endsWith('.gen.ts'));

test('the code, its files and its tables are named as the field names things', () => {
  expect(FILES.length).toBeGreaterThan(900);
  const found = FILES.flatMap((file) => {
    const source = readFileSync(join(PROJECT, file), 'utf8');
    const inside = file.endsWith('.sql') ? privateColumns(file, source) : privateNames(file, source);
    const isAllowedPath = /^(web\/field\/drafts|domain\/documents\/amount-words)/.test(file);
    return isAllowedPath ? inside : [...inside, ...privatePath(file)];
  });
  expect(found).toEqual([]);
});

test.each([
  ['a variable', 'const errand = 1;', 'errand'],
  ['part of a name', 'export function nextRungOf(): void {}', 'nextRungOf'],
  ['a property', 'const a = { relay: 1 };', 'relay'],
  ['a method', 'class A { keepLooking() {} }', 'keepLooking'],
  ['a private member', 'class A { #told = 1; }', '#told'],
  ['a type', 'type WordsRef = string;', 'WordsRef'],
  ['an error', 'class ScannerAway extends Error {}', 'ScannerAway'],
  ['a constant', 'const PAPERS_MADE = 1;', 'PAPERS_MADE'],
  ['a builder', 'interface Draft { events: string[] }', 'Draft'],
  ['a question', 'function f(asked: string) {}', 'asked'],
])('finds %s in a private language', (_, source, name) => {
  expect(privateNames('domain/cases/x.ts', source).map((each) => each.name)).toEqual([name]);
});

test('finds a column and a table, and no word of a comment or text', () => {
  const sql = `-- Who was told.\nCREATE TABLE errands (told_at timestamptz, kind text DEFAULT 'away');`;
  expect(privateColumns('db/migrations/x.sql', sql).map(({ name }) => name)).toEqual(['errands', 'told_at']);
});

test('finds the name of a file', () => {
  expect(privatePath('workflows/errands.ts')).toHaveLength(1);
});

test('leaves alone what means what it says', () => {
  expect(privateNames('web/report/x.ts', '// Told.\nconst draft = "away"; const remask = draft;')).toEqual(
    [],
  );
  expect(privateNames('domain/x.ts', 'const masked = 1, outstanding = 2, keywords = 3;')).toEqual([]);
});
