import { Alert, Button, Group, Loader, Paper, Radio, Select, Stack, Text } from '@mantine/core';
import { IconArrowForward, IconHandGrab, IconPrinter, IconUserPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { CommonAction } from '../../domain/vocabulary/lists.ts';
import { useUserNames } from '../shell/directory.ts';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import { useBulk, useCommonOptions } from './bulk-data.ts';
import { type ListedTask, MOST_AT_ONCE, taskKey } from './task.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly tasks: readonly ListedTask[];
  onDone(): void;
}

/** What can be done with all that is chosen. */
export default function BulkBar({ tasks, onDone }: Props) {
  const { says: all } = useLanguage();
  const says = useTexts(TEXTS);
  const [asking, setAsking] = useState<CommonAction | null>(null);
  const bulk = useBulk(onDone);
  const free = tasks.filter(({ assignee }) => assignee === null);
  const isTooMany = tasks.length > MOST_AT_ONCE;
  return (
    <Paper withBorder p="xs" className="no-print" role="toolbar" aria-label={all.inbox.chosenTasks}>
      <Group gap="sm">
        <Text fw={600}>{fill(all.inbox.chosen, { count: tasks.length })}</Text>
        <Button
          size="xs"
          leftSection={<IconHandGrab size={16} aria-hidden />}
          onClick={() => bulk.mutate({ action: 'claim', tasks: free })}
          loading={bulk.isPending}
          disabled={free.length === 0 || isTooMany}
        >
          {all.inbox.claim}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setAsking('assign')}
          disabled={isTooMany}
        >
          {says.assign}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowForward size={16} aria-hidden />}
          onClick={() => setAsking('complete')}
          disabled={isTooMany}
        >
          {says.forward}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {all.inbox.print}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={onDone}>
          {all.shell.cancel}
        </Button>
        {tasks.length >= MOST_AT_ONCE && <Text size="sm">{fill(says.tooMany, { most: MOST_AT_ONCE })}</Text>}
      </Group>
      {asking !== null && (
        <BulkWindow
          key={asking}
          name={asking}
          tasks={tasks}
          onClose={() => setAsking(null)}
          onDone={onDone}
        />
      )}
      <PrintedList tasks={tasks} />
    </Paper>
  );
}

function BulkWindow({
  name,
  tasks,
  onClose,
  onDone,
}: Props & { readonly name: CommonAction; onClose(): void }) {
  const { says: all } = useLanguage();
  const says = useTexts(TEXTS);
  const userName = useUserNames(true);
  const { options, error } = useCommonOptions(name, tasks);
  const [chosen, setChosen] = useState<string | null>(null);
  const bulk = useBulk(() => {
    onClose();
    onDone();
  });
  const isAssigning = name === 'assign';
  const title = fill(isAssigning ? says.assignTitle : says.forwardTitle, { count: tasks.length });
  return (
    <Window opened onClose={onClose} title={title}>
      <Stack>
        {error !== null && <Alert color="red">{error.message}</Alert>}
        {options === undefined && error === null && <Loader aria-label={all.shell.loading} />}
        {options?.length === 0 && <Text>{says.nothingCommon}</Text>}
        {options !== undefined && options.length > 0 && (
          <>
            {isAssigning ? (
              <Select
                label={says.assignTo}
                searchable
                data={options.map(({ value, title: name }) => ({ value, label: name ?? userName(value) }))}
                value={chosen}
                onChange={setChosen}
                data-autofocus
              />
            ) : (
              <Radio.Group
                label={says.forwardWith}
                description={says.forwardHint}
                value={chosen ?? ''}
                onChange={setChosen}
              >
                <Stack gap="xs" mt="xs">
                  {options.map(({ value, title: name }) => (
                    <Radio key={value} value={value} label={name} />
                  ))}
                </Stack>
              </Radio.Group>
            )}
            <Group justify="end">
              <Button variant="default" onClick={onClose}>
                {all.shell.cancel}
              </Button>
              <Button
                disabled={chosen === null}
                loading={bulk.isPending}
                onClick={() =>
                  bulk.mutate({
                    action: name,
                    tasks,
                    input: { [isAssigning ? 'assignee' : 'outcome']: chosen },
                  })
                }
              >
                {says.carryOut}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Window>
  );
}

/** On paper only: what was chosen, whole, whatever of it the screen had drawn. */
function PrintedList({ tasks }: { readonly tasks: readonly ListedTask[] }) {
  const { says: all, language } = useLanguage();
  const says = useTexts(TEXTS);
  const userName = useUserNames(true);
  return createPortal(
    <div className="print-alone">
      <h1>{says.printed}</h1>
      <table>
        <thead>
          <tr>
            <th>{all.inbox.case}</th>
            <th>{all.inbox.task}</th>
            <th>{all.inbox.holder}</th>
            <th>{all.time.due}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={taskKey(task)}>
              <td>
                {task.case.code}
                <br />
                {task.case.procedure.name}
              </td>
              <td>{task.name}</td>
              <td>{task.assignee === null ? '' : userName(task.assignee)}</td>
              <td>{task.dueAt === null ? '' : dateTime(task.dueAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
