import { Group, Text } from '@mantine/core';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import { channelOf, useFee } from './filing.ts';
import { TEXTS } from './texts.ts';

/** What it costs as the form stands now, and why. */
export function FeeShown({
  procedure,
  form,
}: {
  procedure: Procedure;
  form: Readonly<Record<string, unknown>>;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: me } = useMe();
  const { data: fee } = useFee(procedure, channelOf(me), form);
  if (fee === undefined) return null;
  if (fee === null) return <Text c="dimmed">{says.noFee}</Text>;
  return (
    <Group gap="sm" aria-live="polite">
      <Text fw={650}>
        {says.fee}: {money(fee.amount, language)}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          fee.reduction === null ? null : fill(says.reduction, { name: fee.reduction.name }),
          says.due[fee.due],
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Group>
  );
}
