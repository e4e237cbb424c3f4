import { beforeEach, describe, expect, test } from 'vitest';
import { inputFor, Play } from '../../../test/support/play.ts';
import {
  actorWith,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant } from '../../time/instant.ts';
import type { ShipmentStatus } from '../../vocabulary/shipments.ts';
import type { Actor, Command, Definition } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import { outboxJobsOf } from './outbox-jobs.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const ADDRESS = content('address');
const PAID_AT_THE_DOOR = definitionOf(PERMIT_YAML, {
  fee: { amount: 30_000, currency: 'VND', due: 'on-delivery' },
});
const FREE = definitionOf(PERMIT_YAML, { fee: null });

let play: Play;

/** A dossier that is decided, its result to go by post. */
function decided(definition: Definition): Play {
  const made = new Play(definition, START);
  made.do(PEOPLE.receptionist, filingOf(definition, { delivery: 'post' }));
  made.do(PEOPLE.receptionist, { type: 'accept' });
  for (let n = 0; n < 20 && made.case.status === 'in-process'; n++) completeTask(made);
  expect(made.case.status).toBe('decided');
  return made;
}

/** Whoever holds the first open task answers it with its first outcome. */
function completeTask(made: Play): void {
  const [task] = made.case.tasks;
  if (task === undefined) throw new Error('no task is open');
  const holder = actorWith('holder', task.role, task.agency);
  made.do(holder, inputFor(made.case, made.definition, 'complete', task.id, 0));
}

function refusalOf(actor: Actor, command: Command): Refusal | null {
  const decision = play.give(orderOf(actor, command));
  return decision.ok ? null : decision.refusal;
}

function track(
  status: ShipmentStatus,
  attempts = 0,
  shipment = `${play.case.id}-s1`,
  more: Partial<Extract<Command, { type: 'track' }>> = {},
) {
  return play.do(THE_ENGINE, {
    ...more,
    type: 'track',
    shipment,
    status,
    occurredAt: play.now,
    attempts,
    tracking: 'EA473124829VN',
  });
}

describe('a result that goes by post', () => {
  beforeEach(() => {
    play = decided(FREE);
  });

  test('is delivered when the carrier says so, and not before', () => {
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('handed-over');
    expect(play.case.status).toBe('decided');
    track('attempted', 1);
    track('delivered', 1);
    expect(play.case.status).toBe('delivered');
    expect(play.case.shipments).toEqual([
      {
        id: `${play.case.id}-s1`,
        direction: 'result',
        status: 'delivered',
        attempts: 1,
        tracking: 'EA473124829VN',
      },
    ]);
    expect(play.events.at(-1)).toMatchObject({
      type: 'result-delivered',
      way: 'post',
      shipment: `${play.case.id}-s1`,
    });
  });

  test('is not handed over at the counter while it is under way', () => {
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    const refusal = { code: 'shipment-under-way', shipment: `${play.case.id}-s1` };
    expect(refusalOf(PEOPLE.receptionist, { type: 'deliver', way: 'counter' })).toEqual(refusal);
    expect(refusalOf(PEOPLE.receptionist, { type: 'send', address: ADDRESS })).toEqual(refusal);
    expect(refusalOf(PEOPLE.citizen, { type: 'choose-delivery', way: 'counter' })).toEqual(refusal);
  });

  test.each(['returned', 'lost', 'damaged', 'refused', 'cancelled'] as const)(
    'that is %s can be sent again, or handed over at the counter though the procedure offers post alone',
    (status) => {
      const { result } = FREE.procedure;
      if (result === null) throw new Error('the permit has a result');
      play = decided(definitionOf(PERMIT_YAML, { fee: null, result: { ...result, delivery: ['post'] } }));
      const atCounter = { type: 'deliver', way: 'counter' } as const;
      expect(refusalOf(PEOPLE.receptionist, atCounter)).toEqual({ code: 'no-such-delivery', way: 'counter' });
      play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
      track(status);
      expect(play.case.status).toBe('decided');
      play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
      track(status, 0, `${play.case.id}-s2`);
      play.do(PEOPLE.receptionist, atCounter);
      expect(play.case.status).toBe('delivered');
    },
  );

  test('told twice, is told once', () => {
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('attempted', 1);
    const { version } = play.case;
    track('attempted', 1);
    expect(play.case.version).toBe(version);
    track('attempted', 2);
    expect(play.case.version).toBe(version + 1);
  });

  test('can be called off as long as the carrier does not have it', () => {
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    const shipment = `${play.case.id}-s1`;
    track('created');
    expect(play.available(PEOPLE.receptionist).map(({ name }) => name)).toContain('recall');
    track('handed-over');
    expect(play.available(PEOPLE.receptionist).map(({ name }) => name)).not.toContain('recall');
    expect(refusalOf(PEOPLE.receptionist, { type: 'recall', shipment })).toMatchObject({
      code: 'not-allowed-now',
    });
    play.do(PEOPLE.receptionist, { type: 'readdress', shipment, address: content('there') });
    expect(
      refusalOf(PEOPLE.receptionist, { type: 'readdress', shipment: 'another', address: ADDRESS }),
    ).toEqual({
      code: 'no-such-shipment',
      shipment: 'another',
    });
  });

  test('goes by post only when the citizen wants it so', () => {
    play.do(PEOPLE.receptionist, { type: 'choose-delivery', way: 'counter' });
    expect(refusalOf(PEOPLE.receptionist, { type: 'send', address: ADDRESS })).toEqual({
      code: 'no-such-delivery',
      way: 'post',
    });
  });

  test('calls for its delivery outside, once for each order about it', () => {
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    const shipment = `${play.case.id}-s1`;
    play.do(PEOPLE.receptionist, { type: 'readdress', shipment, address: content('there') });
    play.do(PEOPLE.receptionist, { type: 'recall', shipment });
    track('cancelled');
    const jobs = play.events.flatMap((event) => outboxJobsOf(event, play.case));
    expect(jobs.filter(({ kind }) => kind === 'delivery')).toEqual([
      { kind: 'delivery', subject: shipment },
      { kind: 'delivery', subject: shipment },
      { kind: 'delivery', subject: shipment },
    ]);
  });
});

