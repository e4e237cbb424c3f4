import {
  Alert,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { components } from '../api/schema.gen.ts';
import { ClockName } from '../audit/clock-name.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useAgencies } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { minutesOfClock } from '../shell/minutes.ts';
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
  const says = useTexts(TEXTS);
  const [draft, setDraft] = useState({ day: '', until: '', vi: '', en: '', decision: '' });
  const [open, setOpen] = useState<{ from: string; until: string } | null>(null);
  const [areas, setAreas] = useState<string[]>([]);
  const [retroactive, setRetroactive] = useState(false);
  const [sparesCitizens, setSparesCitizens] = useState(false);
  const at = { params: { path: { id } } };
  const closure: Closure = {
    day: draft.day,
    ...(draft.until === '' ? {} : { until: draft.until }),
    hours: open === null ? null : [[minutesOfClock(open.from) ?? 0, minutesOfClock(open.until) ?? 0]],
    name: { vi: draft.vi, en: draft.en },
    decision: draft.decision,
    ...(areas.length === 0 ? {} : { areas }),
    sparesCitizens,
    retroactive,
  };
  const preview = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/calendars/{id}/closures/preview', { ...at, body: closure })),
  });
  const close = useChange(
    () => dataOf(api.POST('/v1/calendars/{id}/closures', { ...at, body: closure })),
    ['calendars', 'case', 'tasks'],
    says.closureDone,
  );
  // What was looked at is not what would be done any more.
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      preview.reset();
    };
  const field = (name: keyof typeof draft, required = true) => ({
    label: says.closureField[name],
    required,
    value: draft[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      anew(setDraft)({ ...draft, [name]: value });
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
          <AreaChooser value={areas} onChange={anew(setAreas)} />
        </SimpleGrid>
        <Checkbox
          label={says.closureInPart}
          checked={open !== null}
          onChange={({ currentTarget }) =>
            anew(setOpen)(currentTarget.checked ? { from: '07:30', until: '11:30' } : null)
          }
        />
        {open !== null && (
          <Group>
            <TextInput
              type="time"
              label={says.openFrom}
              value={open.from}
              onChange={({ currentTarget }) => anew(setOpen)({ ...open, from: currentTarget.value })}
            />
            <TextInput
              type="time"
              label={says.openUntil}
              value={open.until}
              onChange={({ currentTarget }) => anew(setOpen)({ ...open, until: currentTarget.value })}
            />
          </Group>
        )}
        <Checkbox
          label={says.sparesCitizens}
          description={says.sparesCitizensText}
          checked={sparesCitizens}
          onChange={({ currentTarget }) => anew(setSparesCitizens)(currentTarget.checked)}
        />
        <Checkbox
          label={says.retroactive}
          description={says.retroactiveText}
          checked={retroactive}
          onChange={({ currentTarget }) => anew(setRetroactive)(currentTarget.checked)}
        />
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

/** Communes for which alone it holds; none chosen: the whole province. */
function AreaChooser({ value, onChange }: { value: string[]; onChange: (areas: string[]) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const communes = useAgencies().filter(({ area, fulfils }) => area !== null && fulfils.includes('commune'));
  return (
    <MultiSelect
      label={says.closureAreas}
      placeholder={value.length === 0 ? says.wholeProvince : ''}
      searchable
      clearable
      data={communes.map(({ area, name }) => ({ value: area ?? '', label: name[language] }))}
      value={value}
      onChange={onChange}
    />
  );
}

const SHOWN = 50;

function Moves({ preview: { open, moved, isComplete, deadlines } }: { preview: Preview }) {
  const says = useTexts(TEXTS);
  return (
    <Stack gap="xs">
      <Alert color={moved > 0 ? 'orange' : 'gray'} variant="light" role="status">
        {fill(says.closureMoves, { moved, open })} {!isComplete && says.closureMore}
      </Alert>
      {deadlines.length > 0 && (
        <Stacked minWidth={420} head={[says.case, says.before, says.after]}>
          {deadlines.slice(0, SHOWN).map(({ code, clock, before, after, late, ...rest }) => (
            <Table.Tr key={`${code} ${clock}`}>
              <Cell>
                <Link to="/cases/$code" params={{ code }}>
                  {code}
                </Link>{' '}
                <Text span size="xs" c="dimmed">
                  <ClockName clock={clock} {...rest} />
                  {late !== null &&
                    ` · ${says.judgedAnew[late.before ? 'late' : 'inTime'][late.after ? 'late' : 'inTime']}`}
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
