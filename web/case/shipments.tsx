import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useWords } from '../shell/language.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { Case } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** On its way by post, with each scan; and who received it. */
export function Shipments({ shown: { shipments } }: { shown: Case }) {
  const says = useWords(TEXTS);
  if (shipments.length === 0) return null;
  return (
    <Section title={says.shipment}>
      {shipments.map(({ id, tracking, directionText, statusText, attempts, scans, receivedBy }) => (
        <Stack key={id} gap={6}>
          <Group gap="xs">
            <Text fw={600}>{tracking ?? directionText}</Text>
            <Badge variant="light" tt="none">
              {statusText}
            </Badge>
            {attempts > 0 && <Text size="sm">{fill(says.attempts, { count: attempts })}</Text>}
          </Group>
          <Stack component="ul" gap={2} m={0} pl="md">
            {scans.map(({ kind, text, at, place, reason }) => (
              <Text key={`${kind} ${at}`} component="li" size="sm">
                <Moment at={at} /> · {[text, place, reason].filter(Boolean).join(' · ')}
              </Text>
            ))}
          </Stack>
          {receivedBy !== null && (
            <Text size="sm">
              {says.receivedBy}: {[receivedBy.name, receivedBy.relation].filter(Boolean).join(', ')}{' '}
              {receivedBy.document !== null && (
                <Anchor href={`/v1/documents/${receivedBy.document}/file`} target="_blank" rel="noreferrer">
                  {says.preview}
                </Anchor>
              )}
            </Text>
          )}
        </Stack>
      ))}
    </Section>
  );
}
