import { describe, expect, test } from 'vitest';
import { fill, TEXTS } from './index.ts';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const at = `${path}/${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (Array.isArray(value)) return value.map((each, n) => [`${at}/${n}`, each]);
    return leaves(value as Tree, at);
  });
}

const vi = new Map(leaves(TEXTS.vi as unknown as Tree));
const en = new Map(leaves(TEXTS.en as unknown as Tree));
const parameters = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('what the product says', () => {
  test('is said in both languages, with the same parameters', () => {
    expect([...vi.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [key, text] of en) expect(parameters(vi.get(key)), key).toEqual(parameters(text));
  });

  test('is empty nowhere', () => {
    for (const [key, text] of [...vi, ...en]) expect(text.trim(), key).not.toBe('');
  });

  test('is Vietnamese in the Vietnamese catalogue: sentences differ from the English ones', () => {
    for (const [key, text] of en) if (text.includes(' ')) expect(vi.get(key), key).not.toBe(text);
  });

  test('is written in composed characters, as people search for them', () => {
    for (const [key, text] of vi) expect(text, key).toBe(text.normalize('NFC'));
  });
});

describe('a parameter', () => {
  test('stands where its name stood, a list with commas', () => {
    expect(fill('{a} and {list}', { a: 15000, list: ['x', 'y'] })).toBe('15000 and x, y');
  });

  test('that is not given, or that only the language knows, is a dash', () => {
    expect(fill('{missing} {toString} {constructor}', {})).toBe('– – –');
  });
});
