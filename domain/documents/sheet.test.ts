/** What stands at the head of a document, its number, and the answers that a result repeats. */
import { describe, expect, test } from 'vitest';
import type { AgencyId } from '../ids.ts';
import { instant } from '../time/instant.ts';
import { formAnswers } from './answers.ts';
import { formNumber } from './frames.ts';
import { letterheadOf } from './letterhead.ts';

const id = (text: string) => text as AgencyId;
const agency = (of: string, parent: string | null, vi: string, en: string) =>
  [id(of), { id: id(of), parent: parent === null ? null : id(parent), name: { vi, en } }] as const;

const AGENCIES = new Map([
  agency('city', null, 'Ủy ban nhân dân thành phố Huế', 'People’s Committee of Huế'),
  agency('ward', 'city', 'Ủy ban nhân dân phường Thuận Hóa', 'People’s Committee of Thuận Hóa Ward'),
  agency('police', 'ward', 'Công an phường Thuận Hóa', 'Police of Thuận Hóa Ward'),
  agency('health', 'city', 'Sở Y tế', 'Department of Health'),
  agency('alone', null, 'Văn phòng mẫu', 'Sample office'),
]);

describe('the head of a document', () => {
  test('of a People’s Committee names none above it, and is dated in its commune', () => {
    expect(letterheadOf(id('ward'), AGENCIES)).toEqual({
      issuer: 'ward',
      agency: { vi: 'Ủy ban nhân dân phường Thuận Hóa', en: 'People’s Committee of Thuận Hóa Ward' },
      above: null,
      place: { vi: 'Thuận Hóa', en: 'Thuận Hóa' },
    });
  });

  test('of another office names the one above it, and is dated where that is', () => {
    expect(letterheadOf(id('health'), AGENCIES)).toMatchObject({
      above: { vi: 'Ủy ban nhân dân thành phố Huế' },
      place: { vi: 'Huế' },
    });
    expect(letterheadOf(id('police'), AGENCIES).place).toEqual({ vi: 'Thuận Hóa', en: 'Thuận Hóa' });
  });

  test('of an office below no committee has a date and no place', () => {
    expect(letterheadOf(id('alone'), AGENCIES).place).toBeNull();
  });
});

describe('the number of a form', () => {
  test('is that of the frame under which the dossier was begun', () => {
    expect(formNumber('control-sheet', instant('2025-09-14T23:59:59+07:00'))).toBe('05');
    expect(formNumber('control-sheet', instant('2025-09-15T00:00:00+07:00'))).toBe('06');
    expect(formNumber('stop-notice', instant('2025-01-01T00:00:00+07:00'))).toBeNull();
    expect(formNumber('result', instant('2026-01-01T00:00:00+07:00'))).toBeNull();
  });
});

describe('answers to a form', () => {
  test('bear the titles of the form, in its order; what is empty or a group is left out', () => {
    const schema = {
      properties: {
        name: { type: 'string', title: 'Tên', 'x-title-en': 'Name' },
        sex: {
          type: 'string',
          enum: ['f', 'm'],
          'x-enum-titles': ['Nữ', 'Nam'],
          'x-enum-titles-en': ['Female', 'Male'],
          title: 'Giới tính',
        },
        born: { type: 'string', format: 'date', title: 'Ngày sinh' },
        home: { type: 'boolean', title: 'Tại nhà' },
        area: { type: 'number', title: 'Diện tích' },
        empty: { type: 'string', title: 'Trống' },
        group: { type: 'object', title: 'Nhóm' },
      },
    };
    const given = {
      area: 50.5,
      home: false,
      born: '2026-03-02',
      sex: 'm',
      name: 'Lợi',
      empty: '',
      group: { a: 1 },
    };
    expect(
      formAnswers(schema, given).map(({ label, value }) => [label.vi, value.vi, label.en, value.en]),
    ).toEqual([
      ['Tên', 'Lợi', 'Name', 'Lợi'],
      ['Giới tính', 'Nam', 'Giới tính', 'Male'],
      ['Ngày sinh', '02/03/2026', 'Ngày sinh', '02/03/2026'],
      ['Tại nhà', 'Không', 'Tại nhà', 'No'],
      ['Diện tích', '50.5', 'Diện tích', '50.5'],
    ]);
    expect(formAnswers(schema, null)).toEqual([]);
  });
});
