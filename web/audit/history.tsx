import { Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import {
  AgencyChooser,
  Choice,
  KindChooser,
  PeriodFields,
  PersonChooser,
  ProcedureChooser,
} from '../shell/choosers.tsx';
import { ExportMenu } from '../shell/export.tsx';
import { useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { placed, searchedFor } from '../shell/search-text.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { useTyped } from '../shell/typed.ts';
import { fill } from '../texts/index.ts';
import { type FoundEvent, useHistorySearch } from './data.ts';
import { EVENT_GROUPS, isEventGroup } from './event-groups.ts';
import { type HistoryFilters, readHistoryFilters } from './filters.ts';
import { Heading } from './heading.tsx';
import { useActorNames } from './people.ts';
import { historyQuery } from './queries.ts';
import { TEXTS } from './texts.ts';

type Change = { readonly [K in keyof HistoryFilters]?: HistoryFilters[K] | undefined };

/** What happened, over all cases. */
export default function HistoryPage() {
  const says = useTexts(TEXTS);
  const filters = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const change = (part: Change) =>
    void navigate({
      search: (before: HistoryFilters) => readHistoryFilters({ ...before, ...part }),
      state: true,
      replace: true,
    });
  const find = (typed: string) => {
    const { text: code, state } = placed(typed);
    void navigate({
      search: (before: HistoryFilters) => readHistoryFilters({ ...before, text: code }),
      state,
      replace: true,
    });
  };
  const text = searchedFor(filters, useLocation().state);
  const query = useHistorySearch(filters, text);
  const events = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Heading title={says.historyTitle}>
        <ExportMenu path="/v1/history/search" body={historyQuery(filters, text)} />
      </Heading>
      <Finder text={text} onChange={find} />
      <Filters filters={filters} change={change} />
      <Shown query={query} rows={10}>
        {() =>
          events.length === 0 ? (
            <Empty title={says.nothing}>{says.nothingText}</Empty>
          ) : (
            <EventTable events={events} />
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}

function Filters({ filters, change }: { filters: HistoryFilters; change: (part: Change) => void }) {
  const says = useTexts(TEXTS);
  const { group, by, agency, kind, procedure, from, to } = filters;
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <Choice
        label={says.group}
        value={group}
        onChange={(chosen) => change({ group: isEventGroup(chosen) ? chosen : undefined })}
        data={EVENT_GROUPS.map((value) => ({ value, label: says.groups[value] }))}
      />
      <PersonChooser label={says.by} value={by} withEngine onChange={(chosen) => change({ by: chosen })} />
      <AgencyChooser value={agency} onChange={(chosen) => change({ agency: chosen })} />
      <ProcedureChooser value={procedure} onChange={(chosen) => change({ procedure: chosen })} />
      <KindChooser value={kind} onChange={(chosen) => change({ kind: chosen })} />
      <PeriodFields from={from} to={to} onChange={change} />
    </Group>
  );
}

function Finder({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const says = useTexts(TEXTS);
  const typing = useTyped(text, onChange, 300);
  return (
    <TextInput
      className="no-print"
      label={says.find}
      leftSection={<IconSearch size={16} aria-hidden />}
      {...typing}
    />
  );
}

function EventTable({ events }: { events: readonly FoundEvent[] }) {
  const says = useTexts(TEXTS);
  const nameOf = useActorNames();
  return (
    <Stacked minWidth={640} head={[{ name: says.at, width: 130 }, says.case, says.what, says.by]}>
      {events.map((event) => (
        <Table.Tr key={`${event.case.id} ${event.seq}`}>
          <Cell>
            <Text size="sm">
              <Moment at={event.at} />
            </Text>
          </Cell>
          <Cell>
            <Link
              to="/audit/cases/$code"
              params={{ code: event.case.code }}
              search={{ view: 'as-of', at: event.at }}
              className="strong-link"
            >
              {event.case.code}
            </Link>
          </Cell>
          <Cell>
            <Text size="sm">{event.text}</Text>
          </Cell>
          <Cell>
            <Text size="sm">
              {nameOf(event.by)}
              {event.behalf !== null && `, ${fill(says.behalf, { name: nameOf(event.behalf) })}`}
            </Text>
          </Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
