/** What the applicant answered to a form, with the titles that the form gives its fields. */
import type { Localised } from '../ids.ts';

export interface FormAnswer {
  readonly label: Localised;
  readonly value: Localised;
}

type Fields = Readonly<Record<string, unknown>>;

/** In the order of the form. Lists and groups, and what was left empty, are left out. */
export function formAnswers(schema: Fields, content: unknown): readonly FormAnswer[] {
  const given = fieldsOf(content);
  return Object.entries(fieldsOf(schema.properties)).flatMap(([name, rule]) => {
    const field = fieldsOf(rule);
    const value = readable(field, given[name]);
    if (value === null) return [];
    const title = text(field.title) ?? name;
    return [{ label: { vi: title, en: text(field['x-title-en']) ?? title }, value }];
  });
}

function readable(field: Fields, value: unknown): Localised | null {
  if (typeof value === 'boolean') return value ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' };
  if (typeof value === 'number') return both(String(value));
  if (typeof value !== 'string' || value === '') return null;
  const place = Array.isArray(field.enum) ? field.enum.indexOf(value) : -1;
  if (place >= 0) {
    const vi = titleAt(field['x-enum-titles'], place) ?? value;
    return { vi, en: titleAt(field['x-enum-titles-en'], place) ?? vi };
  }
  const [, year, month, day] = (field.format === 'date' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || [];
  return both(day === undefined ? value : `${day}/${month}/${year}`);
}

function titleAt(titles: unknown, place: number): string | null {
  return Array.isArray(titles) ? text(titles[place]) : null;
}

const both = (value: string): Localised => ({ vi: value, en: value });
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
