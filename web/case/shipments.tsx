import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { DocumentButton } from '../shell/document-button.tsx';
import { useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import { Moment } from '../shell/time.tsx';
import { ShipmentFacts } from '../shipments/shipment-facts.tsx';
import type { Case } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** On its way by post, with each scan; and who received it. */
export function Shipments({ shown: { shipments } }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const isStaff = !isOutsider(me);
  if (shipments.length === 0) return null;
  return (
    <Section title={says.shipment}>
      {shipments.map(({ id, scans, receivedBy, ...shipment }) => (
        <Stack key={id} gap={6}>
          <Group gap="xs">
            <Text fw={600}>{shipment.tracking ?? shipment.directionText}</Text>
            <Badge variant="light" tt="none">
              {shipment.statusText}
            </Badge>
          </Group>
          <ShipmentFacts shipment={{ id, ...shipment }} />
          {shipment.status === 'created' && isStaff && (
            <DocumentButton
              size="compact-sm"
              label={says.printLabel}
              wanted={{ form: 'delivery-label', case: shipment.case, shipment: id, language: 'vi' }}
            />
          )}
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
