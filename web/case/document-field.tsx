import { Alert, Button, FileButton, Group, Input, Progress, Select, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiProblem } from '../shell/client.ts';
import { handOver } from '../shell/files.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';
import type { Document } from './versions.ts';

/** As an action takes it: a file that was handed over, by the rule that it is for. */
export interface NamedFile {
  readonly rule: string;
  readonly upload: string;
  /** The document of the case of which it is a newer version. */
  readonly replaces?: string | undefined;
  /** For whoever looks at the form. */
  readonly name: string;
}

interface Props {
  readonly label: string;
  readonly required: boolean;
  readonly value: readonly NamedFile[];
  readonly rules: readonly { readonly value: string; readonly label: string }[];
  readonly wanted: readonly string[];
  /** The newest versions of what is in the case. */
  readonly present: readonly Document[];
  /** Whether another of the same rule is taken for a newer version of it, until somebody says otherwise. */
  readonly renews: boolean;
  readonly error?: string | undefined;
  onChange(files: readonly NamedFile[]): void;
}

export function DocumentField({
  label,
  required,
  value,
  rules,
  wanted,
  present,
  renews,
  error,
  onChange,
}: Props) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const [share, setShare] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const next = wanted.find((rule) => !value.some((each) => each.rule === rule)) ?? rules[0]?.value ?? 'other';
  const presetFor = (rule: string, others: readonly NamedFile[]) =>
    renews && rule !== 'other'
      ? present.find((each) => each.rule === rule && !others.some(({ replaces }) => replaces === each.id))?.id
      : undefined;
  const change = (file: NamedFile, part: Partial<NamedFile>) =>
    onChange(value.map((each) => (each === file ? { ...each, ...part } : each)));
  const take = async (file: File | null) => {
    if (file === null) return;
    setRefused(null);
    setShare(0);
    try {
      const { id, name } = await handOver(file, setShare);
      onChange([...value, { rule: next, upload: id, name, replaces: presetFor(next, value) }]);
    } catch (problem) {
      const notified = problem instanceof ApiProblem ? problem.message : all.shell.unreachableText;
      setRefused(`${file.name}: ${notified}`);
    } finally {
      setShare(null);
    }
  };
  return (
    <Input.Wrapper label={label} required={required} error={error}>
      <Stack gap="xs">
        {value.map((file) => (
          <Group key={file.upload} gap="xs" align="flex-start">
            <Text size="sm" flex={1} miw={120} pt={8} truncate>
              {file.name}
            </Text>
            <Select
              aria-label={fill(says.documentFor, { name: file.name })}
              data={[...rules]}
              value={file.rule}
              allowDeselect={false}
              w={240}
              onChange={(rule) => {
                const others = value.filter((each) => each !== file);
                if (rule !== null) change(file, { rule, replaces: presetFor(rule, others) });
              }}
            />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={fill(says.removeFile, { name: file.name })}
              onClick={() => onChange(value.filter((each) => each !== file))}
            >
              <IconTrash size={16} aria-hidden />
            </Button>
            <Replaces
              file={file}
              present={present}
              others={value.filter((each) => each !== file)}
              onChange={(replaces) => change(file, { replaces })}
            />
          </Group>
        ))}
        {share !== null && <Progress value={share * 100} animated aria-label={says.sending} />}
        {refused !== null && (
          <Alert color="red" variant="light" role="alert">
            {refused}
          </Alert>
        )}
        <FileButton onChange={(file) => void take(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={share !== null}
              leftSection={<IconPaperclip size={16} aria-hidden />}
            >
              {says.addFile}
            </Button>
          )}
        </FileButton>
      </Stack>
    </Input.Wrapper>
  );
}

const NONE = '';

interface ReplacesProps {
  readonly file: NamedFile;
  readonly present: readonly Document[];
  readonly others: readonly NamedFile[];
  onChange(replaces: string | undefined): void;
}

/** Whether it is a newer version of a document that is there; asked where one of its rule is. */
function Replaces({ file, present, others, onChange }: ReplacesProps) {
  const says = useTexts(TEXTS);
  const choices = present.filter(
    ({ id, rule }) => rule === file.rule && !others.some(({ replaces }) => replaces === id),
  );
  if (choices.length === 0) return null;
  return (
    <Select
      w="100%"
      size="sm"
      label={says.replaces}
      aria-label={`${says.replaces}: ${file.name}`}
      data={[
        { value: NONE, label: says.replacesNothing },
        ...choices.map(({ id, name }) => ({ value: id, label: fill(says.replacesThat, { name }) })),
      ]}
      value={file.replaces ?? NONE}
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen === NONE || chosen === null ? undefined : chosen)}
    />
  );
}
