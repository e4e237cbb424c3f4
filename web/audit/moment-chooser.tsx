import { Group, Select, TextInput } from '@mantine/core';
import { useHistory } from '../case/data.ts';
import { instantOfLocal, localTime } from '../shell/days.ts';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** A moment of a case: right after one of its events, or any other. */
export function MomentChooser({
  code,
  label,
  at,
  onChange,
}: {
  readonly code: string;
  readonly label: string;
  readonly at: string | undefined;
  onChange(at: string | undefined): void;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: events = [] } = useHistory(code);
  const choices = events.map(({ seq, at: its, text }) => ({
    value: String(seq),
    at: its,
    label: `${fill(says.eventChoice, { seq, text })} (${dateTime(its, language)})`,
  }));
  // Events of one order bear the same instant: the case was never between them.
  const chosen = choices.findLast((each) => each.at === at);
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <TextInput
        type="datetime-local"
        step={1}
        w={230}
        label={label}
        value={at === undefined ? '' : localTime(at)}
        onChange={({ currentTarget }) => onChange(instantOfLocal(currentTarget.value) ?? undefined)}
      />
      <Select
        label={`${label}: ${says.asOfEvent.toLocaleLowerCase(language)}`}
        w={{ base: '100%', xs: 420 }}
        searchable
        data={choices}
        value={chosen?.value ?? null}
        onChange={(value) => onChange(choices.find((each) => each.value === value)?.at)}
      />
    </Group>
  );
}
