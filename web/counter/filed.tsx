import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCase } from '../case/data.ts';
import { useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import type { Filed as FiledCase } from './filing.ts';
import { TakingIn } from './taking-in.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  readonly filed: FiledCase;
  onNext(): void;
}

/** The code; and for who stands behind the counter, the rest of taking it in without another page. */
export function Filed({ filed: { code, proof }, onNext }: Props) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  return (
    <Stack gap="md">
      <Alert color="jade" icon={<IconCheck aria-hidden />} title={says.filed} role="status">
        <Stack gap="sm" align="flex-start">
          <Text>{fill(says.filedText, { code })}</Text>
          {proof !== null && <Text>{fill(says.proof, { proof })}</Text>}
        </Stack>
      </Alert>
      {holds(me, 'receptionist') && <AtTheCounter code={code} />}
      <Group>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/cases/$code" params={{ code }} />}
        >
          {says.open}
        </Button>
        <Button variant="default" onClick={onNext}>
          {says.next}
        </Button>
      </Group>
    </Stack>
  );
}

function AtTheCounter({ code }: { code: string }) {
  return (
    <Shown query={useCase(code)} rows={2}>
      {(shown) => (shown.kind === 'dossier' ? <TakingIn shown={shown} /> : null)}
    </Shown>
  );
}
