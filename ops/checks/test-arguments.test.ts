import { expect, test } from 'vitest';
import { type KnownTests, readTestArguments } from './test-arguments.ts';

const FILES = [
  'domain/cases/decide.test.ts',
  'domain/cases/rules/case.property.test.ts',
  'api/cases/cases.integration.test.ts',
  'api/events.test.ts',
  'integrations/pdf/draw.tools.test.ts',
  'web/shell/deadline.test.tsx',
];
const known: KnownTests = {
  parts: ['types', 'unit', 'tools', 'integration'],
  vitest: ['unit', 'tools', 'integration'],
  testsAt: (path) => {
    if (path === 'docs') return [];
    const found = FILES.filter((file) => file === path || file.startsWith(`${path}/`));
    return found.length > 0 ? found : null;
  },
};
const parsed = (...args: string[]) => {
  const read = readTestArguments(args, known);
  return read.ok
    ? read.request.parts.map(({ name, paths, options }) => [name, ...paths, ...options].join(' '))
    : read.why;
};

test('without a word everything is run, and parts in their own order', () => {
  expect(parsed()).toEqual(['types', 'unit', 'tools', 'integration']);
  expect(parsed('integration', 'types')).toEqual(['types', 'integration']);
});

test.each([
  ['domain/cases/decide.test.ts', 'unit'],
  ['domain/cases/rules/case.property.test.ts', 'unit'],
  ['web/shell/deadline.test.tsx', 'unit'],
  ['api/cases/cases.integration.test.ts', 'integration'],
  ['api/cases/cases.integration.test.ts:12', 'integration'],
  ['integrations/pdf/draw.tools.test.ts', 'tools'],
  ['domain', 'unit'],
])('%s is run by the part that it belongs to: %s', (path, part) => {
  expect(parsed(path)).toEqual([`${part} ${path}`]);
});

test('a folder is run by every part that has tests in it, or by the one that is named', () => {
  expect(parsed('api')).toEqual(['unit api', 'integration api']);
  expect(parsed('integration', 'api')).toEqual(['integration api']);
});

test('options are for Vitest, with all that follows them', () => {
  expect(parsed('unit', 'domain/cases/decide.test.ts', '-t', 'stops the clock')).toEqual([
    'unit domain/cases/decide.test.ts -t stops the clock',
  ]);
  expect(parsed('unit', '-t', 'unit')).toEqual(['unit -t unit']);
});

test('watching is of one part, wherever it is asked for', () => {
  for (const args of [
    ['--watch', 'domain'],
    ['domain', '-w'],
  ])
    expect(readTestArguments(args, known)).toEqual({
      ok: true,
      request: { watch: true, parts: [{ name: 'unit', paths: ['domain'], options: [] }] },
    });
  expect(parsed('--watch', 'api')).toMatch(/one part at a time: integration or unit/);
});

test.each([
  [['nowhere'], /No part and no file is called nowhere. The parts are: types unit/],
  [['docs'], /no tests in docs/],
  [['tools', 'domain'], /domain belongs to unit/],
  [['types', 'domain'], /domain belongs to unit/],
  [['types', '-t', 'x'], /types: takes no files and no options/],
  [['-t', 'x'], /which part or which file/],
  [['--watch'], /which part or which file/],
])('%j is refused with the reason', (args, why) => {
  expect(parsed(...args)).toMatch(why);
});
