/** What can be chosen for each of many tasks alike: read of the rules and of nobody's documents, so that nothing is opened for it. */

import { colleagues } from '../../db/agencies/queries.ts';
import { findCases } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { calendarsAt, definitionOf } from '../../db/procedures/queries.ts';
import { availableActions } from '../../domain/cases/rules/actions.ts';
import { completionsOf } from '../../domain/cases/rules/completions.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { Task } from '../../domain/cases/state/state.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { CommonAction } from '../../domain/vocabulary/lists.ts';
import type { Context } from '../http/context.ts';

export interface Option {
  readonly value: string;
  /** null: the value is a user. */
  readonly title: string | null;
}

export interface OptionsRequest {
  readonly action: CommonAction;
  readonly items: readonly { readonly case: string; readonly taskId: string }[];
}

/** Empty where nothing fits all of them, or one of them is not the caller's to move. */
export async function commonOptions(
  context: Context,
  actor: Actor,
  { action, items }: OptionsRequest,
  language: Language,
): Promise<readonly Option[]> {
  const ids = [...new Set(items.map((item) => item.case))];
  const found = await asActor(context.db, actor, (session) => findCases(session, ids));
  const calendars = once((versions: string) => calendarsAt(context.db, actor.province, JSON.parse(versions)));
  const people = once(async (place: string) => {
    const [agency, role] = JSON.parse(place) as [Task['agency'], Task['role']];
    const users = await colleagues(context.db, agency, role);
    return users.map((value) => ({ value, title: null }));
  });
  let common: readonly Option[] | null = null;
  for (const { case: id, taskId } of items) {
    const state = found.find((each) => each.id === id)?.state;
    const task = state?.tasks.find((each) => each.id === taskId);
    if (state === undefined || task === undefined) return [];
    const published = await context.definitions.procedure(state.province, state.procedure.hash);
    const definition = definitionOf(published, await calendars(JSON.stringify(state.calendars)));
    const isTheirs = availableActions(state, definition, actor).some(
      (offered) => offered.name === action && offered.taskId === taskId,
    );
    if (!isTheirs) return [];
    const options =
      action === 'assign'
        ? await people(JSON.stringify([task.agency, task.role]))
        : plainOutcomes(published.procedure, task, language);
    common = (common ?? options).filter(({ value }) => options.some((other) => other.value === value));
    if (common.length === 0) return [];
  }
  return common ?? [];
}

/** Outcomes that ask for nothing beside: a reason or documents are of one case each. */
function plainOutcomes(procedure: Procedure, task: Task, language: Language): readonly Option[] {
  return Object.entries(completionsOf(procedure, task)).flatMap(([value, { name, reason, requires }]) =>
    reason || requires ? [] : [{ value, title: name[language] }],
  );
}

function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const lookups = new Map<string, Promise<T>>();
  return (key) => {
    const answer = lookups.get(key) ?? ask(key);
    lookups.set(key, answer);
    return answer;
  };
}
