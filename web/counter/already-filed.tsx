import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** The order was done, its answer got lost, and what was corrected since is not in it. `code` null: it was not done. */
export function AlreadyFiled({ code, onNew }: { code: string | null; onNew: () => void }) {
  const says = useTexts(TEXTS);
  return (
    <Alert
      color="blue"
      variant="light"
      role="alert"
      title={code === null ? says.notFiled : fill(says.alreadyFiled, { code })}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{code === null ? says.notFiledText : says.alreadyFiledText}</Text>
        {code !== null && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              renderRoot={(props) => <Link {...props} to="/cases/$code" params={{ code }} />}
            >
              {says.open}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onNew}>
              {says.fresh}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
