import { Button, Group, Image, Paper, Stack, Text } from '@mantine/core';
import { IconHandGrab, IconMapPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWardNames } from '../map/data.ts';
import { useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { TimeLeft } from '../shell/time.tsx';
import { UrgencyMark } from '../shell/urgency.tsx';
import { useDraft } from './drafts.ts';
import type { Job } from './known.ts';
import { enqueue } from './queue.ts';
import { ReportForm } from './report-form.tsx';
import { TEXTS } from './texts.ts';

/** One complaint in the street: where, what, until when; taken with one touch, reported with photos. */
export function JobCard({ job, isMine }: { job: Job; isMine: boolean }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const { wardName } = useWardNames(me?.province);
  const { complaint, shown, task } = job;
  const { draft, begin, forget, ...parts } = useDraft(me?.id ?? '', complaint.code, task.id);
  const { description } = (shown.form ?? {}) as { description?: unknown };
  const { address, ward, location, urgency, code } = complaint;
  const photos = shown.documents.filter(({ mediaType, stored }) => stored && mediaType.startsWith('image/'));
  const take = () =>
    void enqueue({ user: me?.id ?? '', code, action: 'claim', input: { taskId: task.id }, photos: [] });
  return (
    <Paper withBorder p="md" component="article" aria-label={`${complaint.procedure.name}, ${code}`}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={650}>{complaint.procedure.name}</Text>
          <TimeLeft dueAt={task.dueAt} phase={complaint.phase} />
        </Group>
        <UrgencyMark urgency={urgency} />
        <Text size="lg">
          {address}
          {ward !== null && ` · ${wardName(ward)}`}
        </Text>
        {typeof description === 'string' && <Text style={{ whiteSpace: 'pre-wrap' }}>{description}</Text>}
        {photos.length > 0 && (
          <Group gap="xs">
            {photos.map(({ id, name }) => (
              <Picture key={id} src={`/v1/documents/${id}/thumbnail`} alt={name} />
            ))}
          </Group>
        )}
        <Group gap="xs">
          {location !== null && (
            <Button
              component="a"
              variant="default"
              size="md"
              href={`geo:${location.lat},${location.lon}?q=${location.lat},${location.lon}`}
              leftSection={<IconMapPin size={18} aria-hidden />}
            >
              {says.way}
            </Button>
          )}
          {!isMine && (
            <Button size="md" leftSection={<IconHandGrab size={18} aria-hidden />} onClick={take}>
              {says.take}
            </Button>
          )}
          {isMine && draft === null && (
            <Button size="md" onClick={begin}>
              {says.report}
            </Button>
          )}
        </Group>
        {isMine && draft && <ReportForm job={job} draft={draft} {...parts} onDone={forget} />}
        <Text size="xs" c="dimmed">
          <Link to="/cases/$code" params={{ code }} className="plain-link">
            {code}
          </Link>{' '}
          · {task.name}
        </Text>
      </Stack>
    </Paper>
  );
}

/** Not there without a network: then nothing stands for it. */
function Picture({ src, alt }: { src: string; alt: string }) {
  const [isThere, setThere] = useState(true);
  return isThere && <Image src={src} alt={alt} w={96} h={96} radius="sm" onError={() => setThere(false)} />;
}
