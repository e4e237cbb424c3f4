import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import type { BusinessCalendar } from '../time/calendar-types.ts';
import { instant, isoOf } from '../time/instant.ts';
import { digestDay, freshSince, nextDigestAfter, soonUntil } from './digest-schedule.ts';

const { office, always } = CALENDARS;
const at = (text: string) => instant(`${text}+07:00`);
/** A Wednesday off. */
const storm: BusinessCalendar = {
  ...office,
  exceptions: [
    {
      day: '2026-03-04' as never,
      kind: 'off',
      hours: null,
      name: { vi: 'Bão', en: 'Storm' },
      decision: 'sample',
    },
  ],
};

describe('the next digest', () => {
  test('is when the office opens, today or tomorrow', () => {
    const opens = nextDigestAfter(office, at('2026-03-02T00:00:00'));
    expect(isoOf(opens)).toMatch(/^2026-03-02T0[01]:/);
    expect(nextDigestAfter(office, opens)).toBe(opens + 24 * 3_600_000);
  });

  test('is due on a day off too, in case the calendar changes until then', () => {
    const monday = nextDigestAfter(office, at('2026-03-06T12:00:00'));
    expect(isoOf(monday)).toMatch(/^2026-03-07T/);
    expect(isoOf(nextDigestAfter(always, at('2026-03-06T12:00:00')))).toBe('2026-03-07T00:00:00.000Z');
  });
});

describe('whether there is a digest', () => {
  test('on a working day, until it is over', () => {
    const morning = nextDigestAfter(office, at('2026-03-03T00:00:00'));
    expect(digestDay(office, morning, morning)).toBe('2026-03-03');
    expect(digestDay(office, morning, at('2026-03-03T23:59:00'))).toBe('2026-03-03');
    expect(digestDay(office, morning, at('2026-03-04T00:00:00'))).toBeNull();
  });

  test('not on a weekend, nor on a day that was declared closed', () => {
    const sunday = nextDigestAfter(office, at('2026-03-08T00:00:00'));
    expect(digestDay(office, sunday, sunday)).toBeNull();
    const wednesday = nextDigestAfter(storm, at('2026-03-04T00:00:00'));
    expect(digestDay(storm, wednesday, wednesday)).toBeNull();
    expect(digestDay(office, wednesday, wednesday)).toBe('2026-03-04');
  });
});

describe('what is soon and what is new', () => {
  test('counts in days with office hours', () => {
    const friday = at('2026-03-06T08:00:00');
    expect(soonUntil(office, friday)).toBe(at('2026-03-10T00:00:00'));
    const monday = at('2026-03-09T08:00:00');
    expect(freshSince(office, monday)).toBe(at('2026-03-06T00:00:00'));
    expect(freshSince(storm, at('2026-03-05T08:00:00'))).toBe(at('2026-03-03T00:00:00'));
  });

  test('counts in days of the clock where there are no hours', () => {
    const now = at('2026-03-06T08:00:00');
    expect([soonUntil(always, now) - now, now - freshSince(null, now)]).toEqual([2 * 86_400_000, 86_400_000]);
  });
});
