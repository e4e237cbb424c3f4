/** What has to be done outside a case because of what happened in it. */

import { messagesOf } from '../messages/messages-of.ts';
import { papersOf } from '../papers/papers.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseEvent } from './events.ts';
import { paymentsOf } from './papers.ts';
import { deliveriesOf } from './shipping.ts';
import type { CaseState } from './state.ts';

export interface Errand {
  readonly kind: 'paper' | 'message' | 'delivery' | 'payment';
  /** Which form, message, shipment or transfer; never personal data. */
  readonly subject: string;
  /** Absent: at once. */
  readonly notBefore?: Instant;
}

/** One area's share: what an event calls for; `state` is the case as it stands after the transition. */
export type ErrandsOf = (event: CaseEvent, state: CaseState) => readonly Errand[];

/** Each area's function stands here. */
const AREAS: readonly ErrandsOf[] = [papersOf, deliveriesOf, paymentsOf, messagesOf];

export function errandsOf(event: CaseEvent, state: CaseState): readonly Errand[] {
  return AREAS.flatMap((area) => area(event, state));
}

export interface NamedErrand extends Errand {
  /** The same for ever: of its kind, the first, second, ... that this event calls for. */
  readonly id: string;
  readonly seq: number;
}

export function namedErrands(event: CaseEvent, state: CaseState): readonly NamedErrand[] {
  const counts = new Map<Errand['kind'], number>();
  return errandsOf(event, state).map((errand) => {
    const place = counts.get(errand.kind) ?? 0;
    counts.set(errand.kind, place + 1);
    return { ...errand, id: `${errand.kind}-${state.id}-${event.seq}-${place}`, seq: event.seq };
  });
}
