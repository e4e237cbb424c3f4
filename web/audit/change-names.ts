/** The pointers and values in which the API tells what changed, in words and names. */

import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Case } from '../case/data.ts';
import { dateTime } from '../shell/format.ts';
import type { CHANGE_TEXTS } from './change-texts.ts';
import type { TEXTS } from './texts.ts';

export type Value = string | number | boolean | null | undefined;

interface Known {
  readonly says: Pick<(typeof TEXTS)[Language], 'answer' | 'wholeCase' | 'none'>;
  readonly named: (typeof CHANGE_TEXTS)[Language];
  readonly language: Language;
  /** undefined: not here yet; ids stand for themselves. */
  readonly shown: Pick<Case, 'tasks' | 'documents'> | undefined;
  readonly procedure: Pick<Procedure, 'steps' | 'documents'> | undefined;
  agencyName(id: string): string;
  personName(id: string): string;
}

export interface ChangeText {
  /** `path`: a JSON pointer into the case. */
  field(path: string): string;
  value(path: string, value: Value): string;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const AGENCIES = new Set(['agencies', 'agency']);

export function changeText({
  says,
  named,
  language,
  shown,
  procedure,
  agencyName,
  personName,
}: Known): ChangeText {
  const textOf = <T extends object>(text: T, key: string): string | undefined =>
    Object.hasOwn(text, key) ? String(text[key as keyof T]) : undefined;
  const stepName = (id: string) =>
    procedure?.steps.find((step) => step.id === id.split('.')[0])?.name[language];
  const taskName = (id: string) => shown?.tasks.find((task) => task.id === id)?.name ?? stepName(id) ?? id;
  const documentName = (rule: string) =>
    procedure?.documents.find(({ id }) => id === rule)?.name[language] ?? rule;

  /** What a part of the case is called within the whole of it. */
  const partName = (root: string, id: string): string => {
    if (root === 'tasks') return taskName(id);
    if (root === 'clocks')
      return id.startsWith('response') ? says.answer : id.startsWith('case') ? says.wholeCase : taskName(id);
    if (root === 'documents') return shown?.documents.find((each) => each.id === id)?.name ?? id;
    if (root === 'missing') return documentName(id);
    return textOf(named.parts, id) ?? id;
  };

  return {
    field(path: string): string {
      const [root = '', id, part] = path.split('/').slice(1).map(unescaped);
      const name = textOf(named.fields, root) ?? root;
      if (id === undefined) return name;
      const within = `${name}: ${partName(root, id)}`;
      return part === undefined ? within : `${within}, ${textOf(named.parts, part) ?? part}`;
    },
    value(path: string, value: Value): string {
      if (value === undefined || value === null) return says.none;
      const keys = path.split('/').slice(1);
      const last = keys.at(-1) ?? '';
      const text = String(value);
      if (INSTANT.test(text)) return dateTime(text, language);
      if (AGENCIES.has(last) || keys[0] === 'agencies') return agencyName(text);
      if (last === 'assignee') return personName(text);
      if (keys[0] === 'documents') return documentName(text);
      return textOf(named.values, text) ?? text;
    },
  };
}

const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~');
