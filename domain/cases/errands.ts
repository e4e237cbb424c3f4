/** What has to be done outside a case because of what happened in it. */

import { messagesOf } from '../messages/messages-of.ts';
import { papersOf } from '../papers/papers.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseEvent } from './events.ts';
import { deliveriesOf } from './shipping.ts';
import type { CaseState } from './state.ts';

export interface Errand {
  readonly kind: 'paper' | 'message' | 'delivery' | 'refund';
  /** Which form, message, shipment or refund; never personal data. */
  readonly subject: string;
  /** Absent: at once. */
  readonly notBefore?: Instant;
}

/** One area's share: what an event calls for; `state` is the case as it stands after the transition. */
export type ErrandsOf = (event: CaseEvent, state: CaseState) => readonly Errand[];

/** Each area's function stands here. */
const AREAS: readonly ErrandsOf[] = [papersOf, deliveriesOf, messagesOf];

export function errandsOf(event: CaseEvent, state: CaseState): readonly Errand[] {
  return AREAS.flatMap((area) => area(event, state));
}

/** The same event calls for the same errands in the same order, so the place names one for ever. */
export function errandId({ kind }: Errand, caseId: string, seq: number, place: number): string {
  return `${kind}-${caseId}-${seq}-${place}`;
}
