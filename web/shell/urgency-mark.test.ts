import { expect, test } from 'vitest';
import { TEXTS } from '../texts/index.ts';
import { markOf } from './urgency-mark.ts';

test.each([
  ['vi', { normal: null, urgent: 'Khẩn', danger: 'Nguy hiểm tính mạng' }],
  ['en', { normal: null, urgent: 'Urgent', danger: 'Danger to life' }],
] as const)(
  'what cannot wait its turn is marked, danger to life by its own words (%s)',
  (language, marks) => {
    for (const urgency of ['normal', 'urgent', 'danger'] as const)
      expect(markOf(urgency, TEXTS[language].urgencies)).toBe(marks[urgency]);
  },
);
