import { describe, expect, test } from 'vitest';
import { instant } from '../../time/instant.ts';
import { foldVietnamese } from '../../vocabulary/fold.ts';
import { formatCaseCode, isCaseCode, parseCaseCode, seriesDay } from './case-code.ts';
import { codeBeginning } from './code-beginning.ts';

describe('a case code', () => {
  test('carries agency, day and number, and can be read back', () => {
    const code = formatCaseCode('H57.12', '261123', 1);
    expect(code).toBe('H57.12-261123-0001');
    expect(parseCaseCode(code)).toEqual({ agencyCode: 'H57.12', day: '261123', number: 1 });
  });
  test('grows past 9999 a day', () => {
    expect(formatCaseCode('H57', '261123', 10_000)).toBe('H57-261123-10000');
    expect(parseCaseCode('H57-261123-10000')?.number).toBe(10_000);
  });
  test('is of the day in Vietnam, wherever the server stands', () => {
    expect(seriesDay(instant('2026-11-22T17:00:00Z'))).toBe('261123');
    expect(seriesDay(instant('2026-11-22T16:59:59Z'))).toBe('261122');
  });
  test.each([
    '',
    'H57',
    'H57-261123-1',
    'h57-261123-0001',
    'H57-2611-0001',
    'H57..1-261123-0001',
    ' H57-261123-0001',
  ])('is not %j', (text) => {
    expect(isCaseCode(text)).toBe(false);
    expect(parseCaseCode(text)).toBeNull();
  });
});

describe('what somebody typed', () => {
  test.each([
    ['h57', 'H57'],
    [' H57.12- ', 'H57.12-'],
    ['h57.12-261123-0001', 'H57.12-261123-0001'],
  ])('%j is the beginning of a code', (typed, code) => {
    expect(codeBeginning(typed)).toBe(code);
  });
  test.each(['', 'Nguyễn Văn An', 'mai', '0905123456', '046199001234', 'C1234567', 'an@hue.example'])(
    '%j is none, and may be about somebody',
    (typed) => {
      expect(codeBeginning(typed)).toBeNull();
    },
  );
});

describe('folding', () => {
  test.each([
    ['Đường Lê Lợi', 'duong le loi'],
    ['ĐẶNG THỊ MỸ DUYÊN', 'dang thi my duyen'],
    ['Thuận Hoá', 'thuan hoa'],
    ['Thuận Hóa', 'thuan hoa'],
    ['  số 12/3,  kiệt 4 ', 'so 12 3 kiet 4'],
    ['quy\u0309nh', 'quynh'],
    ['!!!', ''],
  ])('%s is looked for as %s', (text, folded) => {
    expect(foldVietnamese(text)).toBe(folded);
    expect(foldVietnamese(folded)).toBe(folded);
    expect(foldVietnamese(text.normalize('NFD'))).toBe(folded);
  });
});
