import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { Outcome, Procedure } from '../../domain/procedures/language/types.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import type { FieldReportDraft, Position, Taken } from './drafts.ts';
import type { Job } from './known.ts';
import { PhotoField } from './photo-field.tsx';
import { enqueue } from './queue.ts';
import { smaller } from './smaller.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly job: Job;
  readonly draft: FieldReportDraft;
  change(part: Partial<FieldReportDraft>): void;
  add(photo: Taken): void;
  /** Sent, or given up. */
  onDone(): void;
}

/** The result of the work in the street. What must come with it is read from the procedure, so that it is known offline too. */
export function ReportForm({ job, draft, change, add, onDone }: Props) {
  const says = useTexts(TEXTS);
  const { language, says: all } = useLanguage();
  const { data: me } = useMe();
  const outcomes = Object.entries(outcomesOf(job.procedure, job.task.step));
  const { reason, photos, position } = draft;
  const outcome = draft.outcome ?? outcomes[0]?.[0] ?? '';
  const chosen = outcomes.find(([id]) => id === outcome)?.[1];
  const rules = chosen?.requires?.documents ?? [];
  const needsPosition = chosen?.requires?.position === true;
  const ruleName = (rule: string) =>
    job.procedure.documents.find(({ id }) => id === rule)?.name[language] ?? rule;
  const missing = [
    ...rules.filter((rule) => !photos.some((each) => each.rule === rule)).map(ruleName),
    ...(needsPosition && position === null ? [says.position] : []),
    ...(chosen?.reason && reason.trim() === '' ? [says.reason] : []),
  ];
  const keep = async () => {
    await enqueue({
      user: me?.id ?? '',
      code: job.complaint.code,
      action: 'complete',
      input: {
        taskId: job.task.id,
        outcome,
        ...(chosen?.reason ? { reason: reason.trim() } : {}),
        ...(needsPosition && position !== null ? { position } : {}),
      },
      photos: photos
        .filter(({ rule }) => rules.includes(rule))
        .map(({ rule, file }) => ({ rule, name: file.name, blob: file, at: null, upload: null })),
    });
    notifications.show({ message: says.kept });
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) void keep();
      }}
    >
      <Stack gap="md">
        <Radio.Group label={says.outcome} value={outcome} onChange={(chosen) => change({ outcome: chosen })}>
          <Stack gap="xs" mt={4}>
            {outcomes.map(([id, { name }]) => (
              <Radio key={id} value={id} label={name[language]} />
            ))}
          </Stack>
        </Radio.Group>
        {chosen?.reason && (
          <Textarea
            label={says.reason}
            required
            autosize
            minRows={2}
            value={reason}
            onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
          />
        )}
        {rules.map((rule) => (
          <PhotoField
            key={rule}
            label={ruleName(rule)}
            taken={photos.filter((each) => each.rule === rule)}
            onAdd={(file) =>
              void smaller(file).then((small) => add({ rule, file: small, id: crypto.randomUUID() }))
            }
            onRemove={(id) => change({ photos: photos.filter((each) => each.id !== id) })}
          />
        ))}
        {needsPosition && <PositionField position={position} onRead={(read) => change({ position: read })} />}
        {missing.length > 0 && (
          <Text size="sm" role="status">
            {fill(says.missing, { what: missing.join(', ') })}
          </Text>
        )}
        <Group>
          <Button type="submit" size="md" disabled={missing.length > 0}>
            {says.keep}
          </Button>
          <Button variant="subtle" size="md" onClick={onDone}>
            {all.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function PositionField({
  position,
  onRead,
}: {
  position: Position | null;
  onRead: (position: Position) => void;
}) {
  const says = useTexts(TEXTS);
  const [isReading, setReading] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const read = () => {
    setReading(true);
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setReading(false);
        onRead({ lat: coords.latitude, lon: coords.longitude, accuracy: Math.round(coords.accuracy) });
      },
      () => {
        setReading(false);
        setFailed(true);
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  return (
    <Stack gap={4}>
      <Button
        variant="default"
        size="md"
        leftSection={<IconMapPin size={18} aria-hidden />}
        loading={isReading}
        onClick={read}
      >
        {says.readPosition}
      </Button>
      {position !== null && (
        <Text size="sm">
          {fill(says.positionRead, {
            lat: position.lat.toFixed(5),
            lon: position.lon.toFixed(5),
            metres: position.accuracy,
          })}
        </Text>
      )}
      {hasFailed && (
        <Alert color="red" variant="light" role="alert">
          {says.noPosition}
        </Alert>
      )}
    </Stack>
  );
}

function outcomesOf(procedure: Procedure, step: string): Readonly<Record<string, Outcome>> {
  const found = procedure.steps.find(({ id }) => id === step);
  return found === undefined || found.parallel !== null ? {} : found.outcomes;
}
