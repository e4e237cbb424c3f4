import { describe, expect, test } from 'vitest';
import type { Me, Role } from '../shell/session.ts';
import { casesOf, goesOn, ofRow } from './drill-down.ts';
import { changeOf, lastMonth, monthName, niceMost, shareOf, textContentsOf } from './figures.ts';
import {
  daysOf,
  GROUPINGS,
  type LeaderFilters,
  PERIODS,
  periodQuery,
  readDay,
  readLeaderFilters,
  readMonth,
  workQuery,
} from './filters.ts';

/** 15 May 2026 in Vietnam, and the first hour of 1 January there, which is December elsewhere. */
const MAY = Date.parse('2026-05-15T03:00:00Z');
const NEW_YEAR = Date.parse('2026-12-31T17:30:00Z');
const filters = (part: Partial<LeaderFilters> = {}): LeaderFilters => ({
  period: 'month',
  by: 'agency',
  ...part,
});

describe('an address of the leaders’ room', () => {
  test('says again what was chosen', () => {
    for (const period of PERIODS)
      for (const by of GROUPINGS) expect(readLeaderFilters({ period, by })).toEqual({ period, by });
    const all = filters({
      period: 'days',
      from: '2026-05-01',
      to: '2026-05-31',
      agency: 'a',
      procedure: 'p',
      kind: 'dossier',
    });
    expect(readLeaderFilters({ ...all })).toEqual(all);
  });

  test('that is empty, or was typed over, shows this month by agency', () => {
    expect(readLeaderFilters({})).toEqual({ period: 'month', by: 'agency' });
    expect(
      readLeaderFilters({
        period: 'decade',
        by: 'moon',
        from: '2026-02-30',
        to: 1,
        agency: '',
        kind: 'letter',
      }),
    ).toEqual({ period: 'month', by: 'agency' });
  });

  test('names a day or a month that there is', () => {
    expect([readDay({ day: '2026-05-31' }), readDay({ day: '2026-06-31' }), readDay({})]).toEqual([
      { day: '2026-05-31' },
      {},
      {},
    ]);
    expect([
      readMonth({ month: '2026-05' }),
      readMonth({ month: '2026-13' }),
      readMonth({ month: 5 }),
    ]).toEqual([{ month: '2026-05' }, {}, {}]);
  });
});

