import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTexts } from '../shell/language.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly agency: string;
  readonly number: number;
  readonly ahead: number;
  onClose(): void;
}

/** The number as the citizen gets it, on paper; its code leads their telephone to the same page, which goes on counting. */
export function Ticket({ agency, number, ahead, onClose }: Props) {
  const says = useTexts(TEXTS);
  const page = useRef<HTMLIFrameElement>(null);
  const title = fill(says.queue.ticket, { number });
  return (
    <Window opened onClose={onClose} title={title} size="md">
      <Stack gap="sm">
        <Text role="status">{fill(says.queue.given, { number, ahead })}</Text>
        <iframe
          ref={page}
          src={`/queue/${agency}/${number}`}
          title={title}
          style={{ width: '100%', height: 480, border: 0, background: '#fff' }}
        />
        <Group>
          <Button
            data-autofocus
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => page.current?.contentWindow?.print()}
          >
            {says.queue.print}
          </Button>
        </Group>
      </Stack>
    </Window>
  );
}
