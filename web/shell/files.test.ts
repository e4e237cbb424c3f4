import { expect, test } from 'vitest';
import { sizeOf } from './files.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0 kB', '0 kB'],
  [1, '1 kB', '1 kB'],
  [400, '1 kB', '1 kB'],
  [1_499, '1 kB', '1 kB'],
  [999_499, '999 kB', '999 kB'],
  [999_500, '1 MB', '1 MB'],
  [1_440_000, '1,4 MB', '1.4 MB'],
  [20_000_000, '20 MB', '20 MB'],
])('%i bytes are a size that people know', (bytes, vi, en) => {
  expect([plain(sizeOf(bytes, 'vi')), plain(sizeOf(bytes, 'en'))]).toEqual([vi, en]);
});
