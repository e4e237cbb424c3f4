import type { UserId } from '../../ids.ts';
import type { Instant } from '../../time/instant.ts';
import type { Definition, Order } from '../state/commands.ts';
import type { CaseEvent, CaseFact } from '../state/events.ts';
import { evolve } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';
import { judgementsOf } from './judging.ts';

/**
 * A decision in the making: the events so far, and the state as it stands after them, so that one rule can build
 * on what the one before it brought about.
 */
export class DecisionBuilder {
  readonly events: CaseEvent[] = [];
  readonly order: Order;
  readonly now: Instant;
  readonly definition: Definition;
  /** For whom the order is given; null: for the actor's own part. */
  behalf: UserId | null = null;
  #state: CaseState | null;

  constructor(state: CaseState | null, order: Order, now: Instant, definition: Definition) {
    this.#state = state;
    this.order = order;
    this.now = now;
    this.definition = definition;
  }

  /** @throws RangeError before the case is filed. */
  get state(): CaseState {
    if (this.#state === null) throw new RangeError('the case is not filed yet');
    return this.#state;
  }

  /** `by`: whose doing it is; what the engine finds on the way of an order is its own. */
  emit(fact: CaseFact, by: UserId = this.order.actor.user): void {
    const event: CaseEvent = {
      ...fact,
      seq: (this.#state?.version ?? 0) + 1,
      at: this.now,
      by,
      ...(this.behalf === null || by !== this.order.actor.user ? {} : { behalf: this.behalf }),
      order: { id: this.order.id, fingerprint: this.order.fingerprint },
    };
    const after = evolve(this.#state, event);
    const judged = judgementsOf(this.#state, after, this.now, this.definition.calendars);
    const whole = judged === null ? event : { ...event, judged };
    this.#state = judged === null ? after : evolve(this.#state, whole);
    this.events.push(whole);
  }
}
