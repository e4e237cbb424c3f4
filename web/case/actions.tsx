import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAgencyNames, useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import { Window } from '../shell/window.tsx';
import { ActionForm, type Opened } from './action-form.tsx';
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
  const says = useTexts(TEXTS);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { actions, tasks } = shown;
  const onward = actions.filter(({ name }) => ONWARD.includes(name));
  const others = actions.filter(({ name }) => !ONWARD.includes(name));
  const present =
    opened === null ? undefined : actions.find((action) => keyOf(action) === keyOf(opened.action));
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
          <Button key={keyOf(action)} onClick={() => setOpened({ action, version: shown.version })}>
            {titleOf(action)}
          </Button>
        ))}
        {others.map((action) => (
          <Button
            key={keyOf(action)}
            variant="default"
            onClick={() => setOpened({ action, version: shown.version })}
          >
            {titleOf(action)}
          </Button>
        ))}
      </Group>
      <Window
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened === null ? '' : titleOf(present ?? opened.action)}
        size="lg"
      >
        {opened !== null && (
          <ActionForm
            key={keyOf(opened.action)}
            shown={shown}
            opened={opened}
            present={present ?? null}
            onSeen={() => present !== undefined && setOpened({ action: present, version: shown.version })}
            onDone={() => setOpened(null)}
          />
        )}
      </Window>
    </Section>
  );
}

function OpenTasks({ shown: { tasks } }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const agencyName = useAgencyNames();
  const userName = useUserNames(true);
  const { data: me } = useMe();
  const holder = (assignee: string | null) => (assignee === null ? says.unclaimed : userName(assignee));
  const open = tasks.filter(({ closedAt }) => closedAt === null);
  if (open.length === 0) return null;
  return (
    <Stack gap={2}>
      {open.map(({ id, name, agency, assignee }) => (
        <Text key={id} size="sm">
          <b>{name}</b> · {agencyName(agency)}
          {!isOutsider(me) && ` · ${holder(assignee)}`}
        </Text>
      ))}
    </Stack>
  );
}
