/** What plausible people do next with a case, and how long they take. */

import { stepsToReturnTo } from '../../domain/cases/rules/availability.ts';
import { completionsOf } from '../../domain/cases/rules/completions.ts';
import type { Actor, Command, CommandName, Definition } from '../../domain/cases/state/commands.ts';
import { isCaseClock } from '../../domain/cases/state/evolve.ts';
import type { CaseState, DocumentRef, Task, TextContentRef } from '../../domain/cases/state/state.ts';
import type { AgencyId, TaskId, UserId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { ALWAYS } from '../../domain/time/terms.ts';
import type { Chance } from './chance.ts';
import { NOTES, PUBLISHED, position, RATINGS, REASONS, RESULTS } from './sample-texts.ts';

/** Where words and documents are kept that an action speaks of. */
export interface Desk {
  say(kind: 'reason' | 'note' | 'answer' | 'rating' | 'site', content: unknown, by: UserId): TextContentRef;
  document(rule: string, by: UserId): DocumentRef;
}

export interface Move {
  readonly name: CommandName;
  readonly taskId: TaskId | null;
  readonly by: Actor;
  /** Minutes on that calendar. */
  readonly wait: number;
  readonly calendar: string;
  command(desk: Desk): Command;
}

/** Whom a case can turn to. */
export interface People {
  /** Somebody who may do that now; null where nobody may. */
  who(name: CommandName, taskId: TaskId | null): Actor | null;
  /** The other agencies of the same function, that have people of that role. */
  neighbours(task: Task): readonly AgencyId[];
}

/** How often what happens; shares of the occasions. */
const OFTEN = {
  notAccepted: 0.03,
  urgent: 0.15,
  supplementAtIntake: 0.04,
  supplement: 0.12,
  answered: 0.85,
  transfer: 0.04,
  return: 0.05,
  aside: 0.08,
  extend: 0.05,
  suspend: 0.01,
  withdraw: 0.01,
  note: 0.1,
  late: 0.1,
  rated: 0.5,
  disputed: 0.06,
  closedByHand: 0.9,
};
/** After so many visits of a step, patience is at its end and the work goes on. */
const PATIENCE = 3;

/** `wait`: nobody acts, and what comes next is a moment (a term that runs out, a case that closes by itself). */
export function nextMove(
  state: CaseState,
  definition: Definition,
  chance: Chance,
  people: People,
): Move | 'wait' {
  const make = new Moves(state, definition, chance, people);
  switch (state.status) {
    case 'filed':
      return make.atIntake();
    case 'in-process':
      return make.atWork();
    case 'supplement':
      return chance.happens(OFTEN.answered) ? make.answer() : 'wait';
    case 'suspended':
      return make.move('resume', null, [480, 1_440], () => ({ type: 'resume' })) ?? 'wait';
    case 'payment':
      return make.pay() ?? 'wait';
    case 'decided':
      return make.handOver();
    case 'delivered':
      return make.afterwards();
    case 'closed':
      return 'wait';
  }
}

class Moves {
  readonly #state: CaseState;
  readonly #definition: Definition;
  readonly #chance: Chance;
  readonly #people: People;

  constructor(state: CaseState, definition: Definition, chance: Chance, people: People) {
    this.#state = state;
    this.#definition = definition;
    this.#chance = chance;
    this.#people = people;
  }

  /** null where nobody may do it now. */
  move(
    name: CommandName,
    taskId: TaskId | null,
    wait: readonly [from: number, to: number],
    command: (desk: Desk, by: Actor) => Command,
  ): Move | null {
    const by = this.#people.who(name, taskId);
    if (by === null) return null;
    return {
      name,
      taskId,
      by,
      wait: this.#chance.between(...wait),
      calendar: this.#definition.procedure.sla.calendar,
      command: (desk) => command(desk, by),
    };
  }

  atIntake(): Move | 'wait' {
    const chance = this.#chance;
    const { procedure } = this.#definition;
    if (procedure.fee?.due === 'at-intake' && this.#state.fee?.paid === false) {
      const paid = this.pay();
      if (paid !== null) return paid;
    }
    if (chance.happens(OFTEN.notAccepted)) {
      const refused = this.#reasoned('refuse', null, [10, 240], (reason) => ({ type: 'refuse', reason }));
      if (refused !== null) return refused;
    }
    if (procedure.kind === 'dossier' && chance.happens(OFTEN.supplementAtIntake)) {
      const requested = this.#requestSupplement(null);
      if (requested !== null) return requested;
    }
    const urgency = chance.happens(OFTEN.urgent) ? 'urgent' : 'normal';
    return (
      (procedure.kind === 'dossier'
        ? this.move('accept', null, [3, 90], () => ({ type: 'accept' }))
        : this.move('classify', null, [5, 120], () => ({ type: 'classify', urgency, owner: null }))) ?? 'wait'
    );
  }

  atWork(): Move | 'wait' {
    const chance = this.#chance;
    const task = chance.pick(this.#state.tasks);
    const sideways = this.#sideways(task);
    if (sideways !== null) return sideways;
    if (task.assignee === null) {
      const claimed = this.move('claim', task.id, [5, 90], () => ({ type: 'claim', taskId: task.id }));
      if (claimed !== null && chance.happens(0.9)) return claimed;
    }
    return this.#complete(task) ?? 'wait';
  }

  answer(): Move | 'wait' {
    const { missing } = this.#state;
    return (
      this.move('receive-supplement', null, [120, 2_400], (desk, by) => ({
        type: 'receive-supplement',
        documents: missing.map((rule) => desk.document(rule, by.user)),
      })) ?? 'wait'
    );
  }

  pay(): Move | null {
    const amount = this.#state.fee?.amount ?? 0;
    const receipt = `BL-${this.#state.id.slice(0, 10)}`;
    return this.move('pay', null, [5, 300], () => ({ type: 'pay', amount, receipt, how: 'cash' }));
  }

  handOver(): Move | 'wait' {
    const { result, kind } = this.#definition.procedure;
    if (kind === 'complaint')
      return (
        this.move('publish', null, [10, 240], (desk, by) => ({
          type: 'publish',
          content: desk.say('answer', this.#result(), by.user),
        })) ?? 'wait'
      );
    const way = this.#state.delivery ?? result?.delivery[0] ?? 'counter';
    const delivered = this.move('deliver', null, [30, 960], () => ({ type: 'deliver', way }));
    return delivered ?? this.pay() ?? 'wait';
  }

  /** What everybody may read of it. */
  #result() {
    const { name } = this.#definition.procedure;
    const description = this.#chance.pick(PUBLISHED);
    return { title: name.vi, description, answer: this.#chance.pick(RESULTS) };
  }

  afterwards(): Move | 'wait' {
    const chance = this.#chance;
    if (this.#state.rating === null && chance.happens(OFTEN.rated)) {
      const rating = chance.happens(0.8)
        ? 'satisfied'
        : chance.pick(['acceptable', 'not-satisfied'] as const);
      const rated = this.move('rate', null, [60, 960], (desk, by) => ({
        type: 'rate',
        rating,
        content: chance.happens(0.4) ? desk.say('rating', chance.pick(RATINGS[rating]), by.user) : null,
      }));
      if (rated !== null) return rated;
    }
    if (this.#state.counts.reopenings === 0 && chance.happens(OFTEN.disputed)) {
      const disputed = this.#reasoned('dispute', null, [60, 480], (reason) => ({ type: 'dispute', reason }));
      if (disputed !== null) return disputed;
    }
    if (!chance.happens(OFTEN.closedByHand)) return 'wait';
    return this.move('close', null, [120, 1_440], () => ({ type: 'close' })) ?? 'wait';
  }

  /** Everything that may befall a task instead of its being done. */
  #sideways(task: Task): Move | null {
    const chance = this.#chance;
    const { supplements, extensions, transfers } = this.#state.counts;
    if (chance.happens(OFTEN.withdraw))
      return this.#reasoned('withdraw', null, [60, 480], (reason) => ({ type: 'withdraw', reason }));
    if (chance.happens(OFTEN.suspend))
      return this.#reasoned('suspend', null, [30, 240], (reason) => ({ type: 'suspend', reason }));
    if (supplements === 0 && chance.happens(OFTEN.supplement)) return this.#requestSupplement(task.id);
    if (transfers === 0 && chance.happens(OFTEN.transfer)) return this.#transfer(task);
    if (extensions === 0 && chance.happens(OFTEN.extend)) return this.#extend(task);
    if ((this.#state.visits[task.step] ?? 0) < PATIENCE && chance.happens(OFTEN.return)) {
      const steps = stepsToReturnTo(this.#state, task.step);
      const step = steps.length === 0 ? null : chance.pick(steps);
      if (step !== null)
        return this.#reasoned('return', task.id, [30, 300], (reason) => ({
          type: 'return',
          taskId: task.id,
          step,
          reason,
        }));
    }
    if (chance.happens(OFTEN.note))
      return this.move('note', null, [20, 240], (desk, by) => ({
        type: 'note',
        content: desk.say('note', chance.pick(NOTES), by.user),
      }));
    return null;
  }

  #complete(task: Task): Move | null {
    const chance = this.#chance;
    const outcomes = Object.entries(completionsOf(this.#definition.procedure, task));
    const [first, ...others] = outcomes;
    if (first === undefined) return null;
    const patient = (this.#state.visits[task.step] ?? 0) < PATIENCE;
    const [outcome, { reason, requires }] =
      patient && others.length > 0 && chance.happens(OFTEN.aside) ? chance.pick(others) : first;
    const clock = this.#state.clocks.find(({ id }) => id === task.clock);
    const budget = clock?.budget ?? 480;
    const share = chance.happens(OFTEN.late) ? 1 + chance.next() * 0.9 : 0.05 + chance.next() * 0.7;
    const elapsed = clock?.calendar === ALWAYS;
    const done = this.move('complete', task.id, [1, 1], (desk, by) => ({
      type: 'complete',
      taskId: task.id,
      outcome,
      reason: reason ? desk.say('reason', chance.pick(reasonsFor(outcome)), by.user) : null,
      documents: (requires?.documents ?? []).map((rule) => desk.document(rule, by.user)),
      ...(requires?.position ? { position: desk.say('site', position(chance), by.user) } : {}),
    }));
    if (done === null) return null;
    return {
      ...done,
      wait: Math.max(1, Math.round(budget * share)),
      calendar: elapsed ? ALWAYS : done.calendar,
    };
  }

  #requestSupplement(taskId: TaskId | null): Move | null {
    const rules = this.#definition.procedure.documents.map(({ id }) => id);
    const missing = [rules.length === 0 ? 'other' : this.#chance.pick(rules)];
    return this.#reasoned('request-supplement', taskId, [30, 300], (reason) => ({
      type: 'request-supplement',
      taskId,
      missing,
      reason,
    }));
  }

  /** "Not ours": to a neighbour of the same function. */
  #transfer(task: Task): Move | null {
    const neighbours = this.#people.neighbours(task);
    if (neighbours.length === 0) return null;
    const agency = this.#chance.pick(neighbours);
    return this.#reasoned('transfer', task.id, [20, 200], (reason) => ({
      type: 'transfer',
      taskId: task.id,
      agency,
      reason,
    }));
  }

  #extend(task: Task): Move | null {
    const clock = this.#state.clocks.find(isCaseClock);
    if (clock === undefined) return null;
    const by = usualExtension(clock);
    return this.#reasoned('extend', null, [30, 300], (reason) => ({
      type: 'extend',
      by,
      taskId: task.id,
      reason,
    }));
  }

  #reasoned(
    name: CommandName & keyof typeof REASONS,
    taskId: TaskId | null,
    wait: readonly [number, number],
    command: (reason: TextContentRef) => Command,
  ): Move | null {
    return this.move(name, taskId, wait, (desk, by) =>
      command(desk.say('reason', this.#chance.pick(REASONS[name]), by.user)),
    );
  }
}

function reasonsFor(outcome: string): readonly string[] {
  if (/^(refuse|reject|stop)$/.test(outcome)) return REASONS.refuse;
  return outcome === 'disagree' || outcome === 'fail' ? REASONS.disagree : REASONS.return;
}

/** In the unit by which the clock counts: another is refused. */
function usualExtension({ calendar, wholeDays }: Clock) {
  if (wholeDays?.of === 'calendar') return { amount: 2, unit: 'calendar-days' } as const;
  return calendar === ALWAYS
    ? ({ amount: 24, unit: 'hours' } as const)
    : ({ amount: 2, unit: 'working-days' } as const);
}
