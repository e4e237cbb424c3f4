import { SimpleGrid, Stack, Text } from '@mantine/core';
import { answersShown, type FormSchema } from '../form/rule.ts';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { dateTime, money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import type { Case } from './data.ts';
import { LABELS } from './labels.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** Who filed, where, for how much, and what they stated: by the titles that the procedure's form gives. */
export function Facts({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const labels = useTexts(LABELS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const { data: procedure } = useProcedure(shown.procedure.code, shown.procedure.version);
  const { applicant, form, fee, kind, owner, counter, filedAt } = shown;
  const fields = answersShown((procedure?.form ?? {}) as FormSchema, form, language, says);
  return (
    <>
      <Section title={kind === 'dossier' ? says.applicant : says.reporter}>
        {applicant === null ? (
          <Text c="dimmed">{says.hidden}</Text>
        ) : (
          <Pairs
            pairs={[
              [labels.fields.name, applicant.name],
              [says.representing, applicant.representing],
              [labels.fields.phone, applicant.phone],
              ['E-mail', applicant.email],
              [labels.fields.address, applicant.address],
              [says.idNumber, applicant.idNumber],
            ]}
          />
        )}
        <Pairs
          pairs={[
            [says.owner, agencyName(owner)],
            [says.counter, agencyName(counter)],
            [says.filedAt, filedAt === null ? null : dateTime(filedAt, language)],
            [
              says.fee,
              fee === null ? null : `${money(fee.amount, language)}, ${fee.paid ? says.paid : says.unpaid}`,
            ],
          ]}
        />
      </Section>
      {fields.length > 0 && (
        <Section title={says.answers}>
          <Pairs pairs={fields} />
        </Section>
      )}
    </>
  );
}

type Pair = readonly [label: string, value: string | null];

function Pairs({ pairs }: { pairs: readonly Pair[] }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 1, sm: 2 }} spacing="sm" m={0}>
      {pairs
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <Stack key={label} gap={0}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </Stack>
        ))}
    </SimpleGrid>
  );
}
