import { Alert, Button, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Procedure } from '../../domain/procedures/types.ts';
import { Section } from '../case/section.tsx';
import type { FormSchema } from '../form/rule.ts';
import { SchemaFields } from '../form/schema-fields.tsx';
import { ApiProblem } from '../shell/client.ts';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { Earlier } from './earlier.tsx';
import { FeeShown } from './fee-shown.tsx';
import { channelOf, type Draft, useDraft, useFile, useOwners } from './filing.ts';
import { PaperList } from './paper-list.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  readonly code: string;
  onOther(): void;
  onFiled(code: string): void;
}

export function FilingForm({ code, ...rest }: Props) {
  return <Shown query={useProcedure(code)}>{(procedure) => <Form procedure={procedure} {...rest} />}</Shown>;
}

const PERSON = ['name', 'phone', 'email', 'address', 'idNumber'] as const;

function Form({ procedure, onOther, onFiled }: { procedure: Procedure } & Omit<Props, 'code'>) {
  const says = useWords(TEXTS);
  const { language, says: all } = useLanguage();
  const { data: me } = useMe();
  const [draft, setDraft, forget] = useDraft(procedure.code);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const owners = useOwners(procedure, me);
  const owner = draft.owner ?? owners[0]?.id ?? null;
  const filing = useFile(procedure);
  const problem = filing.error instanceof ApiProblem ? filing.error : null;
  const errorAt = (path: string) => problem?.errors.find(({ pointer }) => pointer === path)?.message;
  const ways = procedure.result?.delivery ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (owner === null) return;
        filing.mutate(
          { draft, owner, channel: channelOf(me) },
          {
            onSuccess: (filed) => {
              forget();
              onFiled(filed.code);
            },
          },
        );
      }}
    >
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {procedure.name[language]}
          </Title>
          <Button variant="subtle" size="compact-sm" onClick={onOther}>
            {says.another}
          </Button>
        </Group>
        {filing.error && (
          <Alert color="red" variant="light" role="alert" title={problem?.title ?? all.shell.unreachable}>
            <Text size="sm">{problem?.message ?? all.shell.unreachableWords}</Text>
            {problem?.errors
              .filter(({ pointer }) => !/^\/(applicant|form)\//.test(pointer))
              .map(({ pointer, message }) => (
                <Text key={pointer} size="sm">
                  {message}
                </Text>
              ))}
          </Alert>
        )}
        <Section title={says.applicant}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {PERSON.map((part) => (
              <TextInput
                key={part}
                label={says[part]}
                required={part === 'name'}
                type={part === 'phone' ? 'tel' : part === 'email' ? 'email' : 'text'}
                autoComplete="off"
                value={draft.applicant[part] ?? ''}
                error={errorAt(`/applicant/${part}`)}
                onChange={({ currentTarget }) =>
                  change({ applicant: { ...draft.applicant, [part]: currentTarget.value } })
                }
              />
            ))}
          </SimpleGrid>
          <Earlier applicant={draft.applicant} onUse={(applicant) => change({ applicant })} />
        </Section>
        <Section title={says.details}>
          <SchemaFields
            schema={procedure.form as FormSchema}
            values={draft.form}
            errorOf={(name) => errorAt(`/form/${name}`)}
            onChange={(name, value) => change({ form: { ...draft.form, [name]: value } })}
          />
        </Section>
        <Section title={says.papers}>
          <PaperList
            rules={procedure.documents}
            papers={draft.papers}
            onChange={(papers) => change({ papers })}
          />
        </Section>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={says.owner}
            required
            searchable
            allowDeselect={false}
            data={owners.map(({ id, name }) => ({ value: id, label: name[language] }))}
            value={owner}
            onChange={(chosen) => change({ owner: chosen })}
            error={errorAt('/owner')}
          />
          {ways.length > 0 && (
            <Select
              label={says.delivery}
              clearable
              data={ways.map((way) => ({ value: way, label: says.ways[way] }))}
              value={draft.delivery}
              onChange={(delivery) => change({ delivery })}
            />
          )}
        </SimpleGrid>
        <FeeShown procedure={procedure} form={draft.form} />
        <Group>
          <Button type="submit" size="md" loading={filing.isPending}>
            {says.file}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
