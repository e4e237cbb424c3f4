import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAgencyNames, useUserNames } from '../shell/directory.ts';
import { useWords } from '../shell/language.tsx';
import { Window } from '../shell/window.tsx';
import { ActionForm } from './action-form.tsx';
import type { Action, Case } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** What moves the case on; everything else is beside it. */
const ONWARD = [
  'accept',
  'classify',
  'claim',
  'complete',
  'receive-supplement',
  'pay',
  'send',
  'deliver',
  'publish',
  'rate',
  'close',
];

const keyOf = ({ name, taskId }: Action) => `${name}/${taskId ?? ''}`;

export function Actions({ shown }: { shown: Case }) {
  const says = useWords(TEXTS);
  const [open, setOpen] = useState<string | null>(null);
  const { actions, tasks } = shown;
  const onward = actions.filter(({ name }) => ONWARD.includes(name));
  const others = actions.filter(({ name }) => !ONWARD.includes(name));
  const chosen = actions.find((action) => keyOf(action) === open) ?? null;
  const titleOf = (action: Action) => {
    const step = tasks.find(({ id }) => id === action.taskId)?.name;
    return step === undefined || tasks.filter(({ closedAt }) => closedAt === null).length < 2
      ? action.title
      : `${action.title}: ${step}`;
  };
  return (
    <Section title={says.toDo}>
      {actions.length === 0 && <Text c="dimmed">{says.nothingToDo}</Text>}
      <OpenTasks shown={shown} />
      <Group gap="xs" className="no-print">
        {onward.map((action) => (
          <Button key={keyOf(action)} onClick={() => setOpen(keyOf(action))}>
            {titleOf(action)}
          </Button>
        ))}
        {others.map((action) => (
          <Button key={keyOf(action)} variant="default" onClick={() => setOpen(keyOf(action))}>
            {titleOf(action)}
          </Button>
        ))}
      </Group>
      <Window
        opened={chosen !== null}
        onClose={() => setOpen(null)}
        title={chosen === null ? '' : titleOf(chosen)}
        size="lg"
      >
        {chosen !== null && (
          <ActionForm key={keyOf(chosen)} shown={shown} action={chosen} onDone={() => setOpen(null)} />
        )}
      </Window>
    </Section>
  );
}

function OpenTasks({ shown: { tasks } }: { shown: Case }) {
  const says = useWords(TEXTS);
  const agencyName = useAgencyNames();
  const userName = useUserNames(true);
  const open = tasks.filter(({ closedAt }) => closedAt === null);
  if (open.length === 0) return null;
  return (
    <Stack gap={2}>
      {open.map(({ id, name, agency, assignee }) => (
        <Text key={id} size="sm">
          <b>{name}</b> · {agencyName(agency)} · {assignee === null ? says.unclaimed : userName(assignee)}
        </Text>
      ))}
    </Stack>
  );
}
