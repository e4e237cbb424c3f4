import { expect, test } from 'vitest';
import { type Document, versionsOf } from './versions.ts';

const document = (id: string, replaces: string | null = null, origin = 'upload') =>
  ({ id, replaces, origin, rule: 'title' }) as Document;

test('a document lies with the versions that it replaced, the latest first', () => {
  const found = versionsOf([
    document('a'),
    document('b', 'a'),
    document('c', 'b'),
    document('d'),
    document('r', null, 'form'),
  ]);
  expect(found.map(({ newest, older }) => [newest.id, older.map(({ id }) => id)])).toEqual([
    ['c', ['b', 'a']],
    ['d', []],
  ]);
});

test('a version whose predecessor this reader may not see stands alone', () => {
  expect(versionsOf([document('b', 'a')])).toEqual([{ newest: document('b', 'a'), older: [] }]);
});
