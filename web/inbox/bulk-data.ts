/** One action on many tasks: what fits all of them, and doing it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { ListedTask } from './task.ts';
import { TEXTS } from './texts.ts';

/** What may be done is asked of each case by itself. */
export const MOST_AT_ONCE = 50;

type Action = components['schemas']['Case']['actions'][number];

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type BulkName = 'claim' | 'assign' | 'complete';

/** What can be chosen for each of the tasks; undefined while it is being asked. */
export function useCommonOptions(name: 'assign' | 'complete', tasks: readonly ListedTask[]) {
  const cases = useQueries({
    queries: tasks.map(({ case: { code } }) => ({
      queryKey: ['case', code],
      queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}', { params: { path: { idOrCode: code } } })),
    })),
  });
  const error = cases.find((each) => each.error !== null)?.error ?? null;
  if (error !== null) return { error, options: undefined };
  const each = cases.map(({ data }, place) => {
    if (data === undefined) return undefined;
    const action = data.actions.find(
      (offered) => offered.name === name && offered.taskId === tasks[place]?.id,
    );
    return action === undefined ? [] : name === 'assign' ? assignees(action) : plainOutcomes(action);
  });
  if (each.some((options) => options === undefined)) return { error, options: undefined };
  const [first = [], ...others] = each as readonly (readonly Option[])[];
  const options = first.filter(({ value }) =>
    others.every((them) => them.some((other) => other.value === value)),
  );
  return { error, options };
}

interface Input {
  readonly properties: {
    readonly assignee?: { readonly enum?: readonly string[] };
    readonly outcome?: { readonly oneOf?: readonly { readonly const: string; readonly title: string }[] };
  };
  readonly if?: { readonly properties: { readonly outcome: { readonly enum: readonly string[] } } };
  readonly allOf?: readonly {
    readonly if: { readonly properties: { readonly outcome: { readonly const: string } } };
  }[];
}

function assignees({ input }: Action): readonly Option[] {
  const { enum: users = [] } = (input as unknown as Input).properties.assignee ?? {};
  return users.map((user) => ({ value: user, label: user }));
}

/** Outcomes that ask for nothing beside. */
function plainOutcomes({ input }: Action): readonly Option[] {
  const { properties, if: reasoned, allOf = [] } = input as unknown as Input;
  const demanding = [
    ...(reasoned?.properties.outcome.enum ?? []),
    ...allOf.map((demand) => demand.if.properties.outcome.const),
  ];
  return (properties.outcome?.oneOf ?? []).flatMap(({ const: value, title }) =>
    demanding.includes(value) ? [] : [{ value, label: title }],
  );
}

/** Each is an order of its own: what is refused of one leaves the others. */
export function useBulk(onDone: () => void) {
  const says = useWords(TEXTS);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (asked: {
      readonly action: BulkName;
      readonly tasks: readonly ListedTask[];
      readonly input?: Record<string, unknown>;
    }) => {
      const items = asked.tasks.map(({ id, case: { id: caseId } }) => ({
        case: caseId,
        key: crypto.randomUUID(),
        input: { taskId: id, ...asked.input },
      }));
      const answer = await dataOf(api.POST('/v1/actions', { body: { action: asked.action, items } }));
      return answer.items;
    },
    onSuccess: (items) => {
      const refused = items.filter(({ ok }) => !ok);
      const why = refused[0]?.problem?.detail ?? refused[0]?.problem?.title ?? '';
      notifications.show({
        color: refused.length > 0 ? 'orange' : 'jade',
        message: fill(refused.length > 0 ? says.doneSome : says.doneAll, {
          done: items.length - refused.length,
          refused: refused.length,
          why,
        }),
      });
      onDone();
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
      void queries.invalidateQueries({ queryKey: ['case'] });
    },
  });
}
