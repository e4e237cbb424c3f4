/** Which notifications an event calls for. Who receives them, and how, is found when they go out. */

import { isUnder } from '../cases/rules/edition.ts';
import type { OutboxJob } from '../cases/rules/outbox-job.ts';
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';
import { isMoved } from '../cases/views/moved.ts';
import type { Instant } from '../time/instant.ts';
import type { ShipmentStatus } from '../vocabulary/shipments.ts';
import type { Topic } from '../vocabulary/topics.ts';
import { deliveryFailureOf } from './delivery-failures.ts';
import { isTopic } from './types.ts';

/** Whoever is asked for a rating too early cannot give one yet. */
const RATE_AFTER_MS = 24 * 3_600_000;

export interface Notification {
  readonly topic: Topic;
  /** Of an escalation: which of the level's actions orders it. */
  readonly action?: number;
}

export function notificationsOf(event: CaseEvent, state: CaseState): readonly OutboxJob[] {
  return topicsOf(event, state).map(({ topic, action, notBefore }) => ({
    kind: 'message',
    subject: action === undefined ? topic : `${topic}:${action}`,
    ...(notBefore === undefined ? {} : { notBefore }),
  }));
}

/** What the subject of an outbox job says; null: of no notification. */
export function parseSubject(subject: string): Notification | null {
  const [topic = '', action] = subject.split(':');
  if (!isTopic(topic)) return null;
  if (action === undefined) return { topic };
  return /^\d{1,3}$/.test(action) ? { topic, action: Number(action) } : null;
}

interface Due extends Notification {
  readonly notBefore?: Instant;
}

function topicsOf(event: CaseEvent, state: CaseState): readonly Due[] {
  const one = (topic: Topic): readonly Due[] => [{ topic }];
  switch (event.type) {
    case 'case-filed':
      if (state.kind === 'complaint') return one('acknowledged');
      // Whether it is due already is for the procedure to say.
      return event.fee !== null && event.filing.channel === 'online' ? one('fee-due') : [];
    case 'case-accepted':
      return state.kind === 'dossier' ? one('accepted') : [];
    case 'supplement-requested':
      return one('supplement');
    case 'case-not-accepted':
      return event.spam === true ? [] : one('refused');
    case 'deadline-extended':
      return one('apology');
    case 'calendar-changed':
      return rescheduled(event, state);
    case 'case-decided':
      return decided(event, state);
    case 'fee-paid':
      return [{ topic: 'paid' }, ...(state.status === 'decided' ? atCounter(state) : [])];
    case 'fee-refunded':
      return one('refunded');
    case 'shipment-moved':
      return [
        ...shipmentMoved(event, state),
        ...(deliveryFailureOf(event, state) === null ? [] : one('delivery-failed')),
      ];
    case 'shipment-late':
      return one('delivery-failed');
    case 'result-delivered':
      return [{ topic: 'delivered' }, rateLater(event.at)];
    case 'result-published':
      return [{ topic: 'answered' }, { topic: 'news' }, rateLater(event.at)];
    case 'case-merged':
      return one('merged');
    case 'case-closed':
    case 'case-disputed':
      return state.kind === 'complaint' ? one('news') : [];
    case 'task-assigned':
      return event.assignee === event.by ? [] : one('assigned');
    case 'note-added':
      return event.mentions === undefined ? [] : one('mentioned');
    case 'escalation-level-reached':
      return escalated(event);
    default:
      return [];
  }
}

/** A calendar that moved the appointment of the citizen, and deadlines of tasks that somebody holds. */
function rescheduled(event: CaseEvent & { type: 'calendar-changed' }, state: CaseState): readonly Due[] {
  const isHeld =
    isUnder(2, state) &&
    state.tasks.some(({ assignee, clock }) => assignee !== null && isMoved(event, clock));
  return [
    ...(event.appointment === undefined ? [] : [{ topic: 'rescheduled' } as const]),
    ...(isHeld ? [{ topic: 'deadline-moved' } as const] : []),
  ];
}

function decided(event: CaseEvent & { type: 'case-decided' }, state: CaseState): readonly Due[] {
  if (state.kind === 'complaint') return event.ending === 'rejected' ? [{ topic: 'refused' }] : [];
  if (event.ending === 'refused') return [{ topic: 'refused' }];
  if (event.ending === 'stopped') return [{ topic: 'stopped' }];
  if (event.ending !== 'granted') return [];
  return event.feeDue ? [{ topic: 'fee-due' }] : atCounter(state);
}

/** A result that goes by post or electronically has its own notifications. */
function atCounter({ delivery, status }: CaseState): readonly Due[] {
  return status === 'decided' && (delivery === null || delivery === 'counter') ? [{ topic: 'ready' }] : [];
}

/** What the applicant is to know about a shipment. */
function shipmentMoved(event: CaseEvent & { type: 'shipment-moved' }, state: CaseState): readonly Due[] {
  const shipment = state.shipments.find(({ id }) => id === event.shipment);
  if (shipment === undefined) return [];
  const isLost = deliveryFailureOf(event, state) !== null && event.short === undefined;
  const isResult = shipment.direction === 'result';
  if (isLost) return [{ topic: isResult ? 'returned' : 'documents-failed' }];
  if (event.status === 'attempted') return [{ topic: 'attempted' }];
  // Documents on their way to the counter: only the courier at the door concerns the applicant.
  const topic = isResult ? ON_THE_WAY[event.status] : undefined;
  return topic === undefined ? [] : [{ topic }];
}

const ON_THE_WAY: Partial<Record<ShipmentStatus, Topic>> = { 'handed-over': 'posted', held: 'attempted' };

function rateLater(at: Instant): Due {
  return { topic: 'rate', notBefore: (at + RATE_AFTER_MS) as Instant };
}

/** What an escalation level orders to be said: a reminder, or after the deadline the breach. */
function escalated({
  at,
  dueAt,
  actions,
  notBefore,
}: CaseEvent & { type: 'escalation-level-reached' }): readonly Due[] {
  const topic = dueAt <= at ? 'breach' : 'reminder';
  return actions.flatMap((each, action) =>
    each.do === 'remind' || each.do === 'notify'
      ? [{ topic, action, ...(notBefore === undefined ? {} : { notBefore }) } as const]
      : [],
  );
}
