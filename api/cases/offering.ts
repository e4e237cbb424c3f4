/** The actions that are open to a caller now, each with the JSON Schema of its input, narrowed to this case and task. */
import { TEXTS } from '../../contracts/texts/index.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import { type AvailableAction, availableActions } from '../../domain/cases/rules/actions.ts';
import type { Task } from '../../domain/cases/state/state.ts';
import { type ActionName, isActionName } from '../../domain/vocabulary/actions.ts';
import type { Action, Choosing, Offer } from './action.ts';
import { ACTION_MODULES } from './actions/index.ts';
import { InputSchema, type JsonSchema, jsonSchemaOf } from './input-schema.ts';

export interface OfferedAction extends AvailableAction {
  readonly title: string;
  readonly input: JsonSchema;
}

/** Exactly what the caller may do now; moving to another version is done for many cases at once, elsewhere. */
export async function offeredActions(
  offer: Omit<Choosing, 'task' | 'agencies'>,
): Promise<readonly OfferedAction[]> {
  const { context, actor, state, definition, language } = offer;
  let directory: ReturnType<typeof agenciesOf> | null = null;
  const agencies = () => {
    directory ??= agenciesOf(context.db, state.province);
    return directory;
  };
  const offered: OfferedAction[] = [];
  for (const { name, taskId } of availableActions(state, definition, actor)) {
    if (!isActionName(name)) continue;
    const task = state.tasks.find(({ id }) => id === taskId) ?? null;
    const choosing = { ...offer, task, agencies };
    const choices = await ACTION_MODULES[name].choices?.(choosing);
    const title = TEXTS[language].actions[name];
    offered.push({ name, taskId, title, input: offeredInput(name, choosing, choices) });
  }
  return offered;
}

/** The schema as this case makes it. `choices`: what the action looked up. */
export function offeredInput(name: ActionName, offer: Offer, choices: unknown): JsonSchema {
  const action: Action = ACTION_MODULES[name];
  const schema = new InputSchema(generalInput(action));
  nameTask(schema, offer.task);
  action.narrow?.(schema, offer, choices);
  return schema.json;
}

function nameTask(schema: InputSchema, task: Task | null): void {
  if (task === null) {
    schema.remove('taskId');
    return;
  }
  schema.narrow('taskId', { const: task.id });
  schema.demand({ required: [...new Set([...(schema.json.required ?? []), 'taskId'])] });
}

const general = new Map<ActionName, JsonSchema>();

function generalInput({ name, input }: Action): JsonSchema {
  const known = general.get(name) ?? jsonSchemaOf(input);
  general.set(name, known);
  return known;
}
