import { Group, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PeriodFields, PersonChooser } from '../shell/choosers.tsx';
import { ExportMenu } from '../shell/export.tsx';
import { useTexts } from '../shell/language.tsx';
import { type ReadFilters, readReadFilters } from './filters.ts';
import { Heading } from './heading.tsx';
import { readsQuery } from './queries.ts';
import { ReadList } from './read-list.tsx';
import { TEXTS } from './texts.ts';

/** Which officers looked at which cases. */
export default function ReadsPage() {
  const says = useTexts(TEXTS);
  const filters = useSearch({ from: '/audit/reads' });
  const navigate = useNavigate({ from: '/audit/reads' });
  const change = (part: { readonly [K in keyof ReadFilters]?: ReadFilters[K] | undefined }) =>
    void navigate({
      search: (before: ReadFilters) => readReadFilters({ ...before, ...part }),
      replace: true,
    });
  return (
    <Stack gap="md">
      <Heading title={says.readsTitle} text={says.readsText}>
        <ExportMenu path="/v1/reads" query={readsQuery(filters)} />
      </Heading>
      <Group gap="sm" align="flex-end" className="no-print">
        <PersonChooser label={says.reader} value={filters.by} onChange={(by) => change({ by })} />
        <PeriodFields from={filters.from} to={filters.to} onChange={change} />
      </Group>
      <ReadList filters={filters} />
    </Stack>
  );
}
