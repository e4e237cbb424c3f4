/** Something to be done outside a case, as each area calls for it. */
import type { Instant } from '../../time/instant.ts';
import type { OutboxJobKind } from '../../vocabulary/outbox.ts';
import type { CaseEvent } from '../state/events.ts';
import type { CaseState } from '../state/state.ts';

export interface OutboxJob {
  readonly kind: OutboxJobKind;
  /** Which form, message, shipment or transfer; never personal data. */
  readonly subject: string;
  /** Absent: at once. */
  readonly notBefore?: Instant;
}

/** One area's share: what an event calls for; `state` is the case as it stands after the transition. */
export type OutboxJobsOf = (event: CaseEvent, state: CaseState) => readonly OutboxJob[];