describe('cash on delivery', () => {
  test('an unpaid fee is collected at the door, and is paid when the result is delivered', () => {
    play = decided(PAID_AT_THE_DOOR);
    expect(refusalOf(PEOPLE.receptionist, { type: 'deliver', way: 'counter' })).toMatchObject({
      code: 'fee-unpaid',
    });
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    expect(play.case.shipments[0]?.cod).toBe(30_000);
    track('delivered', 0, undefined, { collected: 30_000 });
    expect(play.case.fee).toEqual({ amount: 30_000, paid: true, how: 'cod' });
    expect(play.events.find(({ type }) => type === 'fee-paid')).toMatchObject({
      how: 'cod',
      receipt: 'EA473124829VN',
    });
    expect(play.case.status).toBe('delivered');
  });

  test.each([
    [20_000, { amount: 30_000, paid: false, rest: 10_000, how: 'cod' }, 10_000],
    [0, { amount: 30_000, paid: false }, 30_000],
  ])('of which %i đồng were collected leaves the rest to the counter', (collected, fee, rest) => {
    play = decided(PAID_AT_THE_DOOR);
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('delivered', 0, undefined, { collected });
    expect(play.case).toMatchObject({ status: 'delivered' });
    expect(play.case.fee).toEqual(fee);
    expect(play.events.find(({ type }) => type === 'shipment-moved')).toMatchObject({ short: rest });
    expect(play.available(PEOPLE.receptionist).map(({ name }) => name)).toContain('pay');
    expect(
      refusalOf(PEOPLE.receptionist, { type: 'pay', amount: rest + 1, receipt: 'BL-2', how: 'cash' }),
    ).toEqual({
      code: 'wrong-amount',
      amount: rest,
    });
    play.do(PEOPLE.receptionist, { type: 'pay', amount: rest, receipt: 'BL-2', how: 'cash' });
    expect(play.case.fee).toEqual({ amount: 30_000, paid: true, how: 'cash' });
    expect(play.case.status).toBe('delivered');
    const paid = play.events.flatMap((event) => (event.type === 'fee-paid' ? [event.amount] : []));
    expect(paid.reduce((sum, amount) => sum + amount, 0)).toBe(30_000);
    expect(play.available(PEOPLE.receptionist).map(({ name }) => name)).not.toContain('pay');
  });

  test('is paid where all of it, or more, was collected', () => {
    play = decided(PAID_AT_THE_DOOR);
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('delivered', 0, undefined, { collected: 50_000 });
    expect(play.case.fee).toEqual({ amount: 30_000, paid: true, how: 'cod' });
    expect(play.events.find(({ type }) => type === 'shipment-moved')).not.toHaveProperty('short');
  });

  test('what was paid before is not collected', () => {
    play = decided(PAID_AT_THE_DOOR);
    play.do(PEOPLE.receptionist, { type: 'pay', amount: 30_000, receipt: 'BL-1', how: 'cash' });
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    expect(play.case.shipments[0]).not.toHaveProperty('cod');
  });
});

