import { expect, test } from 'vitest';
import type { CalendarException } from '../../domain/time/calendar-types.ts';
import { declaredIn } from './declared.ts';

const off = (day: string, change: Partial<CalendarException> = {}): CalendarException => ({
  day: day as CalendarException['day'],
  kind: 'off',
  hours: null,
  name: { vi: 'Bão', en: 'Storm' },
  decision: 'QĐ 1',
  ...change,
});

test('days in a row under one decision are one closing; another decision, communes or hours are another', () => {
  const exceptions = [
    off('2026-12-01'),
    off('2026-11-30'),
    off('2026-12-02', { decision: 'QĐ 2' }),
    off('2026-12-04'),
    off('2026-12-01', { areas: ['thuan-hoa'] }),
    off('2026-12-02', { areas: ['thuan-hoa'] }),
    off('2026-12-05', { hours: [[450, 690]] }),
    off('2026-12-06', { kind: 'worked' }),
  ];
  const shown = declaredIn({ exceptions }).map(({ day, until, decision, areas, hours }) =>
    [day, until, decision, areas?.join() ?? 'all', hours === null ? 'closed' : 'part'].join(' '),
  );
  expect([...shown].sort()).toEqual([
    '2026-11-30 2026-12-01 QĐ 1 all closed',
    '2026-12-01 2026-12-02 QĐ 1 thuan-hoa closed',
    '2026-12-02 2026-12-02 QĐ 2 all closed',
    '2026-12-04 2026-12-04 QĐ 1 all closed',
    '2026-12-05 2026-12-05 QĐ 1 all part',
  ]);
});
