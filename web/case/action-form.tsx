import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { ApiProblem } from '../shell/client.ts';
import { useAgencyNames, useProcedure, useUserNames } from '../shell/directory.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { type Action, type Case, useAct } from './data.ts';
import type { NamedFile } from './document-field.tsx';
import { Field } from './field.tsx';
import { initialOf, inputOf, papersWanted, requiredOf, type Schema } from './schema.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly shown: Case;
  readonly action: Action;
  onDone(): void;
}

/** The form of an action, made of what the API says that it asks for. What was typed stays until it was accepted. */
export function ActionForm({ shown, action, onDone }: Props) {
  const says = useWords(TEXTS);
  const { says: all, language } = useLanguage();
  const schema = action.input as Schema;
  const [values, setValues, forget] = useSessionStorage<Record<string, unknown>>({
    key: `motcua.draft.${shown.id}.${action.name}.${action.taskId ?? ''}`,
    defaultValue: initialOf(schema),
    getInitialValueInEffect: false,
  });
  const act = useAct(shown.code, shown.version);
  const agencyName = useAgencyNames();
  const userName = useUserNames(true);
  const { data: procedure } = useProcedure(shown.procedure.code);
  const rules = [
    ...(procedure?.documents ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
    { value: 'other', label: says.otherPaper },
  ];
  const titleOf = (value: string): string => {
    const own = says.values[value as keyof typeof says.values];
    const paper = rules.find((each) => each.value === value)?.label;
    const agency = agencyName(value);
    return own ?? paper ?? (agency === value ? userName(value) : agency);
  };
  const required = requiredOf(schema, values);
  const problem = act.error instanceof ApiProblem ? act.error : null;
  const errorOf = (name: string) =>
    problem?.errors.find(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`))?.message;
  const send = () =>
    act.mutate(
      { name: action.name, input: withoutNames(inputOf(values)) },
      {
        onSuccess: ({ statusText }) => {
          forget();
          notifications.show({ color: 'jade', message: `${action.title}: ${statusText}` });
          onDone();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        {act.error && (
          <Alert color="red" variant="light" role="alert" title={problem?.title ?? all.shell.unreachable}>
            <Text size="sm">{problem?.message ?? all.shell.unreachableWords}</Text>
            {problem?.code === 'stale-version' && <Text size="sm">{says.changedMeanwhile}</Text>}
          </Alert>
        )}
        {Object.entries(schema.properties ?? {}).map(([name, each]) => (
          <Field
            key={name}
            name={name}
            schema={each}
            value={values[name]}
            required={required.has(name)}
            error={errorOf(name)}
            titleOf={titleOf}
            rules={rules}
            wanted={name === 'documents' ? [...papersWanted(schema, values.outcome), ...shown.missing] : []}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <Group>
          <Button type="submit" loading={act.isPending}>
            {action.title}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {all.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The name of a file is for whoever looks at the form. */
function withoutNames(input: Record<string, unknown>): Record<string, unknown> {
  const { documents, ...rest } = input;
  if (!Array.isArray(documents)) return input;
  return { ...rest, documents: (documents as NamedFile[]).map(({ rule, upload }) => ({ rule, upload })) };
}
