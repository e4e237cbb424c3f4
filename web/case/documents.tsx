import { Alert, Anchor, Button, Group, Image, List, Stack, Text } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useProcedure } from '../shell/directory.ts';
import { DocumentButton } from '../shell/document-button.tsx';
import { sizeOf } from '../shell/files.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import { type Case, useDocuments } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';
import { type Document, versionsOf } from './versions.ts';

/** Browsers show these themselves; all else they would only save. */
const isShown = (mediaType: string) => mediaType.startsWith('image/') || mediaType === 'application/pdf';

/** What was handed in; earlier versions of a document lie folded under the newest. */
export function Documents({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: procedure } = useProcedure(shown.procedure.code, shown.procedure.version);
  const [looked, setLooked] = useState<Document | null>(null);
  const ruleName = (rule: string) =>
    procedure?.documents.find(({ id }) => id === rule)?.name[language] ?? says.otherDocument;
  const documents = versionsOf(shown.documents);
  return (
    <Section title={says.documents}>
      {shown.missing.length > 0 && (
        <Alert color="yellow" variant="light" title={says.missing}>
          <List size="sm" spacing={4}>
            {shown.missing.map((rule) => (
              <List.Item key={rule}>
                {ruleName(rule)}
                {shown.advice[rule] !== undefined && <Text size="sm">{shown.advice[rule]}</Text>}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {documents.length === 0 && <Text c="dimmed">{says.noDocuments}</Text>}
      {documents.map(({ newest, older }) => (
        <Stack key={newest.id} gap={4}>
          <Version document={newest} title={ruleName(newest.rule)} onLook={setLooked} />
          {older.length > 0 && <Older documents={older} title={ruleName(newest.rule)} onLook={setLooked} />}
        </Stack>
      ))}
      <Window opened={looked !== null} onClose={() => setLooked(null)} title={looked?.name ?? ''} size="xl">
        {looked !== null && <Preview document={looked} />}
      </Window>
    </Section>
  );
}

interface OlderProps {
  readonly documents: readonly Document[];
  readonly title: string;
  onLook(document: Document): void;
}

function Older({ documents, title, onLook }: OlderProps) {
  const says = useTexts(TEXTS);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={isOpen}
        aria-label={`${fill(says.olderVersions, { count: documents.length })}: ${title}`}
        onClick={() => setOpen(!isOpen)}
      >
        {fill(says.olderVersions, { count: documents.length })}
      </Button>
      {isOpen && (
        <Stack gap="xs" pl="md">
          {documents.map((each) => (
            <Version key={each.id} document={each} title={says.older} onLook={onLook} />
          ))}
        </Stack>
      )}
    </>
  );
}

interface VersionProps {
  readonly document: Document;
  readonly title: string;
  onLook(document: Document): void;
}

function Version({ document: each, title, onLook }: VersionProps) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Group wrap="nowrap" justify="space-between">
      <Stack gap={0} style={{ minWidth: 0 }}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {each.name} · {sizeOf(each.size, language)}
        </Text>
      </Stack>
      {each.stored ? (
        <Group gap={4} wrap="nowrap" className="no-print">
          {isShown(each.mediaType) && (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconEye size={14} aria-hidden />}
              aria-label={`${says.preview}: ${each.name}`}
              onClick={() => onLook(each)}
            >
              {says.preview}
            </Button>
          )}
          <Download href={`/v1/documents/${each.id}/file`} name={each.name} />
        </Group>
      ) : (
        <Text size="xs" c="dimmed">
          {says.notStored}
        </Text>
      )}
    </Group>
  );
}

function Preview({ document: { id, name, mediaType } }: { document: Document }) {
  const address = `/v1/documents/${id}/file`;
  if (mediaType.startsWith('image/')) return <Image src={address} alt={name} fit="contain" mah="75vh" />;
  return <iframe src={address} title={name} style={{ width: '100%', height: '75vh', border: 0 }} />;
}

function Download({ href, name }: { href: string; name: string }) {
  const says = useTexts(TEXTS);
  return (
    <Button
      component="a"
      href={href}
      download={name}
      size="compact-sm"
      variant="default"
      aria-label={`${says.download}: ${name}`}
    >
      <IconDownload size={14} aria-hidden />
    </Button>
  );
}

/** What the offices made of the case: receipt, letters, the result. */
export function GeneratedDocuments({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const query = useDocuments(shown.code);
  return (
    <Section title={says.made}>
      <Shown query={query} rows={2}>
        {(documents) =>
          documents.length === 0 ? (
            <Text c="dimmed">{says.noMade}</Text>
          ) : (
            documents.map(({ id, name, language: of, state }) => (
              <Group key={id} justify="space-between">
                <Anchor href={`/v1/generated-documents/${id}`} target="_blank" rel="noreferrer">
                  {name}
                </Anchor>
                <Group gap="xs">
                  {state === 'generated' && (
                    <DocumentButton
                      size="compact-sm"
                      label={of === 'vi' ? says.inOtherLanguage : says.inVietnamese}
                      name={name}
                      wanted={{ form: 'copy', document: id, language: of === 'vi' ? 'en' : 'vi' }}
                    />
                  )}
                  <Text size="xs" c="dimmed" tt="uppercase">
                    {of}
                  </Text>
                </Group>
              </Group>
            ))
          )
        }
      </Shown>
      {shown.kind === 'dossier' && !isOutsider(me) && (
        <DocumentButton
          size="compact-sm"
          label={says.controlSheet}
          wanted={{ form: 'control-sheet', case: shown.code, language: 'vi' }}
        />
      )}
    </Section>
  );
}
