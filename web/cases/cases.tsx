import { Button, Checkbox, Group, SegmentedControl, Stack, Table, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { CaseLink } from '../shell/case-link.tsx';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { placed, searchedFor } from '../shell/search-text.ts';
import { holds, useMe } from '../shell/session.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment, TimeLeft } from '../shell/time.tsx';
import { useTyped } from '../shell/typed.ts';
import { UrgencyMark } from '../shell/urgency.tsx';
import { type ListedCase, useCases } from './data.ts';
import { type CaseFilters, readCaseFilters } from './filters.ts';
import { Narrowed } from './narrowed.tsx';
import { TEXTS } from './texts.ts';

/** Every case that somebody may see: an officer's, or a citizen's own. */
export default function Cases() {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const { data: me } = useMe();
  const filters = useSearch({ from: '/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const change = (part: { readonly [K in keyof CaseFilters]?: CaseFilters[K] | undefined }) =>
    void navigate({
      search: (before: CaseFilters) => readCaseFilters({ ...before, ...part }),
      state: true,
      replace: true,
    });
  const find = (typed: string) => {
    const { text: code, state } = placed(typed);
    void navigate({
      search: (before: CaseFilters) => readCaseFilters({ ...before, text: code }),
      state,
      replace: true,
    });
  };
  const text = searchedFor(filters, useLocation().state);
  const query = useCases(filters, text);
  const cases = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {holds(me, 'citizen') ? all.places.myCases : all.places.cases}
      </Title>
      <Group gap="sm">
        <SearchBox text={text} onChange={find} />
        <SegmentedControl
          aria-label={says.kind}
          value={filters.kind ?? 'both'}
          onChange={(kind) => change({ kind: kind === 'both' ? undefined : (kind as 'dossier') })}
          data={[
            { value: 'both', label: says.both },
            { value: 'dossier', label: all.kinds.dossier },
            { value: 'complaint', label: all.kinds.complaint },
          ]}
        />
        <SegmentedControl
          aria-label={says.sort}
          value={filters.sort ?? 'filed'}
          onChange={(sort) => change({ sort: sort === 'due' ? 'due' : undefined })}
          data={[
            { value: 'filed', label: says.byFiling },
            { value: 'due', label: says.byDeadline },
          ]}
        />
        <Checkbox
          label={says.overdue}
          checked={filters.overdue === true}
          onChange={({ currentTarget }) => change({ overdue: currentTarget.checked ? true : undefined })}
        />
      </Group>
      <Narrowed
        filters={filters}
        remove={(...names) => change(Object.fromEntries(names.map((name) => [name, undefined])))}
      />
      <Shown query={query} rows={10}>
        {() =>
          cases.length === 0 ? (
            <Empty title={says.nothing}>{says.nothingText}</Empty>
          ) : (
            <CaseTable cases={cases} />
          )
        }
      </Shown>
      {query.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
        >
          {says.more}
        </Button>
      )}
    </Stack>
  );
}

function SearchBox({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const says = useTexts(TEXTS);
  const typing = useTyped(text, onChange, 250);
  return (
    <TextInput
      flex={1}
      miw={220}
      leftSection={<IconSearch size={16} aria-hidden />}
      placeholder={says.find}
      aria-label={says.find}
      {...typing}
    />
  );
}

function CaseTable({ cases }: { cases: readonly ListedCase[] }) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  return (
    <Stacked
      minWidth={560}
      head={[says.code, says.procedure, says.status, says.filedAt, { name: all.time.due, width: 160 }]}
    >
      {cases.map(({ id, code, procedure, status, statusText, urgency, filedAt, dueAt, phase, closedAt }) => (
        <Table.Tr key={id}>
          <Cell>
            <CaseLink code={code} />
          </Cell>
          <Cell>
            {procedure.name} <UrgencyMark urgency={urgency} />
          </Cell>
          <Cell of={says.status}>{statusText}</Cell>
          <Cell of={says.filedAt}>
            <Moment at={filedAt} />
          </Cell>
          <Cell>
            {closedAt === null && <TimeLeft dueAt={dueAt} phase={phase} isToCome={status === 'filed'} />}
          </Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
