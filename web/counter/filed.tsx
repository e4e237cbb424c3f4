import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

export function Filed({ code, onNext }: { code: string; onNext: () => void }) {
  const says = useWords(TEXTS);
  return (
    <Alert color="jade" icon={<IconCheck aria-hidden />} title={says.filed} role="status">
      <Stack gap="sm" align="flex-start">
        <Text>{fill(says.filedWords, { code })}</Text>
        <Group>
          <Button renderRoot={(props) => <Link {...props} to="/cases/$code" params={{ code }} />}>
            {says.open}
          </Button>
          <Button variant="default" onClick={onNext}>
            {says.next}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
