import { Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { Move } from './move-data.ts';
import { TEXTS } from './texts.ts';

/** Steps of the old version that the new one calls otherwise: somebody says what has become of each. */
export function StepMapping({
  code,
  from,
  to,
  mapping,
  onChange,
}: Move & { readonly onChange: (mapping: Move['mapping']) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const before = useProcedure(code, from).data;
  const after = useProcedure(code, to).data;
  if (before === undefined || after === undefined) return null;
  const gone = before.steps.filter(({ id }) => after.steps.every((step) => step.id !== id));
  if (gone.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm">{says.mappingText}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {gone.map(({ id, name }) => (
          <Select
            key={id}
            label={fill(says.becomes, { step: name[language] })}
            placeholder={says.becomesNothing}
            clearable
            data={after.steps.map((step) => ({ value: step.id, label: step.name[language] }))}
            value={mapping[id] ?? null}
            onChange={(chosen) => {
              const { [id]: _, ...rest } = mapping;
              onChange(chosen === null ? rest : { ...rest, [id]: chosen });
            }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
