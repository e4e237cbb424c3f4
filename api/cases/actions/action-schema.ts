/** The JSON Schema of an action's input, narrowed to what this case, task and procedure allow. */
import { actionSchema, type JsonSchema } from '../../../contracts/http/action-schemas.ts';
import { ACTION_INPUTS, type ActionName } from '../../../contracts/http/actions.ts';
import type { Language } from '../../../contracts/texts/index.ts';
import { TEXTS } from '../../../contracts/texts/index.ts';
import { type AvailableAction, availableActions } from '../../../domain/cases/rules/actions.ts';
import { stepsToReturnTo } from '../../../domain/cases/rules/availability.ts';
import { completionsOf } from '../../../domain/cases/rules/completions.ts';
import type { Actor, Definition } from '../../../domain/cases/state/commands.ts';
import { isReaddressable, isRecallable, mayHandOver } from '../../../domain/cases/state/shipping-state.ts';
import type { CaseShipment, CaseState, Task } from '../../../domain/cases/state/state.ts';
import type { RoutingRule } from '../../../domain/complaints/routing.ts';
import { DELIVERY_WAYS, type DeliveryWay, type Proof } from '../../../domain/procedures/language/types.ts';

/** A value, and what people call it. */
export interface Titled {
  readonly const: string;
  readonly title: string;
}

/** People and places that a caller can choose among; only what some action needs is looked up. */
export interface Choices {
  /** Agencies of the province. */
  readonly agencies: readonly string[];
  /** Those that may decide cases of this procedure. */
  readonly owners: readonly string[];
  /** Other categories, by the code of their procedure. */
  readonly categories: readonly Titled[];
  /** Of the case, by their ids. */
  readonly pictures: readonly Titled[];
  /** Who is responsible by the province's rules; null where nobody is to classify. */
  readonly suggestion: { readonly owner: string; readonly rule: RoutingRule | null } | null;
  /** By task: who holds its role in its agency. */
  readonly colleagues: Readonly<Record<string, readonly string[]>>;
  /** Whom a note may name. */
  readonly mentionable: readonly string[];
}

export interface OfferedAction extends AvailableAction {
  readonly title: string;
  readonly input: JsonSchema;
}

/** Exactly what the caller may do now; moving to another version is done for many cases at once, elsewhere. */
export function offeredActions(
  state: CaseState,
  definition: Definition,
  actor: Actor,
  language: Language,
  choices: Choices,
): OfferedAction[] {
  return availableActions(state, definition, actor)
    .filter(({ name }) => name in ACTION_INPUTS)
    .map((action) => ({
      ...action,
      title: TEXTS[language].actions[action.name as ActionName],
      input: inputOf(action, state, definition, language, choices),
    }));
}

const general = new Map<ActionName, JsonSchema>();

function generalInput(name: ActionName): JsonSchema {
  let schema = general.get(name);
  if (schema === undefined) {
    schema = actionSchema(name);
    general.set(name, schema);
  }
  return structuredClone(schema);
}

