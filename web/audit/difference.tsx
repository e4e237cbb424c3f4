import { Stack, Table, Text, Timeline, Title } from '@mantine/core';
import { useHistory } from '../case/data.ts';
import { useTexts } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { useChangeTexts } from './change-text-hook.ts';
import { type CaseDifference as Compared, useDifference } from './data.ts';
import { MomentChooser } from './moment-chooser.tsx';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

/** What changed in a case between two moments: from its filing to its last event, until others are chosen. */
export function CaseDifference({
  code,
  since: requestedSince,
  until: requestedUntil,
  onChange,
}: {
  code: string;
  since: string | undefined;
  until: string | undefined;
  onChange: (change: { since?: string | undefined; until?: string | undefined }) => void;
}) {
  const says = useTexts(TEXTS);
  const { data: events } = useHistory(code);
  const since = requestedSince ?? events?.at(0)?.at;
  const until = requestedUntil ?? events?.at(-1)?.at;
  const query = useDifference(code, since, until);
  const isWrong = since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until);
  return (
    <Stack gap="md">
      <MomentChooser code={code} label={says.since} at={since} onChange={(at) => onChange({ since: at })} />
      <MomentChooser code={code} label={says.until} at={until} onChange={(at) => onChange({ until: at })} />
      {isWrong ? (
        <Text role="alert">{says.wrongOrder}</Text>
      ) : (
        <Shown query={query}>{(compared) => <Result compared={compared} />}</Shown>
      )}
    </Stack>
  );
}

function Result({ compared }: { compared: Compared }) {
  const says = useTexts(TEXTS);
  const labels = useChangeTexts(compared.code);
  const nameOf = useActorNames();
  const { events } = compared;
  // A deadline that was not there, of a clock that has stopped, is nothing to see.
  const changes = compared.changes.filter(
    ({ path, before, after }) => labels.value(path, before) !== labels.value(path, after),
  );
  return (
    <>
      <Title order={2} size="h5">
        {says.changes}
      </Title>
      {changes.length === 0 ? (
        <Text size="sm">{says.noChanges}</Text>
      ) : (
        <Stacked minWidth={560} head={[says.field, says.before, says.after]}>
          {changes.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Cell>{labels.field(path)}</Cell>
              <Cell of={says.before}>{labels.value(path, before)}</Cell>
              <Cell of={says.after}>{labels.value(path, after)}</Cell>
            </Table.Tr>
          ))}
        </Stacked>
      )}
      <Title order={2} size="h5">
        {says.between}
      </Title>
      {events.length === 0 ? (
        <Text size="sm">{says.noEvents}</Text>
      ) : (
        <Timeline bulletSize={14} lineWidth={2} active={events.length}>
          {events.map(({ seq, text, at, by }) => (
            <Timeline.Item key={seq} title={<Text size="sm">{text}</Text>}>
              <Text size="xs" c="dimmed">
                <Moment at={at} /> · {nameOf(by)}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </>
  );
}
