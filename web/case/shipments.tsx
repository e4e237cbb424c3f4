import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useLanguage, useWords } from '../shell/language.tsx';
import { Moment, money } from '../shell/time.tsx';
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
      {shipments.map(({ id, tracking, directionText, statusText, attempts, scans, receivedBy, ...rest }) => (
        <Stack key={id} gap={6}>
          <Group gap="xs">
            <Text fw={600}>{tracking ?? directionText}</Text>
            <Badge variant="light" tt="none">
              {statusText}
            </Badge>
            {rest.isLate && (
              <Badge color="red" variant="light" tt="none">
                {says.shipmentLate}
              </Badge>
            )}
            {attempts > 0 && <Text size="sm">{fill(says.attempts, { count: attempts })}</Text>}
          </Group>
          <Facts shipment={rest} />
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

type Known = Pick<
  Case['shipments'][number],
  'dueAt' | 'endedAt' | 'heldUntil' | 'cod' | 'collected' | 'status'
>;

/** Until when, and what the postman collects; too little stands out. */
function Facts({ shipment: { dueAt, endedAt, heldUntil, cod, collected, status } }: { shipment: Known }) {
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const got = collected ?? 0;
  const isShort = status === 'delivered' && cod !== null && got < cod;
  return (
    <>
      {dueAt !== null && endedAt === null && (
        <Text size="sm">
          {says.shipmentDue}: <Moment at={dueAt} />
        </Text>
      )}
      {heldUntil !== null && (
        <Text size="sm">
          {says.keptUntil}: <Moment at={heldUntil} />
        </Text>
      )}
      {cod !== null && (
        <Text size="sm" {...(isShort ? { c: 'red.9', fw: 600 } : {})}>
          {says.cod}: {money(cod, language)}
          {status === 'delivered' && `, ${fill(says.collected, { amount: money(got, language) })}`}
        </Text>
      )}
    </>
  );
}
