import { Group, Image, Paper, Stack, Text, Title } from '@mantine/core';
import { useTexts } from '../shell/language.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { PublishedResult } from './published.tsx';
import { TEXTS } from './texts.ts';

export function Result({ result, isChosen }: { result: PublishedResult; isChosen: boolean }) {
  const says = useTexts(TEXTS);
  const { code, category, title, description, answer, agency, photos, sentAt, handledAt, rating } = result;
  return (
    <Paper
      id={`result-${code}`}
      component="article"
      withBorder
      p="md"
      bg={isChosen ? 'var(--mantine-color-default-hover)' : 'var(--mantine-color-body)'}
    >
      <Stack gap={6}>
        <Text size="sm" c="dimmed">
          {category.name} · {code}
        </Text>
        <Title order={2} size="h5">
          {title}
        </Title>
        {description !== title && <Text style={{ whiteSpace: 'pre-wrap' }}>{description}</Text>}
        <Text style={{ whiteSpace: 'pre-wrap' }}>
          <b>{says.answer}:</b> {answer}
        </Text>
        {photos.length > 0 && (
          <Group gap="xs">
            {photos.map((id, place) => (
              <a key={id} href={`/v1/published/${code}/photos/${id}`}>
                <Image
                  src={`/v1/published/${code}/photos/${id}`}
                  alt={fill(says.photo, { number: place + 1 })}
                  w={120}
                  h={90}
                  radius="sm"
                  loading="lazy"
                />
              </a>
            ))}
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {says.agency}: {agency.name} · {says.sent} <Moment at={sentAt} /> · {says.handled}{' '}
          <Moment at={handledAt} />
        </Text>
        {rating !== null && (
          <Text size="sm">
            {says.rating}: <b>{says.ratings[rating]}</b>
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
