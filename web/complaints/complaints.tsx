import {
  Alert,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { useWardNames } from '../map/data.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { Board } from './board.tsx';
import { ComplaintMap } from './complaint-map.tsx';
import { type OpenComplaints, useCategories, useOpenComplaints } from './data.ts';
import { type ComplaintFilters, useComplaintFilters } from './filters.ts';
import { Panel } from './panel.tsx';
import { TEXTS } from './texts.ts';

/** Every open complaint that somebody may see: on the map, or on the board from which they are given out. */
export default function Complaints() {
  const says = useTexts(TEXTS);
  const { filters, change } = useComplaintFilters();
  const query = useOpenComplaints(filters);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {says.title}
        </Title>
        <SegmentedControl
          aria-label={says.view}
          value={filters.view}
          onChange={(view) => change({ view: view === 'board' ? 'board' : 'map' })}
          data={[
            { value: 'map', label: says.map },
            { value: 'board', label: says.board },
          ]}
        />
      </Group>
      <Filters />
      <Shown query={query} rows={8}>
        {(found) => <Found found={found} view={filters.view} chosen={filters.chosen ?? null} />}
      </Shown>
      {filters.chosen !== undefined && (
        <Panel key={filters.chosen} code={filters.chosen} onClose={() => change({ chosen: undefined })} />
      )}
    </Stack>
  );
}

function Found({
  found: { items, areMore },
  view,
  chosen,
}: {
  found: OpenComplaints;
  view: ComplaintFilters['view'];
  chosen: string | null;
}) {
  const says = useTexts(TEXTS);
  const { change } = useComplaintFilters();
  const choose = (code: string) => change({ chosen: code });
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {fill(says.count, { count: items.length })}
      </Text>
      {areMore && (
        <Alert color="orange" variant="light">
          {says.more}
        </Alert>
      )}
      {items.length === 0 && <Empty title={says.nothing}>{says.nothingText}</Empty>}
      {view === 'map' ? (
        <ComplaintMap items={items} chosen={chosen} onChoose={choose} />
      ) : (
        <Board items={items} onChoose={choose} />
      )}
    </>
  );
}

function Filters() {
  const says = useTexts(TEXTS);
  const { language, says: all } = useLanguage();
  const { data: me } = useMe();
  const { filters, change } = useComplaintFilters();
  const { data: categories } = useCategories();
  const { wards } = useWardNames(me?.province);
  const named = (categories ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" maw={900}>
      <Select
        label={says.category}
        clearable
        placeholder={says.all}
        searchable
        data={named.sort((a, b) => a.label.localeCompare(b.label, language))}
        value={filters.category ?? null}
        onChange={(category) => change({ category: category ?? undefined })}
      />
      <Select
        label={says.ward}
        clearable
        placeholder={says.all}
        searchable
        data={wards}
        value={filters.ward ?? null}
        onChange={(ward) => change({ ward: ward ?? undefined })}
      />
      <Select
        label={says.urgency}
        clearable
        placeholder={says.all}
        data={URGENCIES.map((value) => ({
          value,
          label: all.urgencies[value],
        }))}
        value={filters.urgency ?? null}
        onChange={(urgency) => change({ urgency: urgency ?? undefined })}
      />
      <Checkbox
        mb={8}
        style={{ alignSelf: 'end' }}
        label={says.overdue}
        checked={filters.overdue === true}
        onChange={({ currentTarget }) => change({ overdue: currentTarget.checked ? true : undefined })}
      />
    </SimpleGrid>
  );
}
