import { describe, expect, test } from 'vitest';
import { type KnownPerson, personalDataIn } from './personal-data.ts';

const MAI: KnownPerson = {
  name: 'Trần Thị Ngọc Mai',
  phone: '+84 905 777 888',
  email: 'Mai.Tran@example.vn',
  idNumber: '046090012345',
};
const nobody = { name: null, phone: null, email: null, idNumber: null };
const found = (text: string, person = MAI) => personalDataIn(text, [person]);

describe('a text for everybody holds personal data', () => {
  test.each([
    ['the name as it is written', 'Bà Trần Thị Ngọc Mai phản ánh', ['name']],
    ['the name in capitals without diacritics', 'TRAN THI NGOC MAI', ['name']],
    ['the name spread over signs and lines', 'Trần-Thị\nNgọc  Mai', ['name']],
    ['the name in decomposed letters', 'Trần Thị Ngọc Mai'.normalize('NFD'), ['name']],
    ['its last two words', 'nhà ngoc mai ở đầu ngõ', ['name']],
    ['what she is called after a title', 'Chị Mai cho biết', ['name']],
    ['her number, written otherwise', 'gọi 0905.777.888', ['phone']],
    ['her number without its first digit', 'số 905 777 888', ['phone', 'id']],
    ['anybody’s mobile number', 'Liên hệ 0912 345 678', ['phone']],
    ['anybody’s number from abroad', '+84(234)3.822.111', ['phone']],
    ['a number in full-width digits', '０９１２３４５６７８', ['phone']],
    ['her mail address', 'mai.tran@example.vn', ['email']],
    ['anybody’s mail address', 'gửi về phuong@hue.example', ['email']],
    ['a card of twelve digits in groups', 'CCCD 079 203 001 234', ['id']],
    ['an old card of nine digits', 'CMND 191234567', ['id']],
  ])('where it has %s', (_, text, kinds) => {
    expect(found(text)).toEqual(kinds);
  });

  test('of several people, whoever of them it is', () => {
    expect(personalDataIn('Ông Lê Văn Tám', [MAI, { ...nobody, name: 'Lê Văn Tám' }])).toEqual(['name']);
  });
});

describe('a text for everybody holds none', () => {
  test.each([
    ['a word that is also what she is called', 'Ngày mai đơn vị sẽ quay lại; đào, mai hai bên đường'],
    ['the code of a case', 'Xem phản ánh H57.02-261123-0001'],
    [
      'dates, hours, sums and measures',
      'Ngày 23/11/2026 lúc 14:30 chi 1.250.000 đồng cho 12,5 m2, cao độ 3.20',
    ],
    ['house numbers and poles', 'Số 12/34 Nguyễn Huệ, cột 0457'],
  ])('where it has %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('a name of one word counts as it is written, and not as the common word', () => {
    const hoa = { ...nobody, name: 'Hoa' };
    expect(found('Bồn hoa bị gãy', hoa)).toEqual([]);
    expect(found('Hoa nói vậy', hoa)).toEqual(['name']);
    expect(found('Cô hoa nói vậy', hoa)).toEqual(['name']);
  });

  test('of a reporter of whom nothing is known', () => {
    expect(found('Người dân phản ánh', nobody)).toEqual([]);
    expect(found('Người dân phản ánh', { ...nobody, name: ' ', phone: '' })).toEqual([]);
  });
});
