import { Button, Group, Select, Stack, Table, TagsInput, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AGENCY_LEVELS, ASSIGN_WAYS } from '../../domain/vocabulary/agencies.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useAgencies } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Shown } from '../shell/states.tsx';
import { Window } from '../shell/window.tsx';
import { useChange } from './change.ts';
import { Frame, Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';
import { treeOf } from './tree.ts';

type AgencyInput = components['schemas']['AgencyInput'];

const NEW: AgencyInput = {
  id: '',
  parent: null,
  level: 'commune',
  name: { vi: '', en: '' },
  code: '',
  fulfils: [],
  area: null,
};

/** The offices, each below the one that it belongs to. */
export default function AgenciesPage() {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [edited, setEdited] = useState<AgencyInput | null>(null);
  const query = useQuery({ queryKey: ['agencies'], queryFn: () => dataOf(api.GET('/v1/agencies')) });
  return (
    <Frame title={says.page.agencies}>
      <Group>
        <Button onClick={() => setEdited(NEW)}>{says.newAgency}</Button>
      </Group>
      <Shown query={query}>
        {({ items }) => (
          <Stacked minWidth={620} head={[says.name, says.fulfils, says.area, { name: says.edit, width: 90 }]}>
            {treeOf(items).map(({ agency, depth }) => (
              <Table.Tr key={agency.id}>
                <Cell>
                  <Stack gap={0} pl={depth * 20}>
                    <Text size="sm">{agency.name[language]}</Text>
                    <Text size="xs" c="dimmed">
                      {agency.id} · {agency.code}
                    </Text>
                  </Stack>
                </Cell>
                <Cell of={says.fulfils}>
                  <Text size="xs">{agency.fulfils.join(', ')}</Text>
                </Cell>
                <Cell of={says.area}>
                  <Text size="xs">{agency.area ?? '—'}</Text>
                </Cell>
                <Cell>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${says.edit}: ${agency.name[language]}`}
                    onClick={() => setEdited(agency)}
                  >
                    {says.edit}
                  </Button>
                </Cell>
              </Table.Tr>
            ))}
          </Stacked>
        )}
      </Shown>
      <Window
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited?.name[language] ?? ''}
        size="lg"
      >
        {edited !== null && <AgencyForm agency={edited} onDone={() => setEdited(null)} />}
      </Window>
    </Frame>
  );
}

function AgencyForm({ agency, onDone }: { agency: AgencyInput; onDone: () => void }) {
  const says = useTexts(TEXTS);
  const { says: all, language: shown } = useLanguage();
  const agencies = useAgencies();
  const isNew = agency.id === '';
  const [draft, setDraft] = useState(agency);
  const change = (part: Partial<AgencyInput>) => setDraft((before) => ({ ...before, ...part }));
  const save = useChange(
    () => {
      const { province: _, ...body }: AgencyInput & { province?: string } = draft;
      return dataOf(api.PUT('/v1/agencies/{id}', { params: { path: { id: draft.id } }, body }));
    },
    ['agencies'],
    says.saved,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <Stack gap="sm">
        <Refusal error={save.error} />
        {isNew && (
          <TextInput
            label={says.agencyId}
            description={says.agencyIdText}
            required
            value={draft.id}
            onChange={({ currentTarget: { value } }) => change({ id: value })}
          />
        )}
        {LANGUAGES.map((language) => (
          <TextInput
            key={language}
            label={says.nameIn[language]}
            required
            value={draft.name[language]}
            onChange={({ currentTarget: { value } }) =>
              change({ name: { ...draft.name, [language]: value } })
            }
          />
        ))}
        <Select
          label={says.parent}
          placeholder={says.noParent}
          searchable
          clearable
          data={agencies
            .filter(({ id }) => id !== draft.id)
            .map(({ id, name }) => ({ value: id, label: name[shown] }))}
          value={draft.parent}
          onChange={(parent) => change({ parent })}
        />
        <Select
          label={says.level}
          allowDeselect={false}
          data={AGENCY_LEVELS.map((level) => ({ value: level, label: says.levels[level] }))}
          value={draft.level}
          onChange={(level) => change({ level: level === 'province' ? 'province' : 'commune' })}
        />
        <TextInput
          label={says.code}
          required
          value={draft.code}
          onChange={({ currentTarget: { value } }) => change({ code: value })}
        />
        <TagsInput
          label={says.fulfils}
          description={says.fulfilsText}
          value={[...draft.fulfils]}
          onChange={(fulfils) => change({ fulfils })}
        />
        <TextInput
          label={says.area}
          value={draft.area ?? ''}
          onChange={({ currentTarget: { value } }) => change({ area: value === '' ? null : value })}
        />
        <Select
          label={says.assign}
          clearable
          data={ASSIGN_WAYS.map((way) => ({ value: way, label: says.assignWay[way] }))}
          value={draft.assign ?? null}
          onChange={(assign) => change({ assign })}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {says.save}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {all.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
