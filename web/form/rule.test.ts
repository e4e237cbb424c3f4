import { describe, expect, test } from 'vitest';
import { answersOf, answersShown, choicesOf, type FormSchema, filled, titleOf } from './rule.ts';

const KITCHEN = {
  type: 'string',
  title: 'Bếp',
  'x-title-en': 'Kitchen',
  enum: ['gas', 'coal'],
  'x-enum-titles': ['Bếp ga', 'Bếp than'],
  'x-enum-titles-en': ['Gas', 'Coal'],
} as const;
const FORM: FormSchema = {
  required: ['area', 'agrees', 'kitchen'],
  properties: {
    area: { type: 'number', title: 'Diện tích', 'x-title-en': 'Area' },
    agrees: { type: 'boolean', title: 'Cam kết' },
    music: { type: 'boolean', title: 'Có nhạc' },
    kitchen: KITCHEN,
    floors: { type: 'integer', enum: [1, 2], 'x-enum-titles': ['Một tầng', 'Hai tầng'] },
  },
};
const YES_NO = { yes: 'Có', no: 'Không' };

describe('a field of a procedure’s form', () => {
  test('is called by its title in the reader’s language, else by the Vietnamese one, else by its name', () => {
    expect([titleOf('area', KITCHEN, 'vi'), titleOf('area', KITCHEN, 'en')]).toEqual(['Bếp', 'Kitchen']);
    expect(titleOf('agrees', { title: 'Cam kết' }, 'en')).toBe('Cam kết');
    expect(titleOf('area', {}, 'vi')).toBe('area');
  });

  test('offers its values under their titles; what has none stands for itself', () => {
    expect(choicesOf(KITCHEN, 'en')).toEqual([
      { value: 'gas', label: 'Gas' },
      { value: 'coal', label: 'Coal' },
    ]);
    expect(choicesOf({ enum: [1, 2], 'x-enum-titles': ['Một'] }, 'en')).toEqual([
      { value: '1', label: 'Một' },
      { value: '2', label: '2' },
    ]);
    expect(choicesOf({}, 'vi')).toEqual([]);
  });
});

describe('what is sent of a form', () => {
  test('is what was filled in: a no and a nought are', () => {
    expect(filled({ a: '', b: null, c: undefined, d: 0, e: false, f: ' ' })).toEqual({
      d: 0,
      e: false,
      f: ' ',
    });
  });

  test('says no of a box that has to be there and was not ticked, and nothing of one that need not', () => {
    expect(answersOf(FORM, { area: 20 })).toEqual({ area: 20, agrees: false });
    expect(answersOf(FORM, { agrees: true, music: undefined })).toEqual({ agrees: true });
    expect(answersOf({}, {})).toEqual({});
  });
});

describe('what was stated', () => {
  test('is read under its titles, in words', () => {
    expect(
      answersShown(FORM, { area: 20, agrees: true, music: false, kitchen: 'coal', floors: 2 }, 'vi', YES_NO),
    ).toEqual([
      ['Diện tích', '20'],
      ['Cam kết', 'Có'],
      ['Có nhạc', 'Không'],
      ['Bếp', 'Bếp than'],
      ['floors', 'Hai tầng'],
    ]);
    expect(answersShown(FORM, { kitchen: 'gas' }, 'en', { yes: 'Yes', no: 'No' })).toEqual([
      ['Kitchen', 'Gas'],
    ]);
  });

  test('under an older version is shown as it is', () => {
    expect(answersShown(FORM, { kitchen: 'wood', cellar: 'yes', toString: 'x' }, 'vi', YES_NO)).toEqual([
      ['Bếp', 'wood'],
      ['cellar', 'yes'],
      ['toString', 'x'],
    ]);
  });

  test('with fewer titles than values says the value, and never that there is no word', () => {
    const schema = { properties: { a: { title: 'A', enum: ['x', 'y'], 'x-enum-titles': ['X'] } } };
    expect(answersShown(schema, { a: 'y' }, 'vi', YES_NO)).toEqual([['A', 'y']]);
  });

  test('shows no places and no lists, which are drawn; and of nothing nothing', () => {
    expect(answersShown(FORM, { location: { lat: 1, lon: 2 }, area: null }, 'vi', YES_NO)).toEqual([]);
    expect([answersShown({}, null, 'vi', YES_NO), answersShown({}, undefined, 'vi', YES_NO)]).toEqual([
      [],
      [],
    ]);
  });
});
