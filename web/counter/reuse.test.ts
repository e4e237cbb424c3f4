import { expect, test } from 'vitest';
import { isSaid, reused } from './reuse.ts';

const HUONG = { name: 'Nguyễn Thị Mai Hương', phone: '0905123456', address: '12 Lê Lợi' };

test('what was typed now counts more than what was said then', () => {
  expect(reused({ phone: '0905 123 456', address: '3 Bạch Đằng' }, HUONG)).toEqual({
    name: 'Nguyễn Thị Mai Hương',
    phone: '0905 123 456',
    address: '3 Bạch Đằng',
  });
  expect(reused({ name: 'nguyen thi mai huong', phone: '0905123456' }, HUONG).address).toBe('12 Lê Lợi');
});

test('nothing stays of somebody else whose form was left behind', () => {
  const left = {
    name: 'Trần Văn Bình',
    phone: '0905123456',
    address: '7 Hai Bà Trưng',
    idNumber: '046080001234',
  };
  expect(isSaid(left, HUONG)).toBe(false);
  expect(reused(left, HUONG)).toEqual(HUONG);
});

test('nothing is offered to whom it would change nothing', () => {
  expect(isSaid({ ...HUONG, address: '3 Bạch Đằng' }, HUONG)).toBe(true);
  expect(isSaid({ phone: '0905123456' }, HUONG)).toBe(false);
});
