/** What has to be done outside a case because of what happened in it. */

import { documentsDueOn } from '../../documents/due-forms.ts';
import { notificationsOf } from '../../messages/notifications.ts';
import type { Instant } from '../../time/instant.ts';
import type { CaseEvent } from '../state/events.ts';
import type { CaseState } from '../state/state.ts';
import { paymentsOf } from './documents.ts';
import { deliveriesOf } from './shipping.ts';

export interface OutboxJob {
  readonly kind: 'document' | 'message' | 'delivery' | 'payment';
  /** Which form, message, shipment or transfer; never personal data. */
  readonly subject: string;
  /** Absent: at once. */
  readonly notBefore?: Instant;
}

/** One area's share: what an event calls for; `state` is the case as it stands after the transition. */
export type OutboxJobsOf = (event: CaseEvent, state: CaseState) => readonly OutboxJob[];

/** Each area's function stands here. */
const AREAS: readonly OutboxJobsOf[] = [documentsDueOn, deliveriesOf, paymentsOf, notificationsOf];

export function outboxJobsOf(event: CaseEvent, state: CaseState): readonly OutboxJob[] {
  return AREAS.flatMap((area) => area(event, state));
}

export interface NamedOutboxJob extends OutboxJob {
  /** The same for ever: of its kind, the first, second, ... that this event calls for. */
  readonly id: string;
  readonly seq: number;
}

export function namedOutboxJobs(event: CaseEvent, state: CaseState): readonly NamedOutboxJob[] {
  const counts = new Map<OutboxJob['kind'], number>();
  return outboxJobsOf(event, state).map((job) => {
    const place = counts.get(job.kind) ?? 0;
    counts.set(job.kind, place + 1);
    return { ...job, id: `${job.kind}-${state.id}-${event.seq}-${place}`, seq: event.seq };
  });
}
