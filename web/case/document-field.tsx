import { Alert, Button, FileButton, Group, Input, Progress, Select, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiProblem } from '../shell/client.ts';
import { handOver } from '../shell/files.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** As an action takes it: a file that was handed over, by the rule that it is for. */
export interface NamedFile {
  readonly rule: string;
  readonly upload: string;
  /** For whoever looks at the form. */
  readonly name: string;
}

interface Props {
  readonly label: string;
  readonly required: boolean;
  readonly value: readonly NamedFile[];
  readonly rules: readonly { readonly value: string; readonly label: string }[];
  readonly wanted: readonly string[];
  readonly error?: string | undefined;
  onChange(files: readonly NamedFile[]): void;
}

export function DocumentField({ label, required, value, rules, wanted, error, onChange }: Props) {
  const says = useWords(TEXTS);
  const { says: all } = useLanguage();
  const [share, setShare] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const next = wanted.find((rule) => !value.some((each) => each.rule === rule)) ?? rules[0]?.value ?? 'other';
  const take = async (file: File | null) => {
    if (file === null) return;
    setRefused(null);
    setShare(0);
    try {
      const { id, name } = await handOver(file, setShare);
      onChange([...value, { rule: next, upload: id, name }]);
    } catch (problem) {
      const told = problem instanceof ApiProblem ? problem.message : all.shell.unreachableWords;
      setRefused(`${file.name}: ${told}`);
    } finally {
      setShare(null);
    }
  };
  return (
    <Input.Wrapper label={label} required={required} error={error}>
      <Stack gap="xs">
        {value.map((file) => (
          <Group key={file.upload} gap="xs" wrap="nowrap">
            <Text size="sm" flex={1} truncate>
              {file.name}
            </Text>
            <Select
              aria-label={fill(says.paperFor, { name: file.name })}
              data={[...rules]}
              value={file.rule}
              allowDeselect={false}
              w={240}
              onChange={(rule) =>
                onChange(value.map((each) => (each === file && rule !== null ? { ...each, rule } : each)))
              }
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
