/** Plays a case by its rules: what somebody could do now, and how to bring it to its end. */

import { availableActions } from '../../domain/cases/rules/actions.ts';
import { stepsToReturnTo } from '../../domain/cases/rules/availability.ts';
import { completionsOf } from '../../domain/cases/rules/completions.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import { nextWake } from '../../domain/cases/rules/wake.ts';
import type {
  Actor,
  Command,
  CommandName,
  CommandOf,
  Definition,
  Order,
} from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve, isCaseClock } from '../../domain/cases/state/evolve.ts';
import { isReaddressable, isRecallable } from '../../domain/cases/state/shipping-state.ts';
import type {
  CaseShipment,
  CaseState,
  DocumentRef,
  Task,
  TextContentRef,
} from '../../domain/cases/state/state.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import type { Proof } from '../../domain/procedures/language/types.ts';
import { isOver } from '../../domain/shipments/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { AGENCIES, content, OTHER_WARD, orderOf, PEOPLE, THE_ENGINE } from './sample-definitions.ts';

/** A case under way, with all that happened to it. */
export class Play {
  state: CaseState | null = null;
  readonly events: CaseEvent[] = [];
  now: Instant;
  definition: Definition;

  constructor(definition: Definition, now: Instant) {
    this.definition = definition;
    this.now = now;
  }

  /** Decides and applies. */
  give(order: Order) {
    const decision = decide(this.state, order, this.now, this.definition);
    if (decision.ok) {
      for (const event of decision.events) this.state = evolve(this.state, event);
      this.events.push(...decision.events);
    }
    return decision;
  }

  /** As `give`, where a refusal is a failure of the test. */
  do(actor: Actor, command: Command): CaseState {
    const decision = this.give(orderOf(actor, command));
    if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
    return this.case;
  }

  get case(): CaseState {
    if (this.state === null) throw new Error('nothing was filed');
    return this.state;
  }

  /** Moves time on, with the ticks that the engine would give on the way. */
  until(later: Instant): void {
    for (let i = 0; i < 1_000; i++) {
      const wake = this.state === null ? null : nextWake(this.state, this.definition);
      if (wake === null || wake > later) break;
      this.now = Math.max(wake, this.now) as Instant;
      this.do(THE_ENGINE, { type: 'tick' });
    }
    this.now = Math.max(later, this.now) as Instant;
  }

  available(actor: Actor) {
    return this.state === null ? [] : availableActions(this.state, this.definition, actor);
  }
}

/** A well-formed input for a command that is available. `n` chooses among the possibilities. */
export function inputFor(
  state: CaseState,
  definition: Definition,
  name: CommandName,
  taskId: TaskId | null,
  n: number,
): Command {
  const task = state.tasks.find(({ id }) => id === taskId);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[n % items.length];
    if (item === undefined) throw new Error(`nothing to pick from for ${name}`);
    return item;
  };
  const reason = content(`why-${name}`);
  const rules = definition.procedure.documents.map(({ id }) => id);
  const document = (rule: string) => ({ id: `doc-${rule}-${state.version}`, rule, digest: 'e'.repeat(64) });
  const of = (value: object) => ({ type: name, ...value }) as Command;
  switch (name) {
    case 'refuse':
    case 'suspend':
    case 'withdraw':
    case 'dispute':
    case 'reopen':
      return of({ reason });
    case 'classify':
      return of({ urgency: pick(['normal', 'urgent', 'danger']), owner: null });
    case 'merge':
      return of({ into: 'beef' as CaseId, reason });
    case 'request-supplement':
      return of({ taskId, missing: [pick([...rules, 'other'])], reason });
    case 'receive-supplement':
      return of({ documents: state.missing.map(document) });
    case 'claim':
    case 'release':
      return of({ taskId });
    case 'assign':
      return of({ taskId, assignee: pick([PEOPLE.specialist.user, PEOPLE.secondSpecialist.user]) });
    case 'complete':
      return completion(definition, task, pickOutcome(outcomesFor(definition, task), n), reason, document);
    case 'transfer':
      return of({ taskId, agency: task?.agency === OTHER_WARD ? AGENCIES.owner : OTHER_WARD, reason });
    case 'return':
      return of({ taskId, step: pick(stepsToReturnTo(state, task?.step ?? '')), reason });
    case 'extend':
      return of({ by: extension(state), taskId: null, reason });
    case 'appeal':
      return of({ reason, to: state.agencies.owner === OTHER_WARD ? AGENCIES.owner : OTHER_WARD });
    case 'note':
    case 'publish':
      return of({ content: content('said') });
    case 'attach':
      return of({ documents: [document(pick([...rules, 'other']))] });
    case 'pay':
      return of({ amount: state.fee?.amount ?? 0, receipt: 'BL-1', how: 'cash' });
    case 'refund':
      return of({ reason, receipt: 'PC-1' });
    case 'choose-delivery':
      return of({ way: pick(definition.procedure.result?.delivery ?? []) });
    case 'send':
    case 'fetch':
      return of({ address: content('address') });
    case 'readdress':
      return of({
        shipment: pick(state.shipments.filter(isReaddressable)).id,
        address: content('there'),
      });
    case 'recall':
      return of({ shipment: pick(state.shipments.filter(isRecallable)).id });
    case 'track':
      return of({
        shipment: pick(openFirst(state.shipments)).id,
        status: pick(['delivered', 'handed-over', 'attempted', 'returned', 'lost']),
        occurredAt: state.filedAt,
        attempts: 0,
      });
    case 'deliver':
      return of({ way: 'counter' });
    case 'rate':
      return of({ rating: pick(['satisfied', 'acceptable', 'not-satisfied']), content: null });
    default:
      return of({});
  }
}

function openFirst(shipments: readonly CaseShipment[]): readonly CaseShipment[] {
  const open = shipments.filter(({ status }) => !isOver(status));
  return open.length > 0 ? open : shipments;
}

/** With the proof that the outcome demands. */
export function completion(
  definition: Definition,
  task: Task | undefined,
  outcome: string,
  reason: TextContentRef | null,
  document: (rule: string) => DocumentRef,
): CommandOf<'complete'> {
  const { documents = [], position } = proofFor(definition, task, outcome);
  return {
    type: 'complete',
    taskId: task?.id ?? ('none' as TaskId),
    outcome,
    reason,
    documents: documents.map(document),
    ...(position ? { position: content('site') } : {}),
  };
}

function proofFor(definition: Definition, task: Task | undefined, outcome: string): Proof {
  const step = definition.procedure.steps.find(({ id }) => id === task?.step);
  const outcomes =
    step?.parallel == null
      ? step?.outcomes
      : step.parallel.branches.find(({ id }) => id === task?.branch)?.outcomes;
  return outcomes?.[outcome]?.requires ?? {};
}

const pickOutcome = (outcomes: readonly string[], n: number) =>
  outcomes[n % Math.max(outcomes.length, 1)] ?? 'none';

/** Outcomes of a task, in the order of the procedure. */
export function outcomesFor(definition: Definition, task: Task | undefined): readonly string[] {
  return task === undefined ? [] : Object.keys(completionsOf(definition.procedure, task));
}

function extension(state: CaseState) {
  const clock = state.clocks.find(isCaseClock);
  if (clock?.wholeDays?.of === 'calendar') return { amount: 1, unit: 'calendar-days' } as const;
  return { amount: 1, unit: clock?.calendar === 'always' ? 'hours' : 'working-days' } as const;
}
