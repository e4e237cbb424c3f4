import {
  Alert,
  Box,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { Section } from '../case/section.tsx';
import type { FormSchema } from '../form/rule.ts';
import { SchemaFields } from '../form/schema-fields.tsx';
import { ApiProblem } from '../shell/client.ts';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { AlreadyFiled } from './already-filed.tsx';
import { DocumentList } from './document-list.tsx';
import { Earlier } from './earlier.tsx';
import { FeeShown } from './fee-shown.tsx';
import {
  channelOf,
  type Filed,
  type FilingDraft,
  fresh,
  isBegun,
  useDraft,
  useFile,
  useOwners,
} from './filing.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly code: string;
  onOther(): void;
  onFiled(filed: Filed): void;
}

export function FilingForm({ code, ...rest }: Props) {
  return <Shown query={useProcedure(code)}>{(procedure) => <Form procedure={procedure} {...rest} />}</Shown>;
}

const PERSON = ['name', 'phone', 'email', 'address', 'idNumber', 'representing'] as const;

function Form({ procedure, onOther, onFiled }: { procedure: Procedure } & Omit<Props, 'code'>) {
  const says = useTexts(TEXTS);
  const { language, says: all } = useLanguage();
  const { data: me } = useMe();
  const [draft, setDraft, forget] = useDraft(procedure.code);
  // Whose it is may be somebody who went away: asked for before it is taken for the next one's.
  const [isFound, setFound] = useState(() => isBegun(draft));
  const change = (part: Partial<FilingDraft>) => setDraft((before) => ({ ...before, ...part }));
  const owners = useOwners(procedure, me);
  const owner = draft.owner ?? owners[0]?.id ?? null;
  const filing = useFile(procedure);
  const problem = filing.error instanceof ApiProblem ? filing.error : null;
  const errorAt = (path: string) => problem?.errors.find(({ pointer }) => pointer === path)?.detail;
  // What went wrong stands above the form, the button below it.
  const notified = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (filing.error !== null) notified.current?.scrollIntoView({ block: 'center' });
  }, [filing.error]);
  const begin = () => {
    filing.reset();
    setFound(false);
    setDraft(fresh());
  };
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
              onFiled(filed);
            },
            onError: (error) => {
              // Nothing came of it: under another key it may.
              if (error instanceof ApiProblem && error.code === 'key-reused' && error.filed === null)
                change({ key: fresh().key });
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
          <Group gap="xs">
            <Button variant="default" size="compact-sm" onClick={begin} disabled={!isBegun(draft)}>
              {says.fresh}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={onOther}>
              {says.another}
            </Button>
          </Group>
        </Group>
        {isFound && (
          <Alert color="orange" variant="light" role="status">
            <Group justify="space-between">
              <Text size="sm">
                {draft.applicant.name ? fill(says.leftBy, { name: draft.applicant.name }) : says.left}
              </Text>
              <Group gap="xs">
                <Button size="compact-sm" variant="default" onClick={() => setFound(false)}>
                  {says.goOn}
                </Button>
                <Button size="compact-sm" onClick={begin}>
                  {says.empty}
                </Button>
              </Group>
            </Group>
          </Alert>
        )}
        <Box ref={notified} hidden={filing.error === null}>
          {problem?.code === 'key-reused' && <AlreadyFiled code={problem.filed} onNew={begin} />}
          {filing.error && problem?.code !== 'key-reused' && (
            <Alert color="red" variant="light" role="alert" title={problem?.title ?? all.shell.unreachable}>
              <Text size="sm">{problem?.message ?? all.shell.unreachableText}</Text>
              {problem?.errors
                .filter(({ pointer }) => !/^\/(applicant|form)\//.test(pointer))
                .map(({ pointer, detail }) => (
                  <Text key={pointer} size="sm">
                    {detail}
                  </Text>
                ))}
            </Alert>
          )}
        </Box>
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
        <Section title={says.documents}>
          <DocumentList
            rules={procedure.documents}
            documents={draft.documents}
            mayStay={channelOf(me) === 'counter'}
            onChange={(documents) => change({ documents })}
          />
          {channelOf(me) === 'counter' && (
            <NumberInput
              label={says.sets}
              maw={220}
              min={1}
              max={20}
              allowDecimal={false}
              value={draft.sets ?? ''}
              error={errorAt('/sets')}
              onChange={(sets) => change({ sets: sets === '' ? null : Number(sets) })}
            />
          )}
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
