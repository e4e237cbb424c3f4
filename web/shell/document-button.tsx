import { Button, Group, Text } from '@mantine/core';
import { IconExternalLink, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import type { TextsOf } from '../texts/index.ts';
import { api, dataOf } from './client.ts';
import { useTexts } from './language.tsx';

export type DocumentWanted = components['schemas']['DocumentRequest'];

const LOOK_MS = 2_000;

const vi = { open: 'Mở', making: 'Đang lập; sẽ có ngay khi xong.' };
const en: TextsOf<typeof vi> = { open: 'Open', making: 'Being made; it will be here when it is.' };
const TEXTS = { vi, en };

interface Props {
  readonly label: string;
  /** Of which of several, for whoever hears and does not see. */
  readonly name?: string;
  /** null: something is still to be chosen. */
  readonly wanted: DocumentWanted | null;
  readonly size?: 'sm' | 'compact-sm';
}

/** Asks for a document, and hands it over where it was asked for: a window that opens by itself would be stopped by the browser. */
export function DocumentButton({ label, name, wanted, size = 'sm' }: Props) {
  const says = useTexts(TEXTS);
  const asking = useMutation({
    mutationFn: (body: DocumentWanted) => dataOf(api.POST('/v1/generated-documents', { body })),
  });
  const document = asking.data;
  const address = `/v1/generated-documents/${document?.id}`;
  const { data: isThere = document?.state === 'generated' } = useQuery({
    queryKey: ['document', document?.id],
    // What is under way answers with a problem; of what is there the first byte is enough.
    queryFn: async () => (await fetch(address, { headers: { Range: 'bytes=0-0' } })).ok,
    enabled: document?.state === 'under-way',
    refetchInterval: ({ state }) => (state.data === true ? false : LOOK_MS),
  });
  return (
    <Group gap="xs" className="no-print">
      <Button
        size={size}
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        aria-label={name === undefined ? label : `${label}: ${name}`}
        disabled={wanted === null}
        loading={asking.isPending}
        onClick={() => wanted !== null && asking.mutate(wanted)}
      >
        {label}
      </Button>
      {isThere && (
        <Button
          size={size}
          component="a"
          href={address}
          target="_blank"
          rel="noreferrer"
          aria-label={`${says.open}: ${label}${name === undefined ? '' : `, ${name}`}`}
          leftSection={<IconExternalLink size={16} aria-hidden />}
        >
          {says.open}
        </Button>
      )}
      {document !== undefined && !isThere && (
        <Text size="sm" role="status">
          {says.making}
        </Text>
      )}
      {asking.error !== null && (
        <Text size="sm" c="red" role="alert">
          {asking.error.message}
        </Text>
      )}
    </Group>
  );
}
