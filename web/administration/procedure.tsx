import { Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { Section } from '../case/section.tsx';
import { ProcedureDiagram } from '../diagram/procedure-diagram.tsx';
import type { FormSchema } from '../form/rule.ts';
import { SchemaFields } from '../form/schema-fields.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useProcedure } from '../shell/directory.ts';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { Frame } from './frame.tsx';
import { Migration } from './migration.tsx';
import { TEXTS } from './texts.ts';

/** A procedure as people will meet it: its way, its form, what its versions changed, and moving open cases. */
export default function ProcedurePage() {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { code } = useParams({ from: '/administration/procedures/$code' });
  const query = useProcedure(code);
  const versions = useQuery({
    queryKey: ['procedure', code, 'versions'],
    queryFn: () =>
      dataOf(api.GET('/v1/procedures/{code}/versions', { params: { path: { code } } })).then(
        ({ items }) => items,
      ),
  });
  return (
    <Frame title={query.data?.name[language] ?? code}>
      <Shown query={query}>
        {(procedure) => (
          <>
            <Text c="dimmed">
              {code} · {fill(says.inForce, { version: procedure.version })}
            </Text>
            <Section title={says.asDiagram}>
              <ProcedureDiagram procedure={procedure} />
            </Section>
            <FormPreview procedure={procedure} />
            <Shown query={versions} rows={2}>
              {(all) => (
                <>
                  <Versions code={code} versions={all} language={language} />
                  {all.length > 1 && <Migration code={code} versions={all.map(({ version }) => version)} />}
                </>
              )}
            </Shown>
          </>
        )}
      </Shown>
    </Frame>
  );
}

/** As it stands at the counter; what is typed here goes nowhere. */
export function FormPreview({ procedure }: { procedure: Procedure }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  return (
    <Section title={says.asForm}>
      <SchemaFields
        schema={procedure.form as FormSchema}
        values={values}
        errorOf={() => undefined}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      {procedure.documents.length > 0 && (
        <Text size="sm">
          {says.documents}: {procedure.documents.map(({ name }) => name[language]).join('; ')}
        </Text>
      )}
    </Section>
  );
}

interface VersionsProps {
  readonly code: string;
  readonly versions: readonly {
    readonly version: number;
    readonly publishedAt: string;
    readonly hash: string;
  }[];
  readonly language: Language;
}

function Versions({ code, versions, language }: VersionsProps) {
  const says = useTexts(TEXTS);
  const [newest, before] = versions;
  const [from, setFrom] = useState(before?.version ?? null);
  const [to, setTo] = useState(newest?.version ?? null);
  const options = versions.map(({ version, publishedAt }) => ({
    value: String(version),
    label: `${version} · ${dateTime(publishedAt, language)}`,
  }));
  const diff = useQuery({
    queryKey: ['procedure', code, 'diff', from, to, language],
    enabled: from !== null && to !== null && from !== to,
    queryFn: () =>
      dataOf(
        api.GET('/v1/procedures/{code}/diff', {
          params: { path: { code }, query: { from: from ?? 1, to: to ?? 1 } },
        }),
      ).then(({ items }) => items),
  });
  return (
    <Section title={says.versions}>
      {versions.length < 2 ? (
        <Text c="dimmed">{says.oneVersion}</Text>
      ) : (
        <Stack gap="sm">
          <Select
            label={says.fromVersion}
            allowDeselect={false}
            maw={320}
            data={options}
            value={String(from)}
            onChange={(chosen) => setFrom(Number(chosen))}
          />
          <Select
            label={says.toVersion}
            allowDeselect={false}
            maw={320}
            data={options}
            value={String(to)}
            onChange={(chosen) => setTo(Number(chosen))}
          />
          {from === to ? (
            <Changes changes={[]} />
          ) : (
            <Shown query={diff} rows={2}>
              {(changes) => <Changes changes={changes} />}
            </Shown>
          )}
        </Stack>
      )}
    </Section>
  );
}

export function Changes({
  changes,
}: {
  changes: readonly { readonly path: string; readonly text: string }[];
}) {
  const says = useTexts(TEXTS);
  if (changes.length === 0) return <Text c="dimmed">{says.noChanges}</Text>;
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Tbody>
          {changes.map(({ path, text }) => (
            <Table.Tr key={path + text}>
              <Table.Td>{text}</Table.Td>
              <Table.Td>
                <Text size="xs" c="dimmed" ff="monospace">
                  {path}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
