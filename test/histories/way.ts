/** A way through a procedure on which as much happens as it allows: what the recorded cases go through. */

import type { Role } from '../../domain/vocabulary/roles.ts';
import { resolveAgencies } from '../../domain/agencies/directory.ts';
import { type AvailableAction, availableActions } from '../../domain/cases/rules/actions.ts';
import type { Actor, Command, CommandName, Definition, Filing } from '../../domain/cases/state/commands.ts';
import { completionsOf } from '../../domain/cases/rules/completions.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, UserId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { Chance } from '../../ops/demo/chance.ts';
import { sampleForm } from '../../ops/demo/sample-forms.ts';
import { completion, inputFor, Play } from '../support/play.ts';
import { actorWith, filingOf, orderOf } from '../support/sample-definitions.ts';
import type { Published } from './stored.ts';

/** What leads aside, each at its first opportunity and never again. */
const ONCE: readonly CommandName[] = [
  'claim',
  'note',
  'attach',
  'suspend',
  'extend',
  'request-supplement',
  'transfer',
  'return',
  'rate',
  'dispute',
  'appeal',
];
const ONWARD: readonly CommandName[] = [
  'receive-supplement',
  'resume',
  'pay',
  'accept',
  'classify',
  'complete',
  'deliver',
  'publish',
  'close',
];
const OFFICERS: readonly Role[] = ['receptionist', 'specialist', 'field-team', 'agency-head'];
const MOST_ORDERS = 80;
const FORMS_TRIED = 12;

/** What happens next, and what happened only once so far is remembered in `done`. */
export interface Step {
  readonly actor: Actor;
  readonly command: Command;
}

/** @throws Error when nobody can bring the case on. */
export function nextStep(state: CaseState, definition: Definition, done: Set<CommandName>): Step {
  const offers = officersOf(state).flatMap((actor) =>
    availableActions(state, definition, actor).map((action) => ({ actor, ...action })),
  );
  const find = (names: readonly CommandName[]) => {
    for (const name of names) {
      const offer = offers.find((each) => each.name === name);
      if (offer !== undefined) return offer;
    }
    return undefined;
  };
  // Before a task is open, what is done once would be done too early to touch a clock.
  const aside = ONCE.filter((name) => !done.has(name) && state.status !== 'filed');
  const offer = find(aside) ?? find(ONWARD);
  if (offer === undefined)
    throw new Error(`${state.procedure.code}, ${state.status}: nobody can bring it on`);
  done.add(offer.name);
  return { actor: offer.actor, command: inputOf(state, definition, offer) };
}

/** Somebody of every role in every agency that has to do with the case. */
function officersOf(state: CaseState): readonly Actor[] {
  const agencies = new Set([...Object.values(state.agencies), ...state.tasks.map(({ agency }) => agency)]);
  return [...agencies]
    .flatMap((agency) => OFFICERS.map((role) => actorWith(`${role}.${agency}`, role, agency, state.province)))
    .concat(actorWith('province-office', 'province-office', null, state.province));
}

function inputOf(state: CaseState, definition: Definition, { name, taskId }: AvailableAction): Command {
  const command = inputFor(state, definition, name, taskId, 0);
  const { procedure } = definition;
  if (command.type === 'deliver') return { ...command, way: procedure.result?.delivery[0] ?? 'counter' };
  // Where danger has a term of its own, its steps have other terms too.
  if (command.type === 'classify')
    return { ...command, urgency: procedure.sla.danger === undefined ? 'normal' : 'danger' };
  if (command.type !== 'complete') return command;
  const task = state.tasks.find(({ id }) => id === taskId);
  const rules = task === undefined ? {} : completionsOf(procedure, task);
  const all = Object.keys(rules);
  // What needs a reason refuses or leads back.
  const onward = all.filter((outcome) => rules[outcome]?.reason === false);
  const visit = (task?.visit ?? 1) - 1;
  const outcome = onward[visit % Math.max(onward.length, 1)] ?? all[0] ?? 'none';
  const document = (rule: string) => ({ id: `doc-${rule}-${state.version}`, rule, digest: 'e'.repeat(64) });
  return completion(definition, task, outcome, command.reason, document);
}

/** Of several sets of answers, the filing whose case gets to see the most. */
export function richestFiling(of: Published, caseId: CaseId): Step {
  const rated = Array.from({ length: FORMS_TRIED }, (_, n) => {
    const filing = filingWith(of, caseId, new Chance(`${of.name} ${n}`));
    return { filing, seen: rehearse(of.definition, filing) };
  });
  return rated.reduce((best, each) => (each.seen > best.seen ? each : best)).filing;
}

/** Plays the case by the rules alone. Answers how many different things happened. */
function rehearse(definition: Definition, filing: Step): number {
  const play = new Play(definition, instant('2026-03-02T08:00:00+07:00') as Instant);
  play.do(filing.actor, filing.command);
  const done = new Set<CommandName>();
  for (let orders = 0; play.case.status !== 'closed'; orders++) {
    if (orders > MOST_ORDERS) throw new Error(`${definition.ref.code} does not end`);
    const { actor, command } = nextStep(play.case, definition, done);
    const decision = play.give(orderOf(actor, command));
    if (!decision.ok)
      throw new Error(`${definition.ref.code}: ${command.type}: ${JSON.stringify(decision.refusal)}`);
  }
  return new Set(play.events.map((event) => `${event.type} ${'step' in event ? event.step : ''}`)).size;
}

function filingWith({ definition, province }: Published, caseId: CaseId, chance: Chance): Step {
  const { procedure } = definition;
  const counter = province.agencies.find(({ fulfils }) => fulfils.includes('counter'));
  const found = province.agencies
    .filter(({ fulfils }) => fulfils.includes(procedure.owner))
    .map(({ id }) => resolveAgencies(province.agencies, procedure, id, counter?.id ?? id))
    .find(({ ok }) => ok);
  if (counter === undefined || !found?.ok) throw new Error(`${procedure.code} has no owner`);
  const answers = sampleForm(procedure, chance);
  const facts = Object.fromEntries(
    procedure.facts.flatMap(({ name }) => (answers[name] === undefined ? [] : [[name, answers[name]]])),
  ) as Filing['facts'];
  const channel = (['counter', 'phone', 'post', 'online'] as const).find((each) =>
    procedure.channels.includes(each),
  );
  const citizen = 'citizen' as UserId;
  const base = filingOf(definition, {
    caseId,
    province: counter.province,
    channel: channel ?? 'sensor',
    agencies: found.agencies,
    agencyCode: counter.code,
    applicant: channel === 'online' ? citizen : null,
    facts,
    delivery: procedure.result?.delivery[0] ?? null,
    calendars: versionsOf(definition),
  });
  const documents = base.filing.documents.filter(
    ({ rule }) => procedure.documents.find(({ id }) => id === rule)?.required,
  );
  const actor =
    channel === 'online'
      ? actorWith(citizen, 'citizen', null, counter.province)
      : actorWith(`receptionist.${counter.id}`, 'receptionist', counter.id as AgencyId, counter.province);
  return { actor, command: { ...base, filing: { ...base.filing, documents } } };
}
