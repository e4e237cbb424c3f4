import { ApplicationFailure } from '@temporalio/workflow';
import { type CaseInput, REFUSED, type Receipt } from '../../contracts/temporal/cases.ts';
import { type Vacancy, vacancies } from '../../domain/cases/rules/balancing.ts';
import { type Decision, decide } from '../../domain/cases/rules/decide.ts';
import { type Hook, hooksOf } from '../../domain/cases/rules/hooks.ts';
import { decideMove } from '../../domain/cases/rules/move.ts';
import { caseDueAt } from '../../domain/cases/rules/sla.ts';
import { nextWake } from '../../domain/cases/rules/wake.ts';
import { type Definition, engineOrder, type Order } from '../../domain/cases/state/commands.ts';
import { runsBy, stretchesOf } from '../../domain/cases/state/definition.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { GENESIS_HASH, type Transition } from '../../domain/cases/state/transition.ts';
import { upgrade } from '../../domain/cases/state/upgrade.ts';
import { project } from '../../domain/cases/views/projection.ts';
import type { CaseCode, UserId } from '../../domain/ids.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import { askDefinition, askRecord, record } from './recording.ts';

/** Transitions of this run, as far as the rules and the record need them to be told again. */
interface Recorded {
  readonly events: readonly CaseEvent[];
  readonly definition: Definition;
}

/** What is seen to outside the case: a webhook called, or an officer found for a task. */
export type FollowUp = { readonly hook: Hook } | { readonly vacancy: Vacancy };

/** A case that begins again from its record takes over old events too: what they called for was called, or is past use. */
const HOOKS_HOLD_FOR = 3 * 24 * 60 * 60_000;

/**
 * The case as its workflow holds it. The state is always what the record holds too: an order is decided, recorded, and
 * only then applied; and orders are carried out one at a time.
 */
