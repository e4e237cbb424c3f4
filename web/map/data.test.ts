import { expect, test } from 'vitest';
import { type ProvinceMap, wardsOf } from './data.ts';

const ward = (area: string, vi: string) =>
  ({ area, name: { vi, en: vi }, at: [0, 0] }) as unknown as ProvinceMap['wards'][number];
const WARDS = [ward('3', 'Xuân Phú'), ward('1', 'Đông Ba'), ward('2', 'An Cựu'), ward('4', 'Dương Nỗ')];

test('communes stand in the order of the Vietnamese alphabet, in which đ follows d', () => {
  expect(wardsOf(WARDS, 'vi').wards.map(({ label }) => label)).toEqual([
    'An Cựu',
    'Dương Nỗ',
    'Đông Ba',
    'Xuân Phú',
  ]);
});

test('a commune that the map does not know stands for itself, and so does each before the map is there', () => {
  const { wardName } = wardsOf(WARDS, 'vi');
  expect([wardName('1'), wardName('99')]).toEqual(['Đông Ba', '99']);
  expect([wardsOf([], 'vi').wards, wardsOf([], 'vi').wardName('1')]).toEqual([[], '1']);
});

test('the list of the map itself keeps its order', () => {
  wardsOf(WARDS, 'vi');
  expect(WARDS[0]?.area).toBe('3');
});