describe('a period', () => {
  test.each([
    ['month', '2026-05-01', '2026-05-31'],
    ['last-month', '2026-04-01', '2026-04-30'],
    ['quarter', '2026-04-01', '2026-06-30'],
    ['last-quarter', '2026-01-01', '2026-03-31'],
    ['year', '2026-01-01', '2026-12-31'],
    ['last-year', '2025-01-01', '2025-12-31'],
  ] as const)('in May, “%s” is from %s to %s', (period, from, to) => {
    expect(daysOf(filters({ period }), MAY)).toEqual({ from, to });
  });

  test.each([
    ['month', '2027-01-01', '2027-01-31'],
    ['last-month', '2026-12-01', '2026-12-31'],
    ['quarter', '2027-01-01', '2027-03-31'],
    ['last-quarter', '2026-10-01', '2026-12-31'],
    ['last-year', '2026-01-01', '2026-12-31'],
  ] as const)('in the first hour of a year in Vietnam, “%s” is from %s to %s', (period, from, to) => {
    expect(daysOf(filters({ period }), NEW_YEAR)).toEqual({ from, to });
  });

  test('of chosen days is these; of one alone, from the first of the month, or until today', () => {
    const days = (from?: string, to?: string) =>
      daysOf({ ...filters({ period: 'days' }), ...(from ? { from } : {}), ...(to ? { to } : {}) }, MAY);
    expect(days('2026-02-03', '2026-03-04')).toEqual({ from: '2026-02-03', to: '2026-03-04' });
    expect(days()).toEqual({ from: '2026-05-01', to: '2026-05-15' });
    expect(days('2026-05-10')).toEqual({ from: '2026-05-10', to: '2026-05-15' });
    // Half typed, the last lies before the first: then it is one day.
    expect(days('2026-05-10', '2026-05-01')).toEqual({ from: '2026-05-10', to: '2026-05-10' });
  });

  test('is asked for with its last day whole', () => {
    expect(periodQuery({ from: '2026-02-01', to: '2026-02-28' })).toEqual({
      from: '2026-02-01T00:00:00+07:00',
      to: '2026-03-01T00:00:00+07:00',
    });
    expect(workQuery(filters({ agency: 'a', kind: 'complaint' }))).toEqual({
      agency: 'a',
      kind: 'complaint',
    });
    expect(workQuery(filters())).toEqual({});
  });

  test('goes on from its first instant to its last', () => {
    const month = filters({ period: 'month' });
    expect(goesOn(month, MAY)).toBe(true);
    expect(goesOn(filters({ period: 'last-month' }), MAY)).toBe(false);
    const one = filters({ period: 'days', from: '2026-05-15', to: '2026-05-15' });
    const [begin, end] = [Date.parse('2026-05-14T17:00:00Z'), Date.parse('2026-05-15T17:00:00Z')];
    expect([begin - 1, begin, end - 1, end].map((now) => goesOn(one, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('from a figure to its cases', () => {
  const who = (role: Role) => ({ roles: [{ role, agency: 'a' }] }) as unknown as Me;

  test('whoever heads an agency is led to those of their own', () => {
    expect(casesOf(filters(), who('agency-head'))).toEqual({ own: true });
    expect(casesOf(filters({ kind: 'dossier', procedure: 'p' }), who('agency-head'))).toEqual({
      own: true,
      kind: 'dossier',
      procedure: 'p',
    });
  });

  test.each(['province-office', 'auditor', 'administrator'] as const)('a %s sees all of them', (role) => {
    expect(casesOf(filters(), who(role))).toEqual({});
  });

  test('of one agency, everybody is led to that one’s', () => {
    for (const role of ['agency-head', 'province-office'] as const)
      expect(casesOf(filters({ agency: 'x' }), who(role))).toEqual({ owner: 'x' });
  });

  test('while nobody knows who asks, no more than their own is shown', () => {
    expect([casesOf(filters(), null), casesOf(filters(), undefined)]).toEqual([{ own: true }, { own: true }]);
  });

  test('a row narrows what is looked at by what it is a row of', () => {
    expect(ofRow({ own: true }, 'procedure', 'p')).toEqual({ own: true, procedure: 'p' });
    expect(ofRow({}, 'ward', '19753')).toEqual({ ward: '19753' });
    expect(ofRow({ owner: 'a' }, 'agency', 'b')).toEqual({ owner: 'b' });
  });
});

describe('figures', () => {
  test('a share is rounded down: one late of 3,000 is not all on time', () => {
    expect(shareOf([{ finished: 3_000, onTime: 2_999 }])).toEqual({
      finished: 3_000,
      onTime: 2_999,
      share: 99.9,
    });
    expect(
      shareOf([
        { finished: 1, onTime: 1 },
        { finished: 2, onTime: 1 },
      ]).share,
    ).toBe(66.6);
    expect(shareOf([{ finished: 5, onTime: 5 }]).share).toBe(100);
    expect(shareOf([{ finished: 5, onTime: 0 }]).share).toBe(0);
  });

  test('of nothing there is no share, and no change to or from it', () => {
    expect(shareOf([]).share).toBeNull();
    expect([changeOf(null, 50), changeOf(50, null)]).toEqual([null, null]);
  });

  test('a change is told by points and which way; what is the same to a tenth is the same', () => {
    expect([changeOf(66.6, 66.5), changeOf(99.9, 100), changeOf(50, 50)]).toEqual([0.1, -0.1, 0]);
    const says = { up: 'tăng', down: 'giảm', same: 'bằng' };
    expect([0.1, -0.1, 0].map((change) => textContentsOf(change, says))).toEqual(['tăng', 'giảm', 'bằng']);
  });

  test.each([0, 1, 3, 4, 5, 7, 9, 11, 42, 99, 100, 101, 999, 1_001, 123_456])(
    'a scale for %i ends above it, and its quarters are whole',
    (most) => {
      const top = niceMost(most, 4);
      expect(top).toBeGreaterThanOrEqual(most);
      expect(top % 4).toBe(0);
      expect(top).toBeLessThanOrEqual(Math.max(4, most * 2.5 + 4));
    },
  );

  test('a month is written as offices write it', () => {
    expect(monthName('2026-05')).toBe('05/2026');
  });

  test('of months to come there is no scorecard', () => {
    expect(lastMonth('2026-12-31', MAY)).toBe('2026-05');
    expect(lastMonth('2026-03-31', MAY)).toBe('2026-03');
    expect(lastMonth('2026-12-31', NEW_YEAR)).toBe('2026-12');
  });
});
