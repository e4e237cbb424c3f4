import { Alert, Button, CopyButton, Group, List, Text } from '@mantine/core';
import { useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { type Case, useHistory } from './data.ts';
import { ENGINE, saidIn } from './event-text-hook.ts';
import { TEXTS } from './texts.ts';

const MOST = 5;

interface Props {
  readonly shown: Case;
  /** The version that whoever fills in the form has seen. */
  readonly since: number;
  /** What they were about to do is not theirs to do any more. */
  readonly isGone: boolean;
  /** What they have written, in their own words. */
  readonly written: string;
  onSeen(): void;
}

/** What colleagues did while a form stood open: it is sent only after it was looked at. */
export function Meanwhile({ shown, since, isGone, written, onSeen }: Props) {
  const says = useTexts(TEXTS);
  const nameOf = useUserNames(true);
  const { data: events = [] } = useHistory(shown.code);
  const news = events.filter(({ seq }) => seq > since).slice(-MOST);
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      title={
        <Text span fw={650} c="var(--mantine-color-text)">
          {says.changedTitle}
        </Text>
      }
    >
      {news.length > 0 && (
        <List size="sm" mb="xs">
          {news.map(({ seq, text, by, content }) => (
            <List.Item key={seq}>
              {text}
              {by !== null && by !== ENGINE && ` · ${nameOf(by)}`}
              {saidIn(content).map((said) => (
                <Text key={said} size="sm" fs="italic" style={{ whiteSpace: 'pre-wrap' }}>
                  {said}
                </Text>
              ))}
            </List.Item>
          ))}
        </List>
      )}
      <Text size="sm">{isGone ? says.actionGone : says.changedMeanwhile}</Text>
      <Group mt="sm" gap="xs">
        {!isGone && <Button onClick={onSeen}>{says.lookedAtIt}</Button>}
        {isGone && written !== '' && (
          <CopyButton value={written}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? says.copied : says.copyText}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </Alert>
  );
}
