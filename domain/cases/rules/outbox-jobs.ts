/** What has to be done outside a case because of what happened in it. */

import { documentsDueOn } from '../../documents/due-forms.ts';
import { notificationsOf } from '../../messages/notifications.ts';
import type { CaseEvent } from '../state/events.ts';
import type { CaseState } from '../state/state.ts';
import { paymentsOf } from './documents.ts';
import type { OutboxJob, OutboxJobsOf } from './outbox-job.ts';
import { deliveriesOf } from './shipping.ts';

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
