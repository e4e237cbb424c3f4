/** Fields by which lists are narrowed; what is chosen stands in the address. */
import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { ENGINE } from '../case/event-text-hook.ts';
import { CHOOSER_TEXTS } from './chooser-texts.ts';
import { api, dataOf } from './client.ts';
import { isDay } from './days.ts';
import { useAgencies, useUsers } from './directory.ts';
import { useLanguage, useTexts } from './language.tsx';

const HOUR = 3_600_000;

interface Chooser {
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
  readonly label?: string;
}

export function AgencyChooser({ value, onChange, label }: Chooser) {
  const says = useTexts(CHOOSER_TEXTS);
  const { language } = useLanguage();
  const agencies = useAgencies();
  return (
    <Choice
      label={label ?? says.agency}
      value={value}
      onChange={onChange}
      data={agencies.map(({ id, name }) => ({ value: id, label: name[language] }))}
    />
  );
}

export function ProcedureChooser({ value, onChange, label }: Chooser) {
  const says = useTexts(CHOOSER_TEXTS);
  const { data } = useProcedures();
  return (
    <Choice
      label={label ?? says.procedure}
      value={value}
      onChange={onChange}
      data={data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
    />
  );
}

/** An officer, or the engine where `withEngine`. */
export function PersonChooser({
  value,
  onChange,
  label,
  withEngine = false,
}: Chooser & { withEngine?: boolean }) {
  const says = useTexts(CHOOSER_TEXTS);
  const people = useUsers().map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Choice
      label={label ?? says.person}
      value={value}
      onChange={onChange}
      data={withEngine ? [{ value: ENGINE, label: says.engine }, ...people] : people}
    />
  );
}

export function KindChooser({
  value,
  onChange,
}: {
  readonly value: CaseKind | undefined;
  onChange(value: CaseKind | undefined): void;
}) {
  const says = useTexts(CHOOSER_TEXTS);
  const { says: all } = useLanguage();
  return (
    <Choice
      label={says.kind}
      value={value}
      placeholder={says.both}
      onChange={(kind) => onChange(kind === 'dossier' || kind === 'complaint' ? kind : undefined)}
      data={[
        { value: 'dossier', label: all.kinds.dossier },
        { value: 'complaint', label: all.kinds.complaint },
      ]}
    />
  );
}

/** `from` and `to` are days, and both are meant. */
export function PeriodFields({
  from,
  to,
  onChange,
}: {
  readonly from: string | undefined;
  readonly to: string | undefined;
  onChange(change: { readonly from?: string | undefined; readonly to?: string | undefined }): void;
}) {
  const says = useTexts(CHOOSER_TEXTS);
  const day = (name: 'from' | 'to', value: string | undefined) => (
    <TextInput
      type="date"
      w={150}
      label={says[name]}
      value={value ?? ''}
      {...(name === 'to' && from !== undefined ? { min: from } : {})}
      onChange={({ currentTarget }) =>
        onChange({ [name]: isDay(currentTarget.value) ? currentTarget.value : undefined })
      }
    />
  );
  return (
    <>
      {day('from', from)}
      {day('to', to)}
    </>
  );
}

export function Choice({
  label,
  value,
  onChange,
  data,
  placeholder,
}: Chooser & {
  readonly label: string;
  readonly placeholder?: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}) {
  const says = useTexts(CHOOSER_TEXTS);
  return (
    <Select
      label={label}
      placeholder={placeholder ?? says.all}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      // What is chosen is kept, though its name has not come yet.
      data={
        value === undefined || data.some((each) => each.value === value)
          ? [...data]
          : [...data, { value, label: value }]
      }
      searchable={data.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': `${label}: ${says.all}` }}
      nothingFoundMessage={says.none}
      w={{ base: '100%', xs: 220 }}
    />
  );
}

export function useProcedures() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['procedures', 'all', language],
    queryFn: () => dataOf(api.GET('/v1/procedures')).then(({ items }) => items),
    staleTime: HOUR,
  });
}

/** By code, in the chosen language; a code that is not known stands for itself. */
export function useProcedureNames(): (code: string) => string {
  const { data } = useProcedures();
  return (code) => data?.find((each) => each.code === code)?.name ?? code;
}
