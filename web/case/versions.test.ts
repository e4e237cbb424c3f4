import { expect, test } from 'vitest';
import { type Document, versionsOf } from './versions.ts';

const paper = (id: string, replaces: string | null = null, origin = 'upload') =>
  ({ id, replaces, origin, rule: 'title' }) as Document;

test('a paper lies with the versions that it replaced, the latest first', () => {
  const found = versionsOf([
    paper('a'),
    paper('b', 'a'),
    paper('c', 'b'),
    paper('d'),
    paper('r', null, 'form'),
  ]);
  expect(found.map(({ newest, older }) => [newest.id, older.map(({ id }) => id)])).toEqual([
    ['c', ['b', 'a']],
    ['d', []],
  ]);
});

test('a version whose predecessor this reader may not see stands alone', () => {
  expect(versionsOf([paper('b', 'a')])).toEqual([{ newest: paper('b', 'a'), older: [] }]);
});
