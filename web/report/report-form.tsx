import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { Section } from '../case/section.tsx';
import { AlreadyFiled } from '../counter/already-filed.tsx';
import { DocumentList } from '../counter/document-list.tsx';
import type { Filed } from '../counter/filing.ts';
import type { FormSchema } from '../form/rule.ts';
import { SchemaFields } from '../form/schema-fields.tsx';
import { ApiProblem } from '../shell/client.ts';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { PlaceField } from './place-field.tsx';
import { type ComplaintDraft, channelOf, useDraft, useReport, withoutWard } from './reporting.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly code: string;
  onOther(): void;
  onFiled(filed: Filed): void;
}

export function ReportForm({ code, ...rest }: Props) {
  return <Shown query={useProcedure(code)}>{(procedure) => <Form procedure={procedure} {...rest} />}</Shown>;
}

const PERSON = ['name', 'phone', 'email'] as const;
/** What the officers add later. */
const NOT_NOW = ['before', 'after'];

function Form({ procedure, onOther, onFiled }: { procedure: Procedure } & Omit<Props, 'code'>) {
  const says = useTexts(TEXTS);
  const { language, says: all } = useLanguage();
  const { data: me } = useMe();
  const [draft, setDraft, forget] = useDraft(procedure.code);
  const change = (part: Partial<ComplaintDraft>) => setDraft((before) => ({ ...before, ...part }));
  const sending = useReport(procedure);
  const problem = sending.error instanceof ApiProblem ? sending.error : null;
  const errorAt = (path: string) => problem?.errors.find(({ pointer }) => pointer === path)?.detail;
  const photos = procedure.documents.filter(({ id }) => !NOT_NOW.includes(id));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate(
          { draft, channel: channelOf(me) },
          {
            onSuccess: (filed) => {
              forget();
              onFiled(filed);
            },
            onError: (error) => {
              // Nothing came of it: under another key it may.
              if (error instanceof ApiProblem && error.code === 'key-reused' && error.filed === null)
                change({ key: crypto.randomUUID() });
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
            {says.other}
          </Button>
        </Group>
        {problem?.code === 'key-reused' && (
          <AlreadyFiled
            code={problem.filed}
            onNew={() => {
              sending.reset();
              forget();
            }}
          />
        )}
        {sending.error && problem?.code !== 'key-reused' && (
          <Alert color="red" variant="light" role="alert" title={problem?.title ?? all.shell.unreachable}>
            <Text size="sm">{problem?.message ?? all.shell.unreachableText}</Text>
          </Alert>
        )}
        <Section title={says.what}>
          <SchemaFields
            schema={withoutWard(procedure.form as FormSchema)}
            values={draft.form}
            errorOf={(name) => errorAt(`/form/${name}`)}
            onChange={(name, value) => change({ form: { ...draft.form, [name]: value } })}
          />
        </Section>
        <PlaceField draft={draft} change={change} error={errorAt('/area') ?? errorAt('/location')} />
        {photos.length > 0 && (
          <Section title={says.photos}>
            <DocumentList
              rules={photos}
              documents={draft.documents}
              onChange={(documents) => change({ documents })}
            />
          </Section>
        )}
        <Section title={says.who}>
          <Checkbox
            label={says.anonymous}
            checked={draft.isAnonymous}
            onChange={({ currentTarget }) => change({ isAnonymous: currentTarget.checked })}
          />
          {!draft.isAnonymous && (
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              {PERSON.map((part) => (
                <TextInput
                  key={part}
                  label={says[part]}
                  type={part === 'phone' ? 'tel' : part === 'email' ? 'email' : 'text'}
                  autoComplete="off"
                  value={draft.reporter[part] ?? ''}
                  error={errorAt(`/reporter/${part}`)}
                  onChange={({ currentTarget }) =>
                    change({ reporter: { ...draft.reporter, [part]: currentTarget.value } })
                  }
                />
              ))}
            </SimpleGrid>
          )}
        </Section>
        <Checkbox
          label={says.danger}
          description={says.dangerText}
          checked={draft.isDanger}
          onChange={({ currentTarget }) => change({ isDanger: currentTarget.checked })}
        />
        <Group>
          <Button type="submit" size="md" loading={sending.isPending}>
            {says.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
