import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { diffProcedures } from '../../domain/procedures/language/diff.ts';
import { parseProcedure } from '../../domain/procedures/language/parse.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { Section } from '../case/section.tsx';
import { ProcedureDiagram } from '../diagram/procedure-diagram.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { useChange } from './change.ts';
import { Frame, Refusal } from './frame.tsx';
import { Changes, FormPreview } from './procedure.tsx';
import { TEXTS } from './texts.ts';

/** A procedure's text is checked, looked at as people will meet it and against what is in force, and only then published. */
export default function PublishPage() {
  const says = useTexts(TEXTS);
  const [text, setText] = useSessionStorage({
    key: 'motcua.publish',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const check = useMutation({
    mutationFn: (yaml: string) =>
      dataOf(api.POST('/v1/procedures/check', { body: { yaml } })).then(({ findings }) => findings),
  });
  const change = (typed: string) => {
    setText(typed);
    check.reset();
  };
  const isSound = check.data?.length === 0;
  return (
    <Frame title={says.publishNew}>
      <Group>
        <FileButton accept=".yaml,.yml" onChange={(file) => void file?.text().then(change)}>
          {(props) => (
            <Button {...props} variant="default">
              {says.loadFile}
            </Button>
          )}
        </FileButton>
      </Group>
      <Textarea
        label={says.text}
        description={says.textHint}
        autosize
        minRows={10}
        maxRows={28}
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace', fontSize: 13 } }}
        value={text}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <Group>
        <Button disabled={text === ''} loading={check.isPending} onClick={() => check.mutate(text)}>
          {says.check}
        </Button>
      </Group>
      <Refusal error={check.error} />
      {check.data !== undefined && check.data.length > 0 && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          title={fill(says.findings, { count: check.data.length })}
        >
          <Stack gap="xs">
            {check.data.map(({ path, line, message, mend }) => (
              <Text key={`${path} ${message}`} size="sm">
                {line === null ? path : fill(says.line, { line })}: {message} {mend}
              </Text>
            ))}
          </Stack>
        </Alert>
      )}
      {isSound && <Sound text={text} onPublished={() => change('')} />}
    </Frame>
  );
}

function Sound({ text, onPublished }: { text: string; onPublished: () => void }) {
  const read = useMemo(() => parseProcedure(text, 'procedure.yaml'), [text]);
  return read.ok && <Look procedure={read.procedure} text={text} onPublished={onPublished} />;
}

function Look({
  procedure,
  text,
  onPublished,
}: {
  procedure: Procedure;
  text: string;
  onPublished: () => void;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: current, isError: isNew } = useProcedure(procedure.code);
  const publish = useChange(
    () => dataOf(api.POST('/v1/procedures', { body: { yaml: text } })),
    ['procedures', 'procedure'],
    ({ code, version }) => fill(says.published, { code, version }),
  );
  return (
    <>
      <Alert color="jade" variant="light" role="status">
        {fill(says.sound, { name: procedure.name[language], version: procedure.version })}
      </Alert>
      <Section title={says.whatChanges}>
        {current === undefined ? (
          <Text c="dimmed">{isNew ? says.isNew : ''}</Text>
        ) : (
          <Changes
            changes={diffProcedures(current, procedure).map(({ path, text: said }) => ({
              path,
              text: said[language],
            }))}
          />
        )}
      </Section>
      <Section title={says.asDiagram}>
        <ProcedureDiagram procedure={procedure} />
      </Section>
      <FormPreview procedure={procedure} />
      <Refusal error={publish.error} />
      <Group>
        <Button
          loading={publish.isPending}
          onClick={() => publish.mutate(undefined, { onSuccess: onPublished })}
        >
          {says.publish}
        </Button>
        <Link to="/administration/procedures">{says.page.procedures}</Link>
      </Group>
      <Text size="sm" c="dimmed">
        {says.publishText}
      </Text>
    </>
  );
}
