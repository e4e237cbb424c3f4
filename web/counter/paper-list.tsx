import { Alert, Button, Checkbox, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentRule } from '../../domain/procedures/types.ts';
import { ApiProblem } from '../shell/client.ts';
import { handOver } from '../shell/files.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Paper as Given } from './filing.ts';
import { PictureButton } from './picture-button.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  readonly rules: readonly DocumentRule[];
  readonly papers: readonly Given[];
  /** Whether an officer has the sheets in hand, which may stay on paper. */
  readonly mayStay?: boolean;
  onChange(papers: readonly Given[]): void;
}

/** The papers that the procedure asks for, to be ticked off one by one. */
export function PaperList({ rules, papers, mayStay = false, onChange }: Props) {
  return (
    <Stack gap="md">
      {rules.map((rule) => {
        const others = papers.filter((each) => each.rule !== rule.id);
        return (
          <Paper
            key={rule.id}
            rule={rule}
            mayStay={mayStay && rule.accept.includes('application/pdf')}
            papers={papers.filter((each) => each.rule === rule.id)}
            onChange={(own) => onChange([...others, ...own])}
          />
        );
      })}
    </Stack>
  );
}

interface PaperProps {
  readonly rule: DocumentRule;
  readonly papers: readonly Given[];
  readonly mayStay: boolean;
  onChange(papers: readonly Given[]): void;
}

function Paper({ rule, papers, mayStay, onChange }: PaperProps) {
  const says = useWords(TEXTS);
  const { language, says: all } = useLanguage();
  const [share, setShare] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const name = rule.name[language];
  const take = async (file: File | null) => {
    if (file === null) return;
    setRefused(null);
    setShare(0);
    try {
      const handed = await handOver(file, setShare);
      onChange([...papers, { rule: rule.id, upload: handed.id, name: handed.name }]);
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
      <Group justify="space-between" gap="xs">
        <Group gap="xs" wrap="nowrap" flex="1 1 220px">
          {papers.length > 0 ? (
            <IconCircleCheckFilled size={20} color="var(--mantine-color-jade-6)" aria-hidden style={FIXED} />
          ) : (
            <IconCircle size={20} color="var(--mantine-color-dimmed)" aria-hidden style={FIXED} />
          )}
          <Stack gap={0}>
            <Text>{name}</Text>
            {about.length > 0 && (
              <Text size="xs" c="dimmed">
                {about.join(' · ')}
              </Text>
            )}
          </Stack>
        </Group>
        <Group gap="xs">
          {mayStay && (
            <Checkbox
              label={says.onPaper}
              aria-label={fill(says.onPaperOf, { name })}
              checked={papers.some((each) => 'onPaper' in each)}
              onChange={({ currentTarget }) =>
                onChange([
                  ...papers.filter((each) => 'upload' in each),
                  ...(currentTarget.checked ? [{ rule: rule.id, onPaper: true } as const] : []),
                ])
              }
            />
          )}
          {rule.accept.some((type) => type.startsWith('image/')) && (
            <PictureButton of={name} loading={share !== null} onTaken={(file) => void take(file)} />
          )}
          <FileButton onChange={(file) => void take(file)} accept={rule.accept.join(',')}>
            {(props) => (
              <Button
                {...props}
                variant={papers.length > 0 ? 'default' : 'light'}
                size="xs"
                loading={share !== null}
                leftSection={<IconPaperclip size={16} aria-hidden />}
                aria-label={`${says.attach}: ${name}`}
              >
                {says.attach}
              </Button>
            )}
          </FileButton>
        </Group>
      </Group>
      {share !== null && <Progress value={share * 100} animated aria-label={name} />}
      {refused !== null && (
        <Alert color="red" variant="light" role="alert">
          {refused}
        </Alert>
      )}
      {papers.map(
        (each) =>
          'upload' in each && (
            <Group key={each.upload} gap="xs">
              <Text size="sm">{fill(says.attached, { name: each.name })}</Text>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={fill(says.removePaper, { name: each.name })}
                onClick={() => onChange(papers.filter((other) => other !== each))}
              >
                <IconTrash size={14} aria-hidden />
              </Button>
            </Group>
          ),
      )}
    </Stack>
  );
}

const FIXED = { flex: 'none' } as const;
