import { describe, expect, test } from 'vitest';
import { PLACEHOLDERS, unknownPlaceholders } from '../../domain/messages/template.ts';
import { TOPICS } from '../../domain/vocabulary/topics.ts';
import { MESSAGE_TEXTS, SHOWN } from './messages.ts';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}/${key}`, value]];
    if (Array.isArray(value)) return value.map((each, n) => [`${path}/${key}/${n}`, each]);
    return leaves(value as Tree, `${path}/${key}`);
  });
}
const vi = new Map(leaves(MESSAGE_TEXTS.vi as unknown as Tree));
const en = new Map(leaves(MESSAGE_TEXTS.en as unknown as Tree));
const parameters = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('what messages say', () => {
  test('is said in both languages, with the same values', () => {
    expect([...vi.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [key, text] of en) expect(parameters(vi.get(key)), key).toEqual(parameters(text));
  });

  test('is Vietnamese in the Vietnamese catalogue, in composed characters, and empty nowhere', () => {
    for (const [key, text] of vi) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).toBe(text.normalize('NFC'));
      if (text.replaceAll(/\{\w+\}/g, '').includes(' ')) expect(text, key).not.toBe(en.get(key));
    }
  });

  test('speaks of what its topic knows', () => {
    for (const language of ['vi', 'en'] as const)
      for (const topic of TOPICS) {
        expect(unknownPlaceholders(MESSAGE_TEXTS[language].topics[topic], topic), topic).toEqual([]);
        const known: readonly string[] = PLACEHOLDERS[topic];
        for (const name of SHOWN[topic]) {
          expect(known, topic).toContain(name);
          expect(MESSAGE_TEXTS[language].layout.labels[name], name).toBeDefined();
        }
      }
  });
});
