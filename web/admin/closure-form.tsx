import { Alert, Button, Group, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useWords } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { useChange } from './change.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

type Closure = components['schemas']['Closure'];
type Preview = components['schemas']['ClosurePreview'];

/** An office closes on a day that nobody foresaw. Which deadlines that would move is shown before it is said. */
export function ClosureForm({ calendar: { id } }: { calendar: BusinessCalendar }) {
  const says = useWords(TEXTS);
  const [draft, setDraft] = useState({ day: '', until: '', vi: '', en: '', decision: '' });
  const at = { params: { path: { id } } };
  const closure: Closure = {
    day: draft.day,
    ...(draft.until === '' ? {} : { until: draft.until }),
    hours: null,
    name: { vi: draft.vi, en: draft.en },
    decision: draft.decision,
    retroactive: false,
  };
  const preview = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/calendars/{id}/closures/preview', { ...at, body: closure })),
  });
  const close = useChange(
    () => dataOf(api.POST('/v1/calendars/{id}/closures', { ...at, body: closure })),
    ['calendars', 'case', 'tasks'],
    says.closureDone,
  );
  const field = (name: keyof typeof draft, required = true) => ({
    label: says.closureField[name],
    required,
    value: draft[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setDraft((before) => ({ ...before, [name]: value }));
      // What was looked at is not what would be done any more.
      preview.reset();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        preview.mutate();
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput type="date" {...field('day')} />
          <TextInput type="date" {...field('until', false)} />
          <TextInput {...field('vi')} />
          <TextInput {...field('en')} />
          <TextInput {...field('decision')} />
        </SimpleGrid>
        <Refusal error={preview.error ?? close.error} />
        <Group>
          <Button type="submit" variant="default" loading={preview.isPending}>
            {says.closurePreview}
          </Button>
        </Group>
        {preview.data !== undefined && (
          <>
            <Moves preview={preview.data} />
            <Group>
              <Button loading={close.isPending} onClick={() => close.mutate(undefined)}>
                {says.closureDo}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}

const SHOWN = 50;

function Moves({ preview: { open, moved, isComplete, deadlines } }: { preview: Preview }) {
  const says = useWords(TEXTS);
  return (
    <Stack gap="xs">
      <Alert color={moved > 0 ? 'orange' : 'gray'} variant="light" role="status">
        {fill(says.closureMoves, { moved, open })} {!isComplete && says.closureMore}
      </Alert>
      {deadlines.length > 0 && (
        <Stacked minWidth={420} head={[says.case, says.before, says.after]}>
          {deadlines.slice(0, SHOWN).map(({ code, clock, before, after }) => (
            <Table.Tr key={`${code} ${clock}`}>
              <Cell>
                <Link to="/cases/$code" params={{ code }}>
                  {code}
                </Link>{' '}
                <Text span size="xs" c="dimmed">
                  {clock}
                </Text>
              </Cell>
              <Cell of={says.before}>
                <Moment at={before} />
              </Cell>
              <Cell of={says.after}>
                <Moment at={after} />
              </Cell>
            </Table.Tr>
          ))}
        </Stacked>
      )}
    </Stack>
  );
}
