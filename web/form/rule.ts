/** What a field of a procedure's form is: JSON Schema 2020-12 with titles in two languages. */
import type { Language } from '../../domain/vocabulary/languages.ts';

export interface Rule {
  readonly type?: string;
  readonly title?: string;
  readonly 'x-title-en'?: string;
  readonly enum?: readonly (string | number)[];
  readonly 'x-enum-titles'?: readonly string[];
  readonly 'x-enum-titles-en'?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

export interface FormSchema {
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
}

export function titleOf(name: string, rule: Rule, language: Language): string {
  return (language === 'en' ? rule['x-title-en'] : undefined) ?? rule.title ?? name;
}

export function choicesOf(rule: Rule, language: Language): readonly { value: string; label: string }[] {
  const titles = (language === 'en' ? rule['x-enum-titles-en'] : undefined) ?? rule['x-enum-titles'];
  return (rule.enum ?? []).map((value, place) => ({
    value: String(value),
    label: titles?.[place] ?? String(value),
  }));
}

/** What is sent: a box that has to be there and was not ticked says no; what was left empty is not sent. */
export function answersOf(
  schema: FormSchema,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const unticked = (schema.required ?? []).filter((name) => schema.properties?.[name]?.type === 'boolean');
  return { ...Object.fromEntries(unticked.map((name) => [name, false])), ...filled(values) };
}

/** Without what was left empty. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  );
}

/** What was stated, as it is read: each answer under its title. What is drawn otherwise, such as a place, is left out. */
export function answersShown(
  { properties = {} }: FormSchema,
  form: unknown,
  language: Language,
  says: { readonly yes: string; readonly no: string },
): readonly (readonly [title: string, answer: string])[] {
  return Object.entries((form ?? {}) as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    if (typeof value === 'object') return [];
    const rule = Object.hasOwn(properties, name) ? (properties[name] ?? {}) : {};
    return [[titleOf(name, rule, language), answerIn(rule, value, language, says)] as const];
  });
}

function answerIn(
  rule: Rule,
  value: unknown,
  language: Language,
  says: { readonly yes: string; readonly no: string },
): string {
  if (typeof value === 'boolean') return value ? says.yes : says.no;
  const text = String(value);
  return choicesOf(rule, language).find((choice) => choice.value === text)?.label ?? text;
}
