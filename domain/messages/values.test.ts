/** How moments and sums are written in messages. */
import { expect, test } from 'vitest';
import { instant } from '../time/instant.ts';
import { momentText, termEndText } from './values.ts';

test('a term that ends at midnight ends with its last day', () => {
  const midnight = instant('2026-03-01T00:00:00+07:00');
  expect(termEndText(midnight)).toBe('24:00, 28/02/2026');
  expect(momentText(midnight)).toBe('00:00, 01/03/2026');
  expect(termEndText(instant('2026-02-28T17:00:00+07:00'))).toBe('17:00, 28/02/2026');
});
