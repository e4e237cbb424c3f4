import { Alert, Button, Code, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { sizeOf } from '../shell/files.ts';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { number } from '../shell/minutes.ts';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { useVerification, type Verification } from './data.ts';
import { TEXTS } from './texts.ts';

/** The seal: whether the case is what was written, and what was checked to say so. */
export function Verified({ code }: { code: string }) {
  const says = useTexts(TEXTS);
  const query = useVerification(code);
  return (
    <Stack gap="md" maw={760}>
      <Shown query={query}>{(checked) => <Seal checked={checked} />}</Shown>
      <Group className="no-print">
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {says.checkAgain}
        </Button>
      </Group>
    </Stack>
  );
}

function Seal({ checked }: { checked: Verification }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { intact, checkedAt, findings } = checked;
  return (
    <>
      <Alert
        role="status"
        variant="light"
        color={intact ? 'teal' : 'red'}
        icon={intact ? <IconShieldCheck size={28} aria-hidden /> : <IconShieldX size={28} aria-hidden />}
        title={
          <Text span fw={650} c="var(--mantine-color-text)">
            {intact ? says.intact : says.broken}
          </Text>
        }
      >
        <Text size="sm">{fill(says.checkedAt, { at: dateTime(checkedAt, language) })}</Text>
      </Alert>
      {findings.length > 0 && (
        <Stack gap="xs">
          <Title order={2} size="h5">
            {says.findings}
          </Title>
          <List spacing={4}>
            {findings.map(({ kind, seq, detail }) => (
              <List.Item key={detail}>
                {says.finding[kind]}
                {seq !== null && `, ${fill(says.atEvent, { seq })}`}
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
      <Checked checked={checked} />
    </>
  );
}

function Checked({ checked }: { checked: Verification }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { events, firstAt, lastAt, headHash, texts, documents, files } = checked;
  const at = (iso: string | null) => (iso === null ? says.none : dateTime(iso, language));
  const size = sizeOf(files.bytes, language);
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [says.events, number(events, language)],
    [says.span, `${at(firstAt)} – ${at(lastAt)}`],
    [
      says.head,
      <Code key="head" style={{ overflowWrap: 'anywhere' }}>
        {headHash}
      </Code>,
    ],
    [says.texts, number(texts, language)],
    [says.documentsInRecord, number(documents, language)],
    [
      says.files,
      fill(says.filesRead, { read: files.read, size }) +
        (files.unread === 0 ? '' : `; ${fill(says.filesUnread, { unread: files.unread })}`),
    ],
  ];
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {says.checked}
      </Title>
      <Table variant="vertical" layout="fixed">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w="40%">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
