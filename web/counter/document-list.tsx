import { Alert, Button, Checkbox, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentRule } from '../../domain/procedures/language/types.ts';
import { ApiProblem } from '../shell/client.ts';
import { handOver } from '../shell/files.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Paper as Given } from './filing.ts';
import { PictureButton } from './picture-button.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  readonly rules: readonly DocumentRule[];
  readonly documents: readonly Given[];
  /** Whether an officer has the sheets in hand, which may stay on paper. */
  readonly mayStay?: boolean;
  onChange(documents: readonly Given[]): void;
}

/** The documents that the procedure asks for, to be ticked off one by one. */
export function DocumentList({ rules, documents, mayStay = false, onChange }: Props) {
  return (
    <Stack gap="md">
      {rules.map((rule) => {
        const others = documents.filter((each) => each.rule !== rule.id);
        return (
          <Paper
            key={rule.id}
            rule={rule}
            mayStay={mayStay && rule.accept.includes('application/pdf')}
            documents={documents.filter((each) => each.rule === rule.id)}
            onChange={(own) => onChange([...others, ...own])}
          />
        );
      })}
    </Stack>
  );
}

interface DocumentProps {
  readonly rule: DocumentRule;
  readonly documents: readonly Given[];
  readonly mayStay: boolean;
  onChange(documents: readonly Given[]): void;
}

function Paper({ rule, documents, mayStay, onChange }: DocumentProps) {
  const says = useTexts(TEXTS);
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
      onChange([...documents, { rule: rule.id, upload: handed.id, name: handed.name }]);
    } catch (problem) {
      const notified = problem instanceof ApiProblem ? problem.message : all.shell.unreachableText;
      setRefused(`${file.name}: ${notified}`);
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
          {documents.length > 0 ? (
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
              aria-label={fill(says.onDocumentOf, { name })}
              checked={documents.some((each) => 'onPaper' in each)}
              onChange={({ currentTarget }) =>
                onChange([
                  ...documents.filter((each) => 'upload' in each),
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
                variant={documents.length > 0 ? 'default' : 'light'}
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
      {documents.map(
        (each) =>
          'upload' in each && (
            <Group key={each.upload} gap="xs">
              <Text size="sm">{fill(says.attached, { name: each.name })}</Text>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={fill(says.removeDocument, { name: each.name })}
                onClick={() => onChange(documents.filter((other) => other !== each))}
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
