import { describe, expect, test } from 'vitest';
import { EVENT_GROUPS, isEventGroup, typesOf } from './event-groups.ts';
import { readBreachFilters, readCaseLook, readHistoryFilters, readReadFilters, VIEWS } from './filters.ts';
import { breachesQuery, historyQuery, readsQuery } from './queries.ts';

const CASES = {
  from: '2026-11-01',
  to: '2026-11-30',
  agency: 'hue.an-cuu',
  procedure: '1.009994',
  kind: 'dossier',
} as const;

describe('an address of the auditors’ room', () => {
  test('says again what was looked for in the history, but for words that may name people', () => {
    const all = { ...CASES, group: 'lateness', by: 'lan', text: 'H57-261123' } as const;
    expect(readHistoryFilters(all)).toEqual(all);
    expect(readHistoryFilters({ ...all, text: 'Nguyễn Văn An' })).not.toHaveProperty('text');
  });

  test('says again which missed deadlines were looked for', () => {
    const all = {
      ...CASES,
      step: 'verify',
      running: true,
      finishedFrom: '2026-11-02',
      finishedTo: '2026-11-03',
    } as const;
    expect(readBreachFilters(all)).toEqual(all);
  });

  test('that was typed over leaves out what is not known', () => {
    const odd = { from: '2026-02-31', to: 5, agency: '', kind: 'letter', procedure: null };
    expect(readHistoryFilters({ ...odd, group: 'gossip', by: [] })).toEqual({});
    expect(readBreachFilters({ ...odd, step: 1, running: 'true', finishedFrom: 'x' })).toEqual({});
    expect(readReadFilters({ ...odd, by: '' })).toEqual({});
  });

  test('of one case names how it is looked at, and moments that there are', () => {
    for (const view of VIEWS) expect(readCaseLook({ view })).toEqual({ view });
    expect(readCaseLook({ view: 'gossip', at: 'yesterday', since: '', until: 7 })).toEqual({
      view: 'verification',
    });
    const moments = {
      view: 'difference',
      since: '2026-11-01T00:00:00Z',
      until: '2026-11-02T00:00:00Z',
    } as const;
    expect(readCaseLook(moments)).toEqual(moments);
  });
});

describe('groups of events', () => {
  test('hold each type once', () => {
    const types = EVENT_GROUPS.flatMap((group) => typesOf(group).split(','));
    expect(new Set(types).size).toBe(types.length);
    expect(types).toContain('case-filed');
    expect(types.every((type) => type !== '')).toBe(true);
  });

  test('are known by name, and by no other', () => {
    expect(EVENT_GROUPS.every(isEventGroup)).toBe(true);
    expect(['toString', '', 'case-filed', null, 7].some(isEventGroup)).toBe(false);
  });
});

describe('the API is asked', () => {
  test('for both days whole', () => {
    const period = { from: '2026-11-01T00:00:00+07:00', to: '2026-12-01T00:00:00+07:00' };
    expect(readsQuery({ from: '2026-11-01', to: '2026-11-30', by: 'lan' })).toEqual({ ...period, by: 'lan' });
    expect(breachesQuery({ from: '2026-11-01', to: '2026-11-30' })).toEqual(period);
    expect(historyQuery({ from: '2026-11-01', to: '2026-11-30' }, '')).toEqual(period);
  });

  test('for the types of a group, and for words that stand in no address', () => {
    expect(historyQuery({ group: 'fees', by: 'lan', text: 'H57-1' }, 'hoàn phí')).toEqual({
      by: 'lan',
      text: 'hoàn phí',
      type: 'fee-paid,fee-refund-ordered,fee-refunded',
    });
    expect(historyQuery({}, '')).toEqual({});
  });

  test('for what still runs, and for when it was done', () => {
    expect(
      breachesQuery({ running: true, step: 'verify', finishedFrom: '2026-11-02', finishedTo: '2026-11-02' }),
    ).toEqual({
      running: 'true',
      step: 'verify',
      finishedFrom: '2026-11-02T00:00:00+07:00',
      finishedTo: '2026-11-03T00:00:00+07:00',
    });
    expect(breachesQuery({})).toEqual({});
    expect(readsQuery({})).toEqual({});
  });
});
