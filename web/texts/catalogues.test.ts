import { describe, expect, test } from 'vitest';
import { fill, TEXTS } from './index.ts';

type TextsOf = { readonly [key: string]: string | TextsOf };

/** Every catalogue of the desk: an object of both languages. The compiler sees to it that both have the same keys. */
const FOUND = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../**/*texts*.ts', '../**/labels.ts', '../**/event-names.ts', '../texts/index.ts', '!../**/*.test.ts'],
  { eager: true },
);
const CATALOGUES = Object.entries(FOUND).flatMap(([file, exported]) =>
  Object.entries(exported).flatMap(([name, value]) =>
    isBoth(value) ? [[`${file.replace('../', '')} ${name}`, value] as const] : [],
  ),
);

function isBoth(value: unknown): value is { readonly vi: TextsOf; readonly en: TextsOf } {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

const flat = (text: TextsOf, at = ''): readonly (readonly [string, string])[] =>
  Object.entries(text).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value] as const] : flat(value, `${at}${key}.`),
  );
const holesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('the catalogues of all rooms are found', () => {
  expect(CATALOGUES.length).toBeGreaterThan(20);
});

describe.each(CATALOGUES)('%s', (_, { vi, en }) => {
  const english = new Map(flat(en));

  test('says in English what it says in Vietnamese, with the same values in it', () => {
    for (const [key, text] of flat(vi)) {
      const other = english.get(key);
      expect([key, other === undefined ? null : [...new Set(holesIn(other))]]).toEqual([
        key,
        [...new Set(holesIn(text))],
      ]);
    }
    expect(english.size).toBe(flat(vi).length);
  });

  test('has no word that is empty, or has blanks around it', () => {
    for (const [key, text] of [...flat(vi), ...english])
      expect([key, text.trim() === '' ? 'empty' : text]).toEqual([key, text.trim()]);
  });

  test('has no Vietnamese left in its English', () => {
    // Names and the words of an office that no English word fits stand in quotes or brackets.
    const marked = /[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;
    for (const [key, text] of english) {
      const outside = text.replaceAll(/“[^”]*”|\([^)]*\)/g, '');
      expect([key, marked.test(outside) ? text : null]).toEqual([key, null]);
    }
  });
});

describe('a text with values', () => {
  test('has each of them wherever it stands', () => {
    expect(fill('{done} xong, {refused} không; {done}', { done: 3, refused: 0 })).toBe('3 xong, 0 không; 3');
  });

  test('shows the place of one that is not given, and takes no value for a place', () => {
    expect(fill('còn {span}', {})).toBe('còn {span}');
    expect(fill('{a}', { a: '{b}', b: 'x' })).toBe('{b}');
    expect(fill('{a}', { a: '$&' })).toBe('$&');
  });

  test('has the same rooms in both languages', () => {
    expect(Object.keys(TEXTS.en.places)).toEqual(Object.keys(TEXTS.vi.places));
  });
});
