import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';
import { instant } from '../time/instant.ts';
import type { Direction } from '../vocabulary/shipments.ts';
import { notificationsOf } from './notifications.ts';

const at = instant('2026-11-23T08:00:00+07:00');
const shipment = (direction: Direction) => ({ id: 's1', direction, status: 'created' });
const state = (change: object = {}) =>
  ({
    kind: 'dossier',
    status: 'decided',
    delivery: 'counter',
    shipments: [],
    ...change,
  }) as unknown as CaseState;
const topics = (event: object, of: CaseState = state()) =>
  notificationsOf({ at, ...event } as unknown as CaseEvent, of).map(({ subject }) => subject);

describe('who paid hears', () => {
  test('that it came, and where the result waits when it was held for the fee', () => {
    expect(topics({ type: 'fee-paid' })).toEqual(['paid', 'ready']);
    expect(topics({ type: 'fee-paid' }, state({ status: 'filed' }))).toEqual(['paid']);
  });

  test('that it goes back', () => {
    expect(topics({ type: 'fee-refunded' })).toEqual(['refunded']);
  });
});

describe('who waits for the post hears', () => {
  test.each([
    ['handed-over', ['posted']],
    ['attempted', ['attempted']],
    ['held', ['attempted']],
    ['returned', ['returned', 'delivery-failed']],
    ['lost', ['returned', 'delivery-failed']],
    ['damaged', ['returned', 'delivery-failed']],
    ['refused', ['returned', 'delivery-failed']],
    ['cancelled', ['returned', 'delivery-failed']],
    ['in-transit', []],
    ['delivered', []],
  ])('of a result that is %s: %j', (status, said) => {
    const of = state({ shipments: [shipment('result')] });
    expect(topics({ type: 'shipment-moved', shipment: 's1', status }, of)).toEqual(said);
  });

  test.each(['refused', 'returned', 'lost', 'damaged', 'cancelled'])(
    'of papers that are %s, in words of their own, and the counter does',
    (status) => {
      const of = state({ status: 'filed', shipments: [shipment('documents')] });
      expect(topics({ type: 'shipment-moved', shipment: 's1', status }, of)).toEqual([
        'documents-failed',
        'delivery-failed',
      ]);
    },
  );

  test('nothing of what the counter called off itself', () => {
    const of = state({ shipments: [{ ...shipment('result'), recalled: true }] });
    expect(topics({ type: 'shipment-moved', shipment: 's1', status: 'cancelled' }, of)).toEqual([]);
  });

  test('nothing of what goes wrong for the counter alone: too little collected, or late', () => {
    const of = state({ shipments: [shipment('result')] });
    expect(topics({ type: 'shipment-moved', shipment: 's1', status: 'delivered', short: 1 }, of)).toEqual([
      'delivery-failed',
    ]);
    expect(topics({ type: 'shipment-late', shipment: 's1' }, of)).toEqual(['delivery-failed']);
  });

  test('of papers that are fetched only the postman at the door', () => {
    const of = state({ shipments: [shipment('documents')] });
    expect(topics({ type: 'shipment-moved', shipment: 's1', status: 'handed-over' }, of)).toEqual([]);
    expect(topics({ type: 'shipment-moved', shipment: 's1', status: 'attempted' }, of)).toEqual([
      'attempted',
    ]);
  });

  test('nothing of a counter to come to', () => {
    expect(
      topics({ type: 'case-decided', ending: 'granted', feeDue: false }, state({ delivery: 'post' })),
    ).toEqual([]);
    expect(topics({ type: 'case-decided', ending: 'granted', feeDue: false })).toEqual(['ready']);
    expect(topics({ type: 'case-decided', ending: 'granted', feeDue: true })).toEqual(['fee-due']);
  });
});

test('a note is told to those whom it names, and to nobody else', () => {
  expect(topics({ type: 'note-added' })).toEqual([]);
  expect(topics({ type: 'note-added', mentions: ['hue.hoa'] })).toEqual(['mentioned']);
});

test('whoever filed spam hears nothing, whoever was refused does', () => {
  expect(topics({ type: 'case-not-accepted', spam: true })).toEqual([]);
  expect(topics({ type: 'case-not-accepted' })).toEqual(['refused']);
});

describe('of a calendar that changed hears', () => {
  const moved = { before: at, after: at + 86_400_000 };
  const tasks = [{ assignee: 'minh', clock: 'task:a.1' }];

  test.each([
    ['the applicant, whose appointment moved', { moved: {}, appointment: moved }, {}, ['rescheduled']],
    ['who holds a task that moved', { moved: { 'task:a.1': moved } }, { tasks }, ['deadline-moved']],
    [
      'nobody, of a task that nobody holds',
      { moved: { 'task:a.1': moved } },
      { tasks: [{ ...tasks[0], assignee: null }] },
      [],
    ],
    ['nobody, whose appointment stands', { moved: { case: moved } }, {}, []],
    [
      'nobody, of a task in a case that was filed before',
      { moved: { 'task:a.1': moved } },
      { tasks, edition: 1 },
      [],
    ],
  ])('%s', (_, event, of, said) => {
    expect(topics({ type: 'calendar-changed', ...event }, state({ edition: 2, tasks: [], ...of }))).toEqual(
      said,
    );
  });
});
