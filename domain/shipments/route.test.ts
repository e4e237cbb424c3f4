import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { type Instant, instant } from '../time/instant.ts';
import type { ScanKind } from '../vocabulary/shipments.ts';
import { dueAt, lostSince, milestonesAfter, nextLook, type Waiting } from './route.ts';
import type { PostalTerms, Scan } from './types.ts';

/** A Monday. */
const START = instant('2026-11-02T08:00:00+07:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const scan = (kind: ScanKind, hours: number): Scan => ({
  id: `${kind}-${hours}`,
  kind,
  at: (START + hours * HOUR) as Instant,
});
const NOTHING = { status: 'created', at: null } as const;

const TERMS: PostalTerms = {
  version: 1,
  decision: 'sample',
  carrier: 'post',
  customer: 'TEST',
  contact: { phone: '0234 000', address: 'Huế' },
  calendar: 'office',
  minutesPerWorkingDay: 480,
  within: { amount: 3, unit: 'working-days' },
  lostAfter: { amount: 10, unit: 'calendar-days' },
  askAfter: { amount: 12, unit: 'hours' },
};
const waiting = (scans: Scan[], more: Partial<Waiting> = {}): Waiting => ({
  scans,
  terms: TERMS,
  calendars: CALENDARS,
  orderedAt: START,
  requestedAt: null,
  cod: null,
  now: START,
  ...more,
});

test.each([
  ['to the minute, where nothing is agreed', undefined, undefined],
  ['in whole days, where it is agreed: until closing time of the third working day', 'days', 'hours'],
] as const)('the way to the door is counted %s', (_, workingDays, calendarDays) => {
  const counting = workingDays && calendarDays ? { workingDays, calendarDays } : undefined;
  const terms = counting === undefined ? TERMS : { ...TERMS, counting };
  const due = dueAt(waiting([scan('accepted', 0)], { terms }));
  const exact = dueAt(waiting([scan('accepted', 0)]));
  // 17:30 is closing time in the calendar of these tests.
  expect(due).toBe(counting === undefined ? exact : endOfOfficeDay(exact ?? START));
});

/** 17:30 in Viet Nam on that day. */
function endOfOfficeDay(at: Instant): Instant {
  const OFFSET = 7 * HOUR;
  return (Math.floor((at + OFFSET) / (24 * HOUR)) * 24 * HOUR - OFFSET + 17.5 * HOUR) as Instant;
}

describe('what a case is told', () => {
  const way = [
    scan('accepted', 1),
    scan('departed', 2),
    scan('attempted', 26),
    scan('attempted', 50),
    scan('held', 51),
    scan('delivered', 80),
  ];

  test('is each turn of the way once, and nothing of what lies between', () => {
    expect(milestonesAfter(way, NOTHING).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['handed-over', 0],
      ['attempted', 1],
      ['attempted', 2],
      ['held', 2],
      ['delivered', 2],
    ]);
  });

  test('goes on where it was told last', () => {
    const reported = { status: 'attempted', at: (START + 26 * HOUR) as Instant } as const;
    expect(milestonesAfter(way, reported).map(({ status }) => status)).toEqual([
      'attempted',
      'held',
      'delivered',
    ]);
    const all = { status: 'delivered', at: (START + 80 * HOUR) as Instant } as const;
    expect(milestonesAfter(way, all)).toEqual([]);
  });

  test('of two turns in the same minute is both, and neither again', () => {
    const both = [scan('accepted', 0), scan('attempted', 5), scan('held', 5)];
    const at = (START + 5 * HOUR) as Instant;
    expect(milestonesAfter(both, { status: 'attempted', at }).map(({ status }) => status)).toEqual(['held']);
    expect(milestonesAfter(both, { status: 'held', at })).toEqual([]);
  });

  test('is not what comes to light late, when the case has moved on', () => {
    const reported = { status: 'held', at: (START + 51 * HOUR) as Instant } as const;
    const late = [scan('accepted', 1), scan('attempted', 26), scan('held', 51)];
    expect(milestonesAfter(late, reported)).toEqual([]);
  });

  test('is that it arrived, however late that comes to light', () => {
    const reported = { status: 'lost', at: (START + 30 * DAY) as Instant } as const;
    expect(milestonesAfter(way, reported)).toEqual([
      { status: 'delivered', at: START + 80 * HOUR, attempts: 2 },
    ]);
  });
});

describe('the time that the post has', () => {
  test('begins when it has the shipment, and runs in working days', () => {
    expect(dueAt(waiting([]))).toBeNull();
    // Friday morning and three working days: Wednesday morning.
    const friday = scan('accepted', 4 * 24);
    expect(dueAt(waiting([friday]))).toBe(instant('2026-11-11T08:00:00+07:00'));
  });

  test('without any sign for long enough, the shipment counts as lost', () => {
    const last = scan('departed', 30);
    expect(lostSince(waiting([scan('accepted', 1), last]))).toBe(last.at + 10 * DAY);
    expect(lostSince(waiting([scan('accepted', 1), scan('delivered', 30)]))).toBeNull();
  });

  test('what the carrier never had is not lost', () => {
    expect(lostSince(waiting([]))).toBeNull();
  });
});

describe('the carrier is asked', () => {
  test('when no scan came for a while, and again after as long', () => {
    expect(nextLook(waiting([]))).toBe(START + 12 * HOUR);
    expect(nextLook(waiting([scan('accepted', 5)]))).toBe(START + 17 * HOUR);
    const requestedAt = (START + 17 * HOUR) as Instant;
    expect(nextLook(waiting([scan('accepted', 5)], { requestedAt }))).toBe(START + 29 * HOUR);
  });

  test('at the very moment when it would count as lost', () => {
    const requestedAt = (START + 10 * DAY) as Instant;
    expect(nextLook(waiting([scan('accepted', 5)], { requestedAt, now: requestedAt }))).toBe(
      START + 10 * DAY + 5 * HOUR,
    );
  });

  test('or is seen to be late, at the very moment', () => {
    const taken = [scan('accepted', 5)];
    const dueAt = instant('2026-11-05T11:30:00+07:00');
    const requestedAt = (dueAt - HOUR) as Instant;
    expect(nextLook(waiting(taken, { requestedAt, now: requestedAt }))).toBe(dueAt);
    expect(nextLook(waiting(taken, { requestedAt, now: dueAt }))).toBe(requestedAt + 12 * HOUR);
  });

  test('for the picture that proves a delivery, as long as one may still come', () => {
    const delivered = [scan('accepted', 1), scan('delivered', 5)];
    const lacking = { lacksPicture: true, now: (START + 6 * HOUR) as Instant };
    expect(nextLook(waiting(delivered, lacking))).toBe(START + 17 * HOUR);
    expect(nextLook(waiting(delivered, { ...lacking, now: (START + 11 * DAY) as Instant }))).toBeNull();
  });

  test('no more when it arrived, came back or was called off', () => {
    for (const kind of ['delivered', 'returned', 'damaged', 'cancelled'] as const)
      expect(nextLook(waiting([scan('accepted', 1), scan(kind, 5)]))).toBeNull();
  });

  test('until the money that it collected is handed over', () => {
    const delivered = [scan('accepted', 1), scan('delivered', 5)];
    expect(nextLook(waiting(delivered, { cod: 30_000 }))).toBe(START + 17 * HOUR);
    expect(nextLook(waiting([...delivered, scan('cod-remitted', 40)], { cod: 30_000 }))).toBeNull();
  });
});
