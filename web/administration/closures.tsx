import { Button, Checkbox, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { Section } from '../case/section.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useAgencies } from '../shell/directory.ts';
import { date } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Window } from '../shell/window.tsx';
import { useChange } from './change.ts';
import { type Declared, declaredIn } from './declared.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

/** What was declared, and the way to take it back. */
export function Closures({ calendar }: { calendar: BusinessCalendar }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencies = useAgencies();
  const [taken, setTaken] = useState<Declared | null>(null);
  const declared = declaredIn(calendar);
  if (declared.length === 0) return null;
  const day = (value: string) => date(`${value}T12:00:00+07:00`, language);
  const areaName = (area: string) => agencies.find((each) => each.area === area)?.name[language] ?? area;
  return (
    <Section title={says.closuresDeclared}>
      <Stacked minWidth={620} head={[says.period, says.reason, says.closureAreas, says.state]}>
        {declared.map((each) => (
          <Table.Tr key={`${each.day} ${each.decision} ${each.areas?.join()}`}>
            <Cell>{each.until === each.day ? day(each.day) : `${day(each.day)} – ${day(each.until)}`}</Cell>
            <Cell>
              {each.name[language]}
              <Text size="xs" c="dimmed">
                {each.decision}
              </Text>
            </Cell>
            <Cell of={says.closureAreas}>{each.areas?.map(areaName).join(', ') ?? says.wholeProvince}</Cell>
            <Cell>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${says.takeBack}: ${each.name[language]}`}
                onClick={() => setTaken(each)}
              >
                {says.takeBack}
              </Button>
            </Cell>
          </Table.Tr>
        ))}
      </Stacked>
      <Window opened={taken !== null} onClose={() => setTaken(null)} title={says.takeBackTitle}>
        {taken !== null && <TakeBack calendar={calendar.id} declared={taken} onDone={() => setTaken(null)} />}
      </Window>
    </Section>
  );
}

function TakeBack({
  calendar,
  declared: { day, until, areas },
  onDone,
}: {
  readonly calendar: string;
  readonly declared: Declared;
  readonly onDone: () => void;
}) {
  const says = useTexts(TEXTS);
  const [decision, setDecision] = useState('');
  const [retroactive, setRetroactive] = useState(false);
  const withdraw = useChange(
    () =>
      dataOf(
        api.POST('/v1/calendars/{id}/closures/withdrawal', {
          params: { path: { id: calendar } },
          body: { day, until, ...(areas === undefined ? {} : { areas: [...areas] }), decision, retroactive },
        }),
      ),
    ['calendars', 'case', 'tasks'],
    says.closureDone,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <Stack gap="sm">
        <Refusal error={withdraw.error} />
        <Text size="sm">{says.takeBackText}</Text>
        <TextInput
          label={says.closureField.decision}
          required
          value={decision}
          onChange={({ currentTarget }) => setDecision(currentTarget.value)}
        />
        <Checkbox
          label={says.retroactive}
          description={says.retroactiveText}
          checked={retroactive}
          onChange={({ currentTarget }) => setRetroactive(currentTarget.checked)}
        />
        <Group>
          <Button type="submit" loading={withdraw.isPending}>
            {says.takeBack}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
