/** Which message goes out because of what happened: one for each outbox job, its people are found when it is sent. */
import type { OutboxJob } from '../cases/rules/outbox-jobs.ts';
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';
import type { ShipmentStatus } from '../shipments/types.ts';
import type { Instant } from '../time/instant.ts';
import { mishapOf } from './mishaps.ts';
import type { Topic } from './types.ts';

/** Asked for a rating too early, nobody knows yet what to say. */
const RATE_AFTER_MS = 24 * 3_600_000;

/** What an outbox job's subject says: the topic, and of an escalation level's words which of its actions. */
export interface Subject {
  readonly topic: Topic;
  readonly action?: number;
}

export function messagesOf(event: CaseEvent, state: CaseState): readonly OutboxJob[] {
  return topicsOf(event, state).map(({ topic, action, notBefore }) => ({
    kind: 'message',
    subject: action === undefined ? topic : `${topic}:${action}`,
    ...(notBefore === undefined ? {} : { notBefore }),
  }));
}

interface Called extends Subject {
  readonly notBefore?: Instant;
}

function topicsOf(event: CaseEvent, state: CaseState): readonly Called[] {
  const one = (topic: Topic): readonly Called[] => [{ topic }];
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
      return event.letter === undefined ? [] : one('apology');
    case 'case-decided':
      return decided(event, state);
    case 'fee-paid':
      return [{ topic: 'paid' }, ...(state.status === 'decided' ? atCounter(state) : [])];
    case 'fee-refunded':
      return one('refunded');
    case 'shipment-moved':
      return [...moved(event, state), ...(mishapOf(event, state) === null ? [] : one('post-trouble'))];
    case 'shipment-late':
      return one('post-trouble');
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
      return said(event);
    default:
      return [];
  }
}

function decided(event: CaseEvent & { type: 'case-decided' }, state: CaseState): readonly Called[] {
  if (state.kind === 'complaint') return event.ending === 'rejected' ? [{ topic: 'refused' }] : [];
  if (event.ending === 'refused') return [{ topic: 'refused' }];
  if (event.ending === 'stopped') return [{ topic: 'stopped' }];
  if (event.ending !== 'granted') return [];
  return event.feeDue ? [{ topic: 'fee-due' }] : atCounter(state);
}

/** What goes out by post or electronically is told of when it does. */
function atCounter({ delivery, status }: CaseState): readonly Called[] {
  return status === 'decided' && (delivery === null || delivery === 'counter') ? [{ topic: 'ready' }] : [];
}

/** What the one who filed it hears of the post. */
function moved(event: CaseEvent & { type: 'shipment-moved' }, state: CaseState): readonly Called[] {
  const shipment = state.shipments?.find(({ id }) => id === event.shipment);
  if (shipment === undefined) return [];
  const isLost = mishapOf(event, state) !== null && event.short === undefined;
  const isResult = shipment.direction === 'result';
  if (isLost) return [{ topic: isResult ? 'returned' : 'documents-failed' }];
  if (event.status === 'attempted') return [{ topic: 'attempted' }];
  // Documents on their way to the counter: what concerns the citizen is the postman at their door.
  const topic = isResult ? ON_THE_WAY[event.status] : undefined;
  return topic === undefined ? [] : [{ topic }];
}

const ON_THE_WAY: Partial<Record<ShipmentStatus, Topic>> = { 'handed-over': 'posted', held: 'attempted' };

function rateLater(at: Instant): Called {
  return { topic: 'rate', notBefore: (at + RATE_AFTER_MS) as Instant };
}

/** An escalation level says to people what its ladder says; after the deadline it is of a breach. */
function said({
  at,
  dueAt,
  actions,
  notBefore,
}: CaseEvent & { type: 'escalation-level-reached' }): readonly Called[] {
  const topic = dueAt <= at ? 'breach' : 'reminder';
  return actions.flatMap((each, action) =>
    each.do === 'remind' || each.do === 'notify'
      ? [{ topic, action, ...(notBefore === undefined ? {} : { notBefore }) } as const]
      : [],
  );
}
