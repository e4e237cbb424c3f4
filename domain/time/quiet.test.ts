import { describe, expect, it } from 'vitest';
import { instant, isoOf } from './instant.ts';
import { afterQuiet } from './quiet.ts';

const NIGHT = { from: 21 * 60, until: 6 * 60 };
const NOON = { from: 11 * 60 + 30, until: 13 * 60 };
const HUE = 420;

const out = (quiet: typeof NIGHT, at: string) => isoOf(afterQuiet(quiet, HUE, instant(at)));

describe('quiet hours over midnight', () => {
  it.each([
    ['the evening before they begin', '2026-03-02T20:59:59+07:00', '2026-03-02T20:59:59+07:00'],
    ['their first minute', '2026-03-02T21:00:00+07:00', '2026-03-03T06:00:00+07:00'],
    ['late at night', '2026-03-02T23:59:59+07:00', '2026-03-03T06:00:00+07:00'],
    ['after midnight', '2026-03-03T00:00:00+07:00', '2026-03-03T06:00:00+07:00'],
    ['their last second', '2026-03-03T05:59:59+07:00', '2026-03-03T06:00:00+07:00'],
    ['their end', '2026-03-03T06:00:00+07:00', '2026-03-03T06:00:00+07:00'],
    ['the last night of a year', '2026-12-31T22:00:00+07:00', '2027-01-01T06:00:00+07:00'],
  ])('let a message of %s out when they end', (_, at, end) => {
    expect(out(NIGHT, at)).toBe(isoOf(instant(end)));
  });
});

describe('quiet hours within a day', () => {
  it('end on the same day', () => {
    expect(out(NOON, '2026-03-02T12:00:00+07:00')).toBe('2026-03-02T06:00:00.000Z');
  });

  it('leave the rest of the day alone', () => {
    expect(out(NOON, '2026-03-02T13:00:00+07:00')).toBe('2026-03-02T06:00:00.000Z');
    expect(out(NOON, '2026-03-02T11:29:59+07:00')).toBe('2026-03-02T04:29:59.000Z');
  });

  it('are right before 1970 and west of Greenwich, too', () => {
    expect(isoOf(afterQuiet(NIGHT, -300, instant('1969-12-31T22:00:00-05:00')))).toBe(
      '1970-01-01T11:00:00.000Z',
    );
  });
});
