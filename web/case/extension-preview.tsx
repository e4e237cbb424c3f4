import { Alert, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { ApiProblem, api, dataOf } from '../shell/client.ts';
import { termEnd } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Case } from './data.ts';
import { TEXTS } from './texts.ts';

type Input = components['schemas']['ExtensionInput'];

const TYPING_MS = 300;

/** The dates that an extension would give, and the latest that it may: nobody extends by a number unseen. */
export function ExtensionPreview({ shown, values }: { shown: Case; values: Record<string, unknown> }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [input] = useDebouncedValue(inputIn(values), TYPING_MS);
  const { data, error } = useQuery({
    queryKey: ['case', shown.code, 'extension', shown.version, input],
    enabled: input !== null,
    retry: false,
    queryFn: () =>
      dataOf(
        api.POST('/v1/cases/{idOrCode}/actions/extend/preview', {
          params: { path: { idOrCode: shown.code } },
          body: input ?? { by: { amount: 1, unit: 'working-days' } },
        }),
      ),
  });
  if (input === null)
    return (
      <Text size="sm" c="dimmed">
        {says.extensionUnknown}
      </Text>
    );
  if (error !== null)
    return (
      <Alert color="orange" variant="light" role="status">
        {error instanceof ApiProblem ? error.message : says.extensionUnknown}
      </Alert>
    );
  if (data === undefined) return null;
  const moment = (at: string | null) => (at === null ? says.paused : termEnd(at, language));
  const nameOf = (taskId: string | null) =>
    shown.tasks.find(({ id }) => id === taskId)?.name ?? shown.procedure.name;
  return (
    <Alert color="jade" variant="light" role="status" title={says.extensionTitle}>
      <Stack gap={2}>
        <Text size="sm">
          {fill(says.extensionAppointment, {
            before: moment(data.appointment.before),
            after: moment(data.appointment.after),
          })}
        </Text>
        {data.deadlines
          .filter(({ taskId }) => taskId !== null)
          .map(({ clock, taskId, before, after }) => (
            <Text key={clock} size="sm">
              {fill(says.extensionTask, {
                task: nameOf(taskId),
                before: moment(before),
                after: moment(after),
              })}
            </Text>
          ))}
        {data.latest !== null && (
          <Text size="sm" c="dimmed">
            {fill(says.extensionLatest, { latest: moment(data.latest) })}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

/** null: it is not typed yet. */
function inputIn({ by, taskId }: Record<string, unknown>): Input | null {
  const { amount, unit } = (by ?? {}) as Partial<Input['by']>;
  if (typeof amount !== 'number' || amount < 1 || unit === undefined) return null;
  return { by: { amount, unit }, ...(typeof taskId === 'string' && taskId !== '' ? { taskId } : {}) };
}