function inputOf(
  action: AvailableAction,
  state: CaseState,
  definition: Definition,
  language: Language,
  choices: Choices,
): JsonSchema {
  const schema = generalInput(action.name as ActionName);
  const { properties } = schema;
  const task = state.tasks.find(({ id }) => id === action.taskId);
  const narrow = (property: string, change: Record<string, unknown>) => {
    properties[property] = { ...(properties[property] as object), ...change };
  };
  if (task !== undefined) {
    narrow('taskId', { const: task.id });
    schema.required = [...new Set([...(schema.required ?? []), 'taskId'])];
  } else delete properties.taskId;
  const rules = [...definition.procedure.documents.map(({ id }) => id), 'other'];
  switch (action.name) {
    case 'complete': {
      const outcomes = task === undefined ? [] : outcomesOf(definition, task, language);
      properties.outcome = { oneOf: outcomes.map(({ name, title }) => ({ const: name, title })) };
      const reasoned = outcomes.filter(({ reason }) => reason).map(({ name }) => name);
      const proven = outcomes.flatMap(({ name, requires }) =>
        requires ? [proofSchema(name, requires)] : [],
      );
      if (proven.length > 0) schema.allOf = proven;
      if (reasoned.length > 0)
        Object.assign(schema, {
          if: { properties: { outcome: { enum: reasoned } }, required: ['outcome'] },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { required: ['reason'] },
        });
      break;
    }
    case 'transfer':
      narrow('agency', { enum: choices.agencies.filter((agency) => agency !== task?.agency) });
      break;
    case 'classify':
      narrow('owner', { enum: choices.owners, ...suggested(choices, language) });
      break;
    case 'refuse':
      // Of a dossier nothing is spam.
      if (state.kind === 'dossier') delete properties.spam;
      break;
    case 'recategorise':
      narrow('procedure', { oneOf: choices.categories });
      break;
    case 'publish': {
      const { pictures } = choices;
      narrow('photos', { items: pictures.length === 0 ? false : { oneOf: pictures } });
      break;
    }
    case 'assign':
      narrow('assignee', { enum: choices.colleagues[task?.id ?? ''] ?? [] });
      break;
    case 'note':
      if (choices.mentionable.length === 0) delete properties.mentions;
      else narrow('mentions', { items: { enum: choices.mentionable } });
      break;
    case 'return':
      narrow('step', { oneOf: stepsFor(state, definition, task?.step ?? '', language) });
      break;
    case 'request-supplement':
      narrow('missing', { items: { enum: rules } });
      properties.advice = {
        type: 'object',
        properties: Object.fromEntries(rules.map((rule) => [rule, { type: 'string', maxLength: 500 }])),
        additionalProperties: false,
      };
      break;
    case 'receive-supplement':
      narrow('documents', { description: state.missing.join(', ') });
      break;
    case 'deliver':
      if (state.ending === 'granted' && definition.procedure.result !== null)
        narrow(
          'way',
          wayOf(
            state,
            DELIVERY_WAYS.filter((way) => mayHandOver(state, definition.procedure, way)),
          ),
        );
      break;
    case 'choose-delivery':
      narrow('way', wayOf(state, definition.procedure.result?.delivery ?? []));
      break;
    case 'readdress':
      narrow('shipment', { oneOf: shipmentsThat(state, isReaddressable, language) });
      break;
    case 'recall':
      narrow('shipment', { oneOf: shipmentsThat(state, isRecallable, language) });
      break;
    case 'pay':
      narrow('amount', { const: state.fee?.amount ?? 0 });
      break;
    default:
  }
  return schema;
}

/** What was chosen before stands there. */
function wayOf({ delivery }: CaseState, ways: readonly DeliveryWay[]) {
  return { enum: ways, ...(delivery !== null && ways.includes(delivery) ? { default: delivery } : {}) };
}

function shipmentsThat(
  state: CaseState,
  fits: (shipment: CaseShipment) => boolean,
  language: Language,
): readonly Titled[] {
  const { directions, statuses } = TEXTS[language].shipments;
  return (state.shipments ?? []).filter(fits).map(({ id, tracking, direction, status }) => ({
    const: id,
    title: [tracking, directions[direction], statuses[status]]
      .filter((each) => each !== undefined)
      .join(', '),
  }));
}

function stepsFor(
  state: CaseState,
  { procedure }: Definition,
  step: string,
  language: Language,
): readonly Titled[] {
  return stepsToReturnTo(state, step).map((id) => ({
    const: id,
    title: procedure.steps.find((each) => each.id === id)?.name[language] ?? id,
  }));
}

/** With that outcome: a document of each rule, and the position. */
function proofSchema(outcome: string, { documents = [], position }: Proof): Record<string, unknown> {
  const uploadedDocuments = documents.map((rule) => ({
    contains: { properties: { rule: { const: rule } }, required: ['rule'] },
  }));
  return {
    if: { properties: { outcome: { const: outcome } }, required: ['outcome'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      required: [...(uploadedDocuments.length > 0 ? ['documents'] : []), ...(position ? ['position'] : [])],
      ...(uploadedDocuments.length > 0 ? { properties: { documents: { allOf: uploadedDocuments } } } : {}),
    },
  };
}

/** The agency that the province's rules name, and which rule that is. */
function suggested({ suggestion }: Choices, language: Language): Record<string, unknown> {
  if (suggestion === null) return {};
  const { owner, rule } = suggestion;
  return { default: owner, ...(rule === null ? {} : { description: `${rule.id}: ${rule.name[language]}` }) };
}

function outcomesOf({ procedure }: Definition, task: Task, language: Language) {
  return Object.entries(completionsOf(procedure, task)).map(([name, outcome]) => ({
    name,
    title: outcome.name[language],
    reason: outcome.reason,
    requires: outcome.requires,
  }));
}
