import { Group } from '@mantine/core';
import { AgencyChooser, ProcedureChooser } from '../shell/choosers.tsx';
import { holds, useMe } from '../shell/session.ts';
import type { Filters } from './filters.ts';

interface Props {
  readonly filters: Filters;
  onChange(change: { readonly procedure?: string | undefined; readonly agency?: string | undefined }): void;
}

/** What few ask for: loaded when somebody does. */
export default function Narrowing({ filters: { procedure, agency }, onChange }: Props) {
  const { data: me } = useMe();
  return (
    <Group gap="sm">
      <ProcedureChooser value={procedure} onChange={(chosen) => onChange({ procedure: chosen })} />
      {holds(me, 'province-office') && (
        <AgencyChooser value={agency} onChange={(chosen) => onChange({ agency: chosen })} />
      )}
    </Group>
  );
}
