import { ActionIcon, Box, Button, FileButton, Group, Image, Stack, Text } from '@mantine/core';
import { IconCamera, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Taken } from './drafts.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly label: string;
  readonly taken: readonly Taken[];
  onAdd(file: File): void;
  onRemove(id: string): void;
}

/** Photos of one sort, straight from the camera. */
export function PhotoField({ label, taken, onAdd, onRemove }: Props) {
  const says = useTexts(TEXTS);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {label} · {says.needed}
      </Text>
      <Group gap="xs">
        {taken.map((each) => (
          <Shot key={each.id} taken={each} onRemove={() => onRemove(each.id)} />
        ))}
        <FileButton
          onChange={(file) => file !== null && onAdd(file)}
          accept="image/jpeg,image/png"
          capture="environment"
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="md"
              leftSection={<IconCamera size={18} aria-hidden />}
              aria-label={`${says.takePhoto}: ${label}`}
            >
              {says.takePhoto}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}

function Shot({ taken: { file }, onRemove }: { taken: Taken; onRemove: () => void }) {
  const says = useTexts(TEXTS);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <Box pos="relative">
      <Image src={url} alt={file.name} w={96} h={96} radius="sm" />
      <ActionIcon
        pos="absolute"
        top={4}
        right={4}
        color="dark"
        aria-label={fill(says.removePhoto, { name: file.name })}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Box>
  );
}
