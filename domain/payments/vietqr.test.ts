import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum, vietQr } from './vietqr.ts';

const ACCOUNT = { bank: '970436', number: '0071000123456', holder: 'Trung tâm Phục vụ hành chính công' };

/** Reads the parts back, as an app does. */
function partsOf(text: string): Record<string, string> {
  const parts: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4));
    parts[text.slice(at, at + 2)] = text.slice(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return parts;
}

describe('VietQR', () => {
  test('has the checksum of the published examples', () => {
    expect(checksum('123456789')).toBe('29B1');
    // NAPAS's own example of a transfer to an account.
    const example =
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304';
    expect(checksum(example)).toBe('2E2E');
  });

  test('says to whom, how much, and for what', () => {
    const parts = partsOf(vietQr({ account: ACCOUNT, amount: 75_000, reference: 'MC7F3K2Q9A' }));
    expect(parts).toMatchObject({
      '00': '01',
      '01': '12',
      '53': '704',
      '54': '75000',
      '58': 'VN',
      '59': 'TRUNG TAM PHUC VU HANH CH',
    });
    expect(partsOf(parts['38'] ?? '')).toMatchObject({ '00': 'A000000727', '02': 'QRIBFTTA' });
    expect(partsOf(partsOf(parts['38'] ?? '')['01'] ?? '')).toEqual({
      '00': '970436',
      '01': '0071000123456',
    });
    expect(partsOf(parts['62'] ?? '')).toEqual({ '08': 'MC7F3K2Q9A' });
  });

  test('can be read back, and a changed digit shows in its checksum', () => {
    const reference = fc.stringMatching(/^[A-Z0-9]{1,25}$/);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), reference, fc.nat(), (amount, said, at) => {
        const code = vietQr({ account: ACCOUNT, amount, reference: said });
        expect(checksum(code.slice(0, -4))).toBe(code.slice(-4));
        const parts = partsOf(code);
        expect([parts['54'], partsOf(parts['62'] ?? '')['08']]).toEqual([String(amount), said]);
        const place = at % (code.length - 4);
        const other = code[place] === '7' ? '8' : '7';
        const changed = code.slice(0, place) + other + code.slice(place + 1, -4);
        expect(checksum(changed)).not.toBe(code.slice(-4));
      }),
    );
  });

  test.each([
    [{ amount: 0 }],
    [{ amount: 1.5 }],
    [{ reference: '' }],
    [{ reference: 'phí hồ sơ' }],
    [{ account: { ...ACCOUNT, bank: '97043' } }],
    [{ account: { ...ACCOUNT, number: '12-34' } }],
  ])('is not made of %j', (wrong) => {
    expect(() => vietQr({ account: ACCOUNT, amount: 1, reference: 'A', ...wrong })).toThrow(RangeError);
  });
});
