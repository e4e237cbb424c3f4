import { Group, Pill } from '@mantine/core';
import { CHOOSER_TEXTS } from '../shell/chooser-texts.ts';
import { useProcedureNames } from '../shell/choosers.tsx';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { date } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { CaseFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** What a figure of a report narrowed the list to; each can be taken away. */
export function Narrowed({
  filters,
  remove,
}: {
  filters: CaseFilters;
  remove: (...names: readonly (keyof CaseFilters)[]) => void;
}) {
  const says = useTexts(TEXTS);
  const choosers = useTexts(CHOOSER_TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const procedureName = useProcedureNames();
  const { owner, procedure: code, ward, step, own, open, due, from, to, punctuality } = filters;
  const { data: procedure } = useProcedure(step === undefined ? undefined : code);
  const stepName = procedure?.steps.find(({ id }) => id === step)?.name[language] ?? step;
  const day = (value: string) => date(`${value}T12:00:00+07:00`, language);
  const chips: readonly (readonly [string | undefined, readonly (keyof CaseFilters)[]])[] = [
    [owner && `${says.owner}: ${agencyName(owner)}`, ['owner']],
    [code && `${choosers.procedure}: ${procedureName(code)}`, ['procedure']],
    [ward && `${says.ward}: ${ward}`, ['ward']],
    [step && `${says.step}: ${stepName}`, ['step']],
    [own && says.own, ['own']],
    [open && says.open, ['open']],
    [due && says.dueThisWeek, ['due']],
    [from && to && fill(says.decidedBetween, { from: day(from), to: day(to) }), ['from', 'to']],
    [punctuality && says.punctuality[punctuality], ['punctuality']],
  ];
  const shown = chips.filter(([text]) => text !== undefined);
  if (shown.length === 0) return null;
  return (
    <Group gap="xs" aria-label={says.narrowed} role="group">
      {shown.map(([text, names]) => (
        <Pill
          key={names.join()}
          size="md"
          withRemoveButton
          onRemove={() => remove(...names)}
          removeButtonProps={{
            'aria-label': fill(says.without, { filter: text ?? '' }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          {text}
        </Pill>
      ))}
    </Group>
  );
}
