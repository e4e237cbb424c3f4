/** A running case goes on under another version of its procedure: explicit, recorded, and never onto a dead end. */
import type { Procedure, Step } from '../../procedures/language/types.ts';
import type { Instant } from '../../time/instant.ts';
import type { CommandOf, Definition, Order } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import type { CaseState, Join, Offices } from '../state/state.ts';
import { behalfOf } from './availability.ts';
import { transfersOf } from './clock-transfers.ts';
import { type Decision, gate, repeated } from './decide.ts';
import { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import { isEnd } from './routing.ts';
import { passedLevels } from './sla.ts';

export type MovePlan = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };
type Mapping = Readonly<Record<string, string>>;
type Why = Extract<Refusal, { code: 'cannot-move' }>['why'];

/**
 * Whether the case can go on under `to`. `mapping` names, for steps that are called otherwise there, what they are
 * called; steps of the same id need no mention. Tasks and clocks are kept as they are.
 */
export function planMove(state: CaseState, from: Definition, to: Definition, mapping: Mapping): MovePlan {
  if (to.ref.hash === from.ref.hash) return cannot('same-version', null);
  if (to.procedure.code !== from.procedure.code || to.procedure.kind !== from.procedure.kind)
    return cannot('other-procedure', null);
  const work = state.tasks.filter(({ followUp }) => followUp !== true);
  for (const task of work) {
    const target = stepOf(to.procedure, mapping[task.step] ?? task.step);
    if (target === undefined)
      return cannot(mapping[task.step] === undefined ? 'unmapped-step' : 'no-such-target', task.step);
    const fits =
      task.branch === null
        ? target.parallel === null
        : (target.parallel?.branches.some(({ id }) => id === task.branch) ?? false);
    if (!fits) return cannot('no-such-target', task.step);
  }
  const starts = work.length > 0 ? work.map(({ step }) => mapping[step] ?? step) : firstOf(to.procedure);
  const stuck = withoutWayOn(state, to.procedure, starts);
  return stuck === null ? { ok: true } : cannot('no-way-on', stuck);
}

/** Decides a `move-procedure` or a `recategorise` order. `from` is what the case runs now, `to` what it will run. */
export function decideMove(
  state: CaseState,
  order: Order,
  now: Instant,
  from: Definition,
  to: Definition,
): Decision {
  const { command } = order;
  if (command.type !== 'move-procedure' && command.type !== 'recategorise')
    throw new RangeError(`not a move: ${command.type}`);
  const before = repeated(state, order);
  if (before === 'done') return { ok: true, events: [] };
  const refusal = before === 'new' ? gate(state, order, from) : before;
  if (refusal !== null) return { ok: false, refusal };
  if (to.ref.hash !== command.to.hash) return cannot('other-procedure', null);
  if (command.type === 'recategorise') return recategorised(state, { ...order, command }, now, from, to);
  const plan = planMove(state, from, to, command.mapping);
  if (!plan.ok) return plan;
  const decision = new DecisionBuilder(state, order, now, from);
  decision.emit({
    type: 'procedure-moved',
    from: from.ref,
    to: to.ref,
    mapping: command.mapping,
    reason: command.reason,
    joins: state.joins.map((join) => joinUnder(to.procedure, join, command.mapping)),
    escalationLevels: passedLevels(state.clocks, to, now),
  });
  return { ok: true, events: decision.events };
}

/** Before its work has begun a complaint may turn out to be of another category, with other agencies and terms. */
function recategorised(
  state: CaseState,
  order: Order<CommandOf<'recategorise'>>,
  now: Instant,
  from: Definition,
  to: Definition,
): Decision {
  const { command, actor } = order;
  if (to.procedure.code === from.procedure.code) return cannot('same-version', null);
  if (to.procedure.kind !== from.procedure.kind) return cannot('other-procedure', null);
  const counter = state.agencies.counter;
  const agencies = { ...command.agencies, ...(counter === undefined ? {} : { counter }) };
  const stuck = withoutWayOn({ ...state, agencies }, to.procedure, firstOf(to.procedure));
  if (stuck !== null) return cannot('no-way-on', stuck);
  const decision = new DecisionBuilder(state, order, now, from);
  decision.behalf = behalfOf(state, from, actor, command.type, null);
  decision.emit({
    type: 'case-recategorised',
    from: from.ref,
    to: to.ref,
    agencies,
    facts: command.facts,
    ...(command.offices === undefined ? {} : { offices: command.offices }),
    reason: command.reason,
    escalationLevels: passedLevels(state.clocks, to, now),
    ...atCounter(state, command.offices, to, now),
  });
  return { ok: true, events: decision.events };
}

/** Its answer stays the counter's matter, by the calendar of the new procedure. */
function atCounter(state: CaseState, offices: Offices | undefined, to: Definition, now: Instant) {
  const { counter } = state.agencies;
  if (counter === undefined || !isUnder(2, state)) return {};
  const moves = state.clocks.map((clock) => ({ clock, from: counter, to: counter }));
  const known = { ...state.offices, ...offices };
  const clocks = transfersOf(moves, known, to, to.procedure.sla.calendar, now);
  return Object.keys(clocks).length === 0 ? {} : { clocks };
}

/** The first step reachable from `starts` whose agency this case does not know or that leads nowhere; null: all is well. */
function withoutWayOn(state: CaseState, procedure: Procedure, starts: readonly string[]): string | null {
  const seen = new Set<string>();
  const ahead = [...starts];
  let ends = false;
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (isEnd(procedure, id)) {
      ends = true;
      continue;
    }
    if (seen.has(id)) continue;
    seen.add(id);
    const step = stepOf(procedure, id);
    if (step === undefined || !agenciesOf(step).every((key) => state.agencies[key] !== undefined)) return id;
    ahead.push(...targetsOf(procedure, step));
  }
  return ends ? null : (starts[0] ?? null);
}

function targetsOf(procedure: Procedure, step: Step): readonly string[] {
  const skipped = step.when === null ? [] : [step.otherwise ?? following(procedure, step.id)];
  const ways =
    step.parallel === null ? Object.values(step.outcomes).map(({ to }) => to) : step.then.map(({ to }) => to);
  return [...ways, ...skipped].filter((target): target is string => target !== null);
}

function agenciesOf(step: Step): readonly string[] {
  return step.parallel === null ? [step.agency] : step.parallel.branches.map(({ agency }) => agency);
}

/** Answers given so far are kept; branches new to this version are not asked of a case that is past their opening. */
function joinUnder(procedure: Procedure, join: Join, mapping: Mapping): Join {
  const id = mapping[join.step] ?? join.step;
  const target = stepOf(procedure, id);
  const need = Math.min(target?.parallel?.need ?? join.need, Object.keys(join.results).length);
  return { ...join, step: id, need };
}

function stepOf(procedure: Procedure, id: string): Step | undefined {
  return procedure.steps.find((step) => step.id === id);
}

function following(procedure: Procedure, id: string): string | null {
  return procedure.steps[procedure.steps.findIndex((step) => step.id === id) + 1]?.id ?? null;
}

function firstOf(procedure: Procedure): readonly string[] {
  return procedure.steps.slice(0, 1).map(({ id }) => id);
}

function cannot(why: Why, step: string | null): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code: 'cannot-move', why, step } };
}
