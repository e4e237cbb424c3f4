import { describe, expect, test } from 'vitest';
import { codeIn, isMeant, placed, searchedFor } from './search-text.ts';

describe('what is searched for', () => {
  test.each(['H57.12-261123-0042', 'h57.12-261123', 'H57-'])(
    'goes into the address if it is a code: %s',
    (code) => {
      expect(codeIn(code)).toEqual({ text: code });
      expect(placed(code).text).toBe(code);
      expect(placed(code).state({} as never)).toMatchObject({ text: undefined });
    },
  );

  test.each(['Nguyễn Văn An', '0905123456', '046080001234', 'an@example.org', 'H'])(
    'stays out of the address if it may name somebody: %s',
    (typed) => {
      expect(codeIn(typed)).toEqual({});
      const { text, state } = placed(typed);
      expect(text).toBeUndefined();
      expect(state({ key: 'kept' } as never)).toEqual({ key: 'kept', text: typed });
    },
  );

  test.each([undefined, null, 5, true, ['H57-261123'], { text: 'H57' }])(
    'is nothing where an address holds %j',
    (value) => {
      expect(codeIn(value)).toEqual({});
    },
  );

  test('is found in the address first, then in what the tab keeps; emptied, it is gone from both', () => {
    expect(searchedFor({ text: 'H57-1' }, { text: 'An' } as never)).toBe('H57-1');
    expect(searchedFor({}, { text: 'An' } as never)).toBe('An');
    expect(searchedFor({}, {} as never)).toBe('');
    expect(placed('').text).toBeUndefined();
    expect(placed('').state({ text: 'An' } as never)).toEqual({ text: undefined });
  });
});

describe('a name is meant', () => {
  const names = ['Cấp giấy phép xây dựng', 'Building permit', '1.009994'] as const;

  test.each([
    'cap giay phep',
    'GIẤY PHÉP',
    'phép  cấp',
    ' xay dung ',
    'build',
    '1.0099',
    'permit xay',
    'đ',
    '',
  ])('by %j: in any order, without marks, in either language, by its code', (typed) => {
    expect(isMeant(typed, ...names)).toBe(true);
  });

  test.each(['tạm trú', 'xay nha', 'permits'])('not by %j', (typed) => {
    expect(isMeant(typed, ...names)).toBe(false);
  });
});
