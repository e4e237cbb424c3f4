import { Badge, Group, Text } from '@mantine/core';
import type { components } from '../api/schema.gen.ts';
import { dateTime, money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

export type ShipmentShown = Omit<components['schemas']['ShipmentLine'], 'code'>;

/** When it should be at the door, where it waits, what is collected, and what went wrong. */
export function ShipmentFacts({ shipment }: { readonly shipment: ShipmentShown }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { dueAt, isLate, heldUntil, endedAt, cod, collected, remittedAt, attempts, refusedWhy, status } =
    shipment;
  // The post brought less than it was to collect: somebody has to ask for the rest.
  const isShort = status === 'delivered' && cod !== null && (collected ?? 0) < cod;
  const when = (at: string) => ({ when: dateTime(at, language) });
  const sum = (amount: number) => ({ amount: money(amount, language) });
  const said = [
    dueAt !== null && fill(says.due, when(dueAt)),
    heldUntil !== null && endedAt === null && fill(says.heldUntil, when(heldUntil)),
    cod !== null &&
      [
        fill(says.cod, sum(cod)),
        (collected !== null || status === 'delivered') && fill(says.collected, sum(collected ?? 0)),
        remittedAt !== null ? fill(says.remitted, when(remittedAt)) : collected !== null && says.owed,
      ]
        .filter(Boolean)
        .join(', '),
    attempts > 0 && fill(says.attempts, { count: attempts }),
    refusedWhy !== null && fill(says.refusedWhy, { why: refusedWhy }),
  ].filter((each): each is string => typeof each === 'string');
  if (said.length === 0 && !isLate) return null;
  return (
    <Group gap="xs">
      {isLate && (
        <Badge color="red.8" tt="none">
          {says.late}
        </Badge>
      )}
      <Text size="sm" {...(isShort ? { c: 'red.9', fw: 600 } : {})}>
        {said.join(' · ')}
      </Text>
    </Group>
  );
}
