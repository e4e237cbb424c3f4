import { Badge, Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { isMeant } from '../shell/search-text.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { Frame } from './frame.tsx';
import { TEXTS } from './texts.ts';

/** What is published, by which version cases are begun now. */
export default function ProceduresPage() {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const query = useQuery({
    queryKey: ['procedures', 'all', language],
    queryFn: () => dataOf(api.GET('/v1/procedures')).then(({ items }) => items),
  });
  return (
    <Frame title={says.page.procedures}>
      <Group align="end">
        <TextInput
          label={says.findProcedure}
          flex={1}
          miw={220}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button renderRoot={(props) => <Link {...props} to="/administration/publish" />}>
          {says.publishNew}
        </Button>
      </Group>
      <Shown query={query}>
        {(items) => (
          <Found
            listed={items
              .filter((each) => isMeant(typed, each.names.vi, each.names.en, each.code))
              .sort((a, b) => a.name.localeCompare(b.name, language))}
          />
        )}
      </Shown>
    </Frame>
  );
}

type Listed = components['schemas']['ListedProcedure'];

function Found({ listed }: { listed: readonly Listed[] }) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  if (listed.length === 0) return <Empty title={says.nothingFound}>{says.nothingFoundText}</Empty>;
  return (
    <Stacked minWidth={620} head={[says.procedure, says.version, says.publishedAt]}>
      {listed.map(({ code, name, kind, version, hash, publishedAt }) => (
        <Table.Tr key={code}>
          <Cell>
            <Link
              to="/administration/procedures/$code"
              params={{ code }}
              className="strong-link"
              style={{ whiteSpace: 'normal' }}
            >
              {name}
            </Link>
            <Group gap={6}>
              <Text size="xs" c="dimmed">
                {code}
              </Text>
              <Badge size="xs" variant="default" tt="none">
                {all.kinds[kind]}
              </Badge>
            </Group>
          </Cell>
          <Cell of={says.version}>
            <Text size="sm">{version}</Text>
            <Text size="xs" c="dimmed" ff="monospace">
              {hash.slice(0, 12)}
            </Text>
          </Cell>
          <Cell of={says.publishedAt}>
            <Moment at={publishedAt} />
          </Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