export class CaseFile {
  definition: Definition;
  state: CaseState | null;
  headHash: string;
  /** Hash with which this run began. */
  readonly begins: string;
  /** When the next `tick` is due; kept, because the workflow asks at every turn. */
  wake: Instant | null = null;
  readonly #input: CaseInput;
  readonly #begun: CaseState | null;
  /** What the case has to see to outside itself, since it was last asked. */
  #followUps: FollowUp[] = [];
  readonly #recorded: Recorded[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(input: CaseInput) {
    this.#input = input;
    this.definition = input.definition;
    this.state = input.carried === null ? null : upgrade(input.carried.state);
    this.#begun = this.state;
    this.headHash = input.carried?.headHash ?? GENESIS_HASH;
    this.begins = this.headHash;
    this.#reckon();
  }

  get isClosed(): boolean {
    return this.state?.status === 'closed';
  }

  get hasFollowUps(): boolean {
    return this.#followUps.length > 0;
  }

  /** Hands over what there is to see to; each is handed over once. */
  takeFollowUps(): readonly FollowUp[] {
    const followUps = this.#followUps;
    this.#followUps = [];
    return followUps;
  }

  /** Gives a task that nobody holds to the officer whose turn it is. Somebody may have been quicker. */
  async give({ taskId, how }: Vacancy, assignee: UserId): Promise<void> {
    const isVacant = this.state?.tasks.some(({ id, assignee: holder }) => id === taskId && holder === null);
    if (isVacant !== true) return;
    const command = { type: 'balance', taskId, assignee, how } as const;
    await this.carryOut(
      engineOrder(`balance-${taskId}-${this.state?.version ?? 0}`, this.#input.province, command),
      null,
    );
  }

  /** Orders carried out in this run. */
  get orders(): number {
    return this.#recorded.length;
  }

  /** Synchronous, for the update's validator. @throws ApplicationFailure with the refusal. */
  check(order: Order, to: Definition | null): void {
    const decision = this.#decide(order, to);
    if (!decision.ok) throw refusedWith(decision);
  }

  /** Carries an order out when its turn comes. @throws ApplicationFailure when it is refused, or the record refuses it. */
  carryOut(order: Order, to: Definition | null): Promise<Receipt> {
    return this.#inTurn(() => this.#carryOutNow(order, to));
  }

  /** The engine's own order: what is due is done. */
  tick(): Promise<Receipt> {
    return this.carryOut(
      engineOrder(`tick-${this.state?.version ?? 0}`, this.#input.province, { type: 'tick' }),
      null,
    );
  }

  /** What the workflow hands to itself when it continues as new. */
  carried(): CaseInput {
    if (this.state === null) throw new RangeError('nothing was filed');
    return {
      ...this.#input,
      definition: this.definition,
      carried: { state: this.state, headHash: this.headHash },
    };
  }

  /** Every transition of this run, made again from its events: what the record should hold. */
  transitions(): readonly Omit<Transition, 'previousHash'>[] {
    let state = this.#begun;
    return this.#recorded.map(({ events, definition }) => {
      const before = state;
      state = events.reduce<CaseState | null>(evolve, before);
      return transitionOf(before, events, definition, this.#input);
    });
  }

  /**
   * Takes over what the record holds beyond what the case knows: what an earlier attempt recorded and Temporal never
   * heard of, and what the record decided by itself (a changed calendar).
   */
  catchUp(): Promise<void> {
    return this.#inTurn(async () => {
      const { caseId } = this.#input;
      const recorded = await askRecord(caseId, this.state?.version ?? 0, this.headHash);
      if (recorded?.recordedEvents != null)
        await this.#adopt(recorded.recordedEvents, recorded.headHash, this.definition);
    });
  }

  /** One at a time, in the order in which they came. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #carryOutNow(order: Order, to: Definition | null): Promise<Receipt> {
    for (;;) {
      const decision = this.#decide(order, to);
      if (!decision.ok) throw refusedWith(decision);
      if (decision.events.length === 0 || (await this.#record(decision.events, to ?? this.definition)))
        return this.#receipt();
      // The record was ahead, and the case has caught up: the order is decided again, by what is true now.
    }
  }

  /** Whether these events were recorded, and not others that stood there already. */
  async #record(events: readonly CaseEvent[], definition: Definition): Promise<boolean> {
    const previousHash = this.headHash;
    const recorded = await record({
      ...transitionOf(this.state, events, definition, this.#input),
      previousHash,
    });
    if (recorded.recordedEvents !== null) {
      await this.#adopt(recorded.recordedEvents, recorded.headHash, definition);
      return false;
    }
    const { code } = recorded;
    this.#apply(code === null ? events : numbered(events, code), recorded.headHash, definition);
    return true;
  }

  /**
   * Takes events over from the record, each stretch under the definition that it was decided by. `offered` is the one
   * that the order at hand brings: an earlier attempt at a move may have got through.
   */
  async #adopt(events: readonly CaseEvent[], headHash: string, offered: Definition): Promise<void> {
    const parts: Recorded[] = [];
    let after = this.state;
    for (const stretch of stretchesOf(events)) {
      after = stretch.reduce<CaseState | null>(evolve, after);
      if (after === null) return;
      const recordedEvents = after;
      const known = [this.definition, offered, parts.at(-1)?.definition].find(
        (each) => each !== undefined && runsBy(recordedEvents, each),
      );
      parts.push({ events: stretch, definition: known ?? (await askDefinition(recordedEvents)) });
    }
    for (const part of parts) this.#apply(part.events, headHash, part.definition);
  }

  #apply(events: readonly CaseEvent[], headHash: string, definition: Definition): void {
    const earliest = Date.now() - HOOKS_HOLD_FOR;
    for (const event of events) {
      if (this.state !== null && event.at >= earliest)
        this.#followUps.push(...hooksOf(this.state, event).map((hook) => ({ hook })));
      this.state = evolve(this.state, event);
    }
    this.headHash = headHash;
    this.definition = definition;
    this.#recorded.push({ events, definition });
    if (this.state !== null)
      this.#followUps.push(...vacancies(this.state, events, definition).map((vacancy) => ({ vacancy })));
    this.#reckon();
  }

  #decide(order: Order, to: Definition | null): Decision {
    const now = Date.now() as Instant;
    try {
      return to === null || this.state === null
        ? decide(this.state, order, now, this.definition)
        : decideMove(this.state, order, now, this.definition, to);
    } catch (error) {
      // A defect of the rules must not stop the workflow: the order fails, the case goes on.
      throw ApplicationFailure.nonRetryable(error instanceof Error ? error.message : String(error), 'Defect');
    }
  }

  #receipt(): Receipt {
    const { state } = this;
    if (state === null || state.code === null) throw new RangeError('a filed case has a code');
    const due = caseDueAt(state, this.definition, Date.now() as Instant);
    return {
      caseId: state.id,
      code: state.code,
      version: state.version,
      status: state.status,
      dueAt: due === null ? null : isoOf(due),
    };
  }

  #reckon(): void {
    this.wake = this.state === null ? null : nextWake(this.state, this.definition);
  }
}

function transitionOf(
  before: CaseState | null,
  events: readonly CaseEvent[],
  definition: Definition,
  input: CaseInput,
): Omit<Transition, 'previousHash'> {
  const state = events.reduce<CaseState | null>(evolve, before);
  if (state === null) throw new RangeError('a transition has events');
  return {
    caseId: input.caseId,
    from: before?.version ?? 0,
    events,
    state,
    ...project(before, events, definition),
  };
}

/** The record gives the code; from then on it stands in the first event. */
function numbered(events: readonly CaseEvent[], code: CaseCode): readonly CaseEvent[] {
  return events.map((event) => (event.type === 'case-filed' ? { ...event, code } : event));
}

function refusedWith(decision: Extract<Decision, { ok: false }>): ApplicationFailure {
  return ApplicationFailure.nonRetryable(decision.refusal.code, REFUSED, decision.refusal);
}
