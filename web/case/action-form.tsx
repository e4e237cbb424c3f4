import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { ApiProblem } from '../shell/client.ts';
import { useAgencyNames, useProcedure, useUserNames } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { type Action, type Case, useAct } from './data.ts';
import { ExtensionPreview } from './extension-preview.tsx';
import { Field } from './field.tsx';
import { fieldLabel, LABELS, valueLabel } from './labels.ts';
import { Meanwhile } from './meanwhile.tsx';
import {
  documentsWanted,
  fieldsFor,
  initialOf,
  inputOf,
  requiredOf,
  type Schema,
  textIn,
  withoutNames,
} from './schema.ts';
import { TEXTS } from './texts.ts';
import { versionsOf } from './versions.ts';

/** An action, and the version of the case at which somebody chose it. */
export interface Opened {
  readonly action: Action;
  readonly version: number;
}

interface Props {
  readonly shown: Case;
  readonly opened: Opened;
  /** The action as it may be done now; null: it may not. */
  readonly present: Action | null;
  /** They have looked at what happened since. */
  onSeen(): void;
  onDone(): void;
}

/**
 * The form of an action, made of what the API says that it asks for. What was typed stays until it was accepted, and the
 * form stays as it was opened until whoever fills it in has seen what changed.
 */
export function ActionForm({ shown, opened, present, onSeen, onDone }: Props) {
  const isSame = shown.version === opened.version;
  // The same in the language that was chosen last.
  const action = isSame && present !== null ? present : opened.action;
  const says = useTexts(TEXTS);
  const labels = useTexts(LABELS);
  const { says: all, language } = useLanguage();
  const schema = action.input as Schema;
  const [values, setValues, forget] = useSessionStorage<Record<string, unknown>>({
    key: `motcua.draft.${shown.id}.${action.name}.${action.taskId ?? ''}`,
    defaultValue: initialOf(schema),
    getInitialValueInEffect: false,
  });
  const act = useAct(shown.code, opened.version);
  const agencyName = useAgencyNames();
  const userName = useUserNames(true);
  const { data: procedure } = useProcedure(shown.procedure.code, shown.procedure.version);
  const rules = [
    ...(procedure?.documents ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
    { value: 'other', label: says.otherDocument },
  ];
  const titleOf = (value: string): string => {
    const own = valueLabel(labels, value);
    const document = rules.find((each) => each.value === value)?.label;
    const agency = agencyName(value);
    return own ?? document ?? (agency === value ? userName(value) : agency);
  };
  const documents = versionsOf(shown.documents).map(({ newest }) => newest);
  const labelOf = (name: string) =>
    fieldLabel(labels, action.name, name) ?? rules.find(({ value }) => value === name)?.label ?? name;
  const required = requiredOf(schema, values);
  const fields = fieldsFor(schema, values);
  const problem = act.error instanceof ApiProblem ? act.error : null;
  const isStale = problem?.code === 'stale-version';
  // One's own order changes the case, too.
  const isChanged = (!isSame || present === null || isStale) && !act.isPending && !act.isSuccess;
  const errorOf = (name: string) =>
    problem?.errors.find(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`))?.detail;
  const send = () =>
    act.mutate(
      { name: action.name, input: withoutNames(inputOf(fields, values)) },
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
        if (!isChanged) send();
      }}
    >
      <Stack gap="md">
        {act.error && !isStale && (
          <Alert color="red" variant="light" role="alert" title={problem?.title ?? all.shell.unreachable}>
            <Text size="sm">{problem?.message ?? all.shell.unreachableText}</Text>
          </Alert>
        )}
        {Object.entries(fields.properties ?? {}).map(([name, each]) => (
          <Field
            key={name}
            name={name}
            schema={each}
            value={values[name]}
            required={required.has(name)}
            error={errorOf(name)}
            labelOf={labelOf}
            titleOf={titleOf}
            rules={rules}
            wanted={
              name === 'documents' ? [...documentsWanted(schema, values.outcome), ...shown.missing] : []
            }
            present={documents}
            renews={shown.kind === 'dossier'}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
        {action.name === 'extend' && <ExtensionPreview shown={shown} values={values} />}
        {isChanged && (
          <Meanwhile
            shown={shown}
            since={opened.version}
            isGone={present === null}
            written={textIn(schema, values)}
            onSeen={() => {
              act.reset();
              onSeen();
            }}
          />
        )}
        <Group>
          {!isChanged && (
            <Button type="submit" loading={act.isPending}>
              {action.title}
            </Button>
          )}
          <Button variant="subtle" onClick={onDone}>
            {all.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