describe('the post’s own time', () => {
  beforeEach(() => {
    play = decided(FREE);
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('handed-over');
  });

  test('does not run on the case’s clock: decided in time, it stays met though the post takes its month', () => {
    const clocks = () => play.case.clocks.map((clock) => readClock(clock, CALENDARS, play.now));
    const [before] = clocks();
    expect(before).toMatchObject({ phase: 'stopped', breached: false });
    const dueAt = before?.dueAt ?? 0;
    play.now = (play.now + 40 * 24 * 3_600_000) as Instant;
    expect(play.now).toBeGreaterThan(dueAt);
    play.do(THE_ENGINE, { type: 'tick' });
    track('attempted', 1);
    expect(clocks()).toEqual([before]);
    track('delivered', 1);
    expect(clocks()).toEqual([before]);
    expect(play.events.map(({ type }) => type)).not.toContain('clock-breached');
  });

  test('over, is told once, and the shipment goes on', () => {
    const late = () => track('handed-over', 0, undefined, { late: true, occurredAt: play.now });
    late();
    expect(play.events.at(-1)).toMatchObject({ type: 'shipment-late', dueAt: play.now });
    const { version } = play.case;
    late();
    expect(play.case.version).toBe(version);
    track('delivered');
    late();
    expect(play.events.filter(({ type }) => type === 'shipment-late')).toHaveLength(1);
    expect(play.case.status).toBe('delivered');
  });
});

describe('the picture that proves a delivery', () => {
  test('may come when the case was told already, and ends nothing twice', () => {
    play = decided(FREE);
    play.do(PEOPLE.receptionist, { type: 'send', address: ADDRESS });
    track('delivered', 0, undefined, { proof: content('receipt'), pictureMissing: true });
    expect(play.case.status).toBe('delivered');
    expect(play.case.shipments[0]?.pictureMissing).toBe(true);
    const { version } = play.case;
    track('delivered', 0, undefined, { proof: content('receipt'), pictureMissing: true });
    expect(play.case.version).toBe(version);
    track('delivered', 0, undefined, { proof: content('pictured') });
    expect(play.events.at(-1)).toMatchObject({ type: 'shipment-moved', proof: { id: 'pictured' } });
    expect(play.case.shipments[0]).not.toHaveProperty('pictureMissing');
    expect(play.events.filter(({ type }) => type === 'result-delivered')).toHaveLength(1);
    track('delivered', 0, undefined, { proof: content('pictured') });
    expect(play.case.version).toBe(version + 1);
  });
});

describe('documents fetched at the door', () => {
  test('are fetched elsewhere until they are fetched, for their receiver is the counter', () => {
    play = new Play(FREE, START);
    play.do(PEOPLE.receptionist, filingOf(FREE, {}));
    play.do(PEOPLE.receptionist, { type: 'fetch', address: ADDRESS });
    const shipment = `${play.case.id}-s1`;
    const elsewhere = { type: 'readdress', shipment, address: content('there') } as const;
    for (const status of ['created', 'attempted'] as const) {
      track(status, status === 'attempted' ? 1 : 0);
      expect(refusalOf(PEOPLE.receptionist, elsewhere)).toBeNull();
    }
    track('handed-over', 1);
    expect(refusalOf(PEOPLE.receptionist, elsewhere)).toMatchObject({ code: 'not-allowed-now' });
  });

  test('are called off though the dossier is in process by now', () => {
    play = new Play(FREE, START);
    play.do(PEOPLE.receptionist, filingOf(FREE, {}));
    play.do(PEOPLE.receptionist, { type: 'fetch', address: ADDRESS });
    track('created');
    play.do(PEOPLE.receptionist, { type: 'accept' });
    expect(play.case.status).toBe('in-process');
    play.do(PEOPLE.receptionist, { type: 'recall', shipment: `${play.case.id}-s1` });
    expect(play.case.shipments[0]?.recalled).toBe(true);
  });

  test('come to the counter before the dossier is accepted', () => {
    play = new Play(FREE, START);
    play.do(PEOPLE.citizen, filingOf(FREE, { channel: 'online', applicant: PEOPLE.citizen.user }));
    play.do(PEOPLE.citizen, { type: 'fetch', address: ADDRESS });
    expect(play.case.shipments[0]?.direction).toBe('documents');
    track('delivered');
    expect(play.case.status).toBe('filed');
    play.do(PEOPLE.receptionist, { type: 'accept' });
  });

  test('are fetched only where the procedure takes documents by post', () => {
    const definition = definitionOf(PERMIT_YAML, { channels: ['counter', 'online'] });
    play = new Play(definition, START);
    play.do(PEOPLE.receptionist, filingOf(definition));
    expect(refusalOf(PEOPLE.receptionist, { type: 'fetch', address: ADDRESS })).toEqual({
      code: 'no-such-delivery',
      way: 'post',
    });
  });
});
