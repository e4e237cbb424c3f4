import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sha256 } from './core/digest.ts';
import journal from './migrations/meta/_journal.json' with { type: 'json' };
import kept from './migrations/meta/kept.json' with { type: 'json' };

const FOLDER = new URL('./migrations/', import.meta.url);
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .sort();

describe('migrations', () => {
  test('are those of the journal, in its order, which rises', () => {
    expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files);
    const instants = journal.entries.map(({ when }) => when);
    expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
  });

  test('stay as they are: databases have run them (ADR 14). A new one adds its line to kept.json', () => {
    const digests = files.map((file) => [file, sha256(readFileSync(new URL(file, FOLDER), 'utf8'))]);
    expect(Object.fromEntries(digests)).toEqual(kept);
  });
});
