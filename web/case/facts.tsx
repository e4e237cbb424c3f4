import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { dateTime, money } from '../shell/time.tsx';
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
  const fields = fieldsOf(procedure?.form, form, language, says);
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

type Rule = Readonly<Record<string, unknown>>;

function fieldsOf(
  schema: unknown,
  form: unknown,
  language: Language,
  says: { readonly yes: string; readonly no: string },
): readonly Pair[] {
  const rules = ((schema as Rule | undefined)?.properties ?? {}) as Readonly<Record<string, Rule>>;
  return Object.entries((form ?? {}) as Rule).flatMap(([name, value]) => {
    const rule = rules[name] ?? {};
    const label = String((language === 'en' ? rule['x-title-en'] : undefined) ?? rule.title ?? name);
    return typeof value === 'object' ? [] : [[label, textOf(rule, value, language, says)] as const];
  });
}

function textOf(
  rule: Rule,
  value: unknown,
  language: Language,
  says: { readonly yes: string; readonly no: string },
): string {
  if (typeof value === 'boolean') return value ? says.yes : says.no;
  const place = Array.isArray(rule.enum) ? rule.enum.indexOf(value) : -1;
  const titles = (language === 'en' ? rule['x-enum-titles-en'] : undefined) ?? rule['x-enum-titles'];
  return place >= 0 && Array.isArray(titles) ? String(titles[place]) : String(value);
}
