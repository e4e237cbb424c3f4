import { describe, expect, test } from 'vitest';
import { BOXES, placeOfKept, readFilters } from './filters.ts';

describe('an address of the inbox', () => {
  test.each(BOXES)('opens the box “%s”', (box) => {
    expect(readFilters({ box })).toEqual({ box });
  });

  test('without one, or with one that there is not, opens one’s own tasks', () => {
    expect(readFilters({})).toEqual({ box: 'mine' });
    expect(readFilters({ box: 'trash', kind: 'letter', procedure: '', agency: 7 })).toEqual({ box: 'mine' });
  });

  test('holds a code, and no words that may name somebody', () => {
    expect(
      readFilters({ box: 'agency', kind: 'dossier', procedure: 'p1', agency: 'a1', text: 'H57-1' }),
    ).toEqual({
      box: 'agency',
      kind: 'dossier',
      procedure: 'p1',
      agency: 'a1',
      text: 'H57-1',
    });
    expect(readFilters({ text: 'Nguyễn Văn An' })).toEqual({ box: 'mine' });
    expect(readFilters({ text: '   ' })).toEqual({ box: 'mine' });
  });
});

describe('filters that were kept under a name', () => {
  test('show their words again, beside the address and not in it', () => {
    const { search, state } = placeOfKept({ box: 'agency', kind: 'complaint', text: 'ổ gà' });
    expect(search).toEqual({ box: 'agency', kind: 'complaint' });
    expect(state({} as never)).toEqual({ text: 'ổ gà' });
  });

  test('put a code into the address, and forget the words that were looked for before', () => {
    const { search, state } = placeOfKept({ text: 'H57-261123' });
    expect(search).toEqual({ box: 'mine', text: 'H57-261123' });
    expect(state({ text: 'ổ gà' } as never)).toEqual({ text: undefined });
  });

  test('of another time, with what is not known any more, show what is', () => {
    expect(placeOfKept({ box: 'archive', colour: 'red' }).search).toEqual({ box: 'mine' });
  });
});
