import { describe, expect, test } from 'vitest';
import type { OpenComplaint } from './data.ts';
import { readComplaintFilters } from './filters.ts';
import { laneOf } from './lanes.ts';
import { placeOf, pointsOf, toneOf } from './points.ts';

const NOW = Date.parse('2026-11-28T08:00:00Z');

describe('an address of complaints', () => {
  test('says again all that was chosen', () => {
    const all = {
      view: 'board',
      category: 'roads',
      ward: '19753',
      urgency: 'danger',
      overdue: true,
      chosen: 'H57-261128-0001',
    } as const;
    expect(readComplaintFilters(all)).toEqual(all);
  });

  test('that is empty, or holds what is not known, is the whole map', () => {
    expect(readComplaintFilters({})).toEqual({ view: 'map' });
    expect(
      readComplaintFilters({
        view: 'list',
        category: '',
        ward: 5,
        urgency: 'high',
        overdue: 'true',
        chosen: null,
      }),
    ).toEqual({ view: 'map' });
  });
});

describe('a complaint stands on the board', () => {
  type Task = OpenComplaint['tasks'][number];
  const task = (role: Task['role'], assignee: string | null = null) => ({ role, assignee }) as Task;
  const lane = (status: OpenComplaint['status'], ...tasks: readonly Task[]) =>
    laneOf({ status, tasks: [...tasks] });

  test('at triage until it is accepted, whatever is open on it', () => {
    expect(lane('filed')).toBe('triage');
    expect(lane('filed', task('receptionist'))).toBe('triage');
  });

  test('waiting while nobody has taken it, and outdoors as soon as somebody has', () => {
    expect(lane('in-process', task('field-team'))).toBe('waiting');
    expect(lane('in-process', task('field-team', 'bao'))).toBe('field');
    expect(lane('in-process', task('field-team'), task('specialist', 'lan'))).toBe('field');
  });

  test('at review when only those who sign have something to do, or nobody has', () => {
    expect(lane('in-process', task('agency-head', 'head'))).toBe('review');
    expect(lane('in-process', task('agency-head'), task('receptionist'))).toBe('review');
    expect(lane('in-process', task('agency-head'), task('field-team'))).toBe('waiting');
    expect(lane('in-process')).toBe('review');
  });
});

describe('a complaint on the map', () => {
  const complaint = (part: Partial<OpenComplaint>) =>
    ({
      code: 'H57-261128-0001',
      procedure: { name: 'Ổ gà' },
      address: '12 Lê Lợi',
      location: { lat: 16.46, lon: 107.59 },
      urgency: 'normal',
      dueAt: '2026-11-28T09:00:00Z',
      ...part,
    }) as OpenComplaint;

  test('is late from the instant after its deadline, whatever its urgency', () => {
    const due = new Date(NOW).toISOString();
    expect(toneOf(complaint({ dueAt: due }), NOW)).toBe('calm');
    expect(toneOf(complaint({ dueAt: due, urgency: 'danger' }), NOW + 1)).toBe('late');
  });

  test.each([
    ['normal', 'calm'],
    ['urgent', 'urgent'],
    ['danger', 'urgent'],
  ] as const)('of urgency %s is %s', (urgency, tone) => {
    expect(toneOf(complaint({ urgency }), NOW)).toBe(tone);
  });

  test('is named by what it is about and where; without an address by its code', () => {
    const items = [complaint({}), complaint({ address: null })];
    expect(pointsOf(items, ['late', 'calm'])).toEqual([
      { id: 'H57-261128-0001', lat: 16.46, lon: 107.59, label: 'Ổ gà, 12 Lê Lợi', tone: 'late' },
      { id: 'H57-261128-0001', lat: 16.46, lon: 107.59, label: 'Ổ gà, H57-261128-0001', tone: 'calm' },
    ]);
  });

  test('without a place is left out, and takes no other’s tone with it', () => {
    const items = [complaint({ location: null }), complaint({})];
    expect(pointsOf(items, ['late', 'urgent']).map(({ tone }) => tone)).toEqual(['urgent']);
  });

  test('stands where whoever reported it pointed, if they did', () => {
    expect(placeOf({ form: { location: { lat: 16.4, lon: 107.5 } } })).toEqual({ lat: 16.4, lon: 107.5 });
    for (const form of [null, undefined, {}, { location: {} }, { location: { lat: '16', lon: 107 } }])
      expect(placeOf({ form })).toBeNull();
  });
});
