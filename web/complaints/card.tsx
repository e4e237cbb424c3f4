import { Group, Paper, Text } from '@mantine/core';
import { useWardNames } from '../map/data.ts';
import { useAgencyNames, useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { TimeLeft } from '../shell/time.tsx';
import { UrgencyMark } from '../shell/urgency.tsx';
import type { OpenComplaint } from './data.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly complaint: OpenComplaint;
  readonly isChosen?: boolean;
  onChoose(): void;
}

/** One complaint: what, where, until when, and who has it. */
export function Card({ complaint, isChosen = false, onChoose }: Props) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const { wardName } = useWardNames(me?.province);
  const agencyName = useAgencyNames();
  const userName = useUserNames(true);
  const { code, procedure, address, ward, status, dueAt, phase, urgency, location } = complaint;
  const [task] = complaint.tasks;
  return (
    <Paper
      withBorder
      p="sm"
      component="button"
      type="button"
      w="100%"
      ta="start"
      onClick={onChoose}
      aria-pressed={isChosen}
      bg={isChosen ? 'var(--mantine-color-default-hover)' : 'var(--mantine-color-body)'}
    >
      <Text size="sm" fw={600}>
        {procedure.name}
      </Text>
      <Text size="sm" lineClamp={2}>
        {address ?? says.noAddress}
        {ward !== null && ` · ${wardName(ward)}`}
        {location === null && ` · ${says.nowhere}`}
      </Text>
      <Group gap="xs" my={4}>
        <TimeLeft dueAt={dueAt} phase={phase} isToCome={status === 'filed'} />
        <UrgencyMark urgency={urgency} />
      </Group>
      <Text size="xs" c="dimmed">
        {code}
        {task !== undefined &&
          ` · ${agencyName(task.agency)} · ${task.assignee === null ? says.unclaimed : userName(task.assignee)}`}
      </Text>
    </Paper>
  );
}
