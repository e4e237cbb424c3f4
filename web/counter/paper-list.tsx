import { Alert, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCamera, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentRule } from '../../domain/procedures/types.ts';
import { ApiProblem } from '../shell/client.ts';
import { handOver } from '../shell/files.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Draft } from './filing.ts';
import { TEXTS } from './texts.ts';

type Papers = Draft['papers'];

interface Props {
  readonly rules: readonly DocumentRule[];
  readonly papers: Papers;
  onChange(papers: Papers): void;
}

/** The papers that the procedure asks for, to be ticked off by handing each over. */
export function PaperList({ rules, papers, onChange }: Props) {
  return (
    <Stack gap="md">
      {rules.map((rule) => (
        <Paper
          key={rule.id}
          rule={rule}
          papers={papers.filter((each) => each.rule === rule.id)}
          onAdd={(added) => onChange([...papers, { ...added, rule: rule.id }])}
          onRemove={(upload) => onChange(papers.filter((each) => each.upload !== upload))}
        />
      ))}
    </Stack>
  );
}

interface PaperProps {
  readonly rule: DocumentRule;
  readonly papers: Papers;
  onAdd(paper: { upload: string; name: string }): void;
  onRemove(upload: string): void;
}

function Paper({ rule, papers, onAdd, onRemove }: PaperProps) {
  const says = useWords(TEXTS);
  const { language, says: all } = useLanguage();
  const [share, setShare] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const take = async (file: File | null) => {
    if (file === null) return;
    setRefused(null);
    setShare(0);
    try {
      const { id, name } = await handOver(file, setShare);
      onAdd({ upload: id, name });
    } catch (problem) {
      const told = problem instanceof ApiProblem ? problem.message : all.shell.unreachableWords;
      setRefused(`${file.name}: ${told}`);
    } finally {
      setShare(null);
    }
  };
  const about = [
    rule.required ? null : says.optional,
    rule.copies > 1 ? fill(says.copies, { count: rule.copies }) : null,
  ].filter(Boolean);
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0}>
          <Text>{rule.name[language]}</Text>
          {about.length > 0 && (
            <Text size="xs" c="dimmed">
              {about.join(' · ')}
            </Text>
          )}
        </Stack>
        <FileButton onChange={(file) => void take(file)} accept={rule.accept.join(',')}>
          {(props) => (
            <Button
              {...props}
              variant={papers.length > 0 ? 'default' : 'light'}
              size="xs"
              loading={share !== null}
              leftSection={<IconCamera size={16} aria-hidden />}
              aria-label={`${says.attach}: ${rule.name[language]}`}
            >
              {says.attach}
            </Button>
          )}
        </FileButton>
      </Group>
      {share !== null && <Progress value={share * 100} animated aria-label={rule.name[language]} />}
      {refused !== null && (
        <Alert color="red" variant="light" role="alert">
          {refused}
        </Alert>
      )}
      {papers.map(({ upload, name }) => (
        <Group key={upload} gap="xs">
          <Text size="sm">{fill(says.attached, { name })}</Text>
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={fill(says.removePaper, { name })}
            onClick={() => onRemove(upload)}
          >
            <IconTrash size={14} aria-hidden />
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
