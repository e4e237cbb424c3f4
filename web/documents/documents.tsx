import {
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { PROVINCE_ROLES } from '../../domain/vocabulary/roles.ts';
import { CHOOSER_TEXTS } from '../shell/chooser-texts.ts';
import { AgencyChooser } from '../shell/choosers.tsx';
import { dayOf } from '../shell/days.ts';
import { useAgencies } from '../shell/directory.ts';
import { DocumentButton } from '../shell/document-button.tsx';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** Lists that an office keeps on paper. */
export default function Documents() {
  const { says } = useLanguage();
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {says.places.documents}
      </Title>
      <Register />
      <Handover />
    </Stack>
  );
}

function Register() {
  const says = useTexts(TEXTS);
  const choosers = useTexts(CHOOSER_TEXTS);
  const today = dayOf(Date.now());
  const [own, agency, setAgency] = useOwnAgency();
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [until, setUntil] = useState(today);
  const [language, setLanguage] = useState<Language>('vi');
  const isWhole = agency !== undefined && from !== '' && until !== '';
  return (
    <Part title={says.register} text={says.registerText}>
      <Group gap="sm" align="end">
        <Choice label={says.agency} data={own} value={agency} onChange={setAgency} />
        <TextInput
          type="date"
          label={choosers.from}
          value={from}
          max={today}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={choosers.to}
          value={until}
          min={from}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <SegmentedControl
          aria-label={says.language}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={[
            { value: 'vi', label: says.vietnamese },
            { value: 'en', label: says.english },
          ]}
        />
      </Group>
      <DocumentButton
        key={[agency, from, until, language].join()}
        label={says.make}
        wanted={isWhole ? { form: 'register', agency, from, until, language } : null}
      />
    </Part>
  );
}

function Handover() {
  const says = useTexts(TEXTS);
  const [own, from, setFrom] = useOwnAgency();
  const [to, setTo] = useState<string>();
  const [text, setText] = useState('');
  const cases = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const isWhole = from !== undefined && to !== undefined && cases.length > 0;
  return (
    <Part title={says.handover} text={says.handoverText}>
      <Group gap="sm" align="end">
        <Choice label={says.from} data={own} value={from} onChange={setFrom} />
        <AgencyChooser label={says.to} value={to} onChange={setTo} />
      </Group>
      <Textarea
        label={says.codes}
        autosize
        minRows={4}
        maxRows={16}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <DocumentButton
        key={[from, to, ...cases].join()}
        label={fill(says.makeList, { count: cases.length })}
        wanted={isWhole ? { form: 'handover-list', from, to, cases, language: 'vi' } : null}
      />
    </Part>
  );
}

interface Named {
  readonly value: string;
  readonly label: string;
}

/** Offices of which one may make lists: one's own, or for who answers for the province each. */
function useOwnAgency(): [readonly Named[], string | undefined, (id: string | null) => void] {
  const { data: me } = useMe();
  const { language } = useLanguage();
  const roles = me?.roles ?? [];
  const isWide = holds(me, ...PROVINCE_ROLES);
  const own = useAgencies()
    .filter(({ id }) => isWide || roles.some(({ agency }) => agency === id))
    .map(({ id, name }) => ({ value: id, label: name[language] }));
  const [chosen, setChosen] = useState<string | null>(null);
  return [own, chosen ?? (isWide ? undefined : own[0]?.value), setChosen];
}

function Choice({
  label,
  data,
  value,
  onChange,
}: {
  readonly label: string;
  readonly data: readonly Named[];
  readonly value: string | undefined;
  onChange(id: string | null): void;
}) {
  return (
    <Select
      label={label}
      w={{ base: '100%', xs: 280 }}
      searchable={data.length > 8}
      allowDeselect={false}
      data={[...data]}
      value={value ?? null}
      onChange={onChange}
    />
  );
}

function Part({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm" align="stretch">
        <Title order={2} size="h5">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
