/** Changes as people read them: the pointers and values of the API in words and names. */
import { useCase } from '../case/data.ts';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { dateTime } from '../shell/time.tsx';
import { CHANGE_TEXTS } from './change-texts.ts';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

type Value = string | number | boolean | null | undefined;

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const AGENCIES = new Set(['agencies', 'agency']);

export function useChangeTexts(code: string) {
  const says = useTexts(TEXTS);
  const named = useTexts(CHANGE_TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const nameOf = useActorNames();
  const { data: shown } = useCase(code);
  const { data: procedure } = useProcedure(shown?.procedure.code, shown?.procedure.version);
  const inWords = <T extends object>(labels: T, key: string): string | undefined =>
    Object.hasOwn(labels, key) ? String(labels[key as keyof T]) : undefined;
  const stepName = (id: string) =>
    procedure?.steps.find((step) => step.id === id.split('.')[0])?.name[language];
  const taskName = (id: string) => shown?.tasks.find((task) => task.id === id)?.name ?? stepName(id) ?? id;
  const documentName = (rule: string) =>
    procedure?.documents.find(({ id }) => id === rule)?.name[language] ?? rule;

  /** What a part of the case is called within the whole of it. */
  const partName = (root: string, id: string): string => {
    if (root === 'tasks') return taskName(id);
    if (root === 'clocks')
      return id === 'response' ? says.answer : id.startsWith('case') ? says.wholeCase : taskName(id);
    if (root === 'documents') return shown?.documents.find((each) => each.id === id)?.name ?? id;
    if (root === 'missing') return documentName(id);
    return inWords(named.parts, id) ?? id;
  };

  return {
    field(path: string): string {
      const [root = '', id, part] = path.split('/').slice(1).map(unescaped);
      const name = inWords(named.fields, root) ?? root;
      if (id === undefined) return name;
      const within = `${name}: ${partName(root, id)}`;
      return part === undefined ? within : `${within}, ${inWords(named.parts, part) ?? part}`;
    },
    value(path: string, value: Value): string {
      if (value === undefined || value === null) return says.none;
      const keys = path.split('/').slice(1);
      const last = keys.at(-1) ?? '';
      const text = String(value);
      if (INSTANT.test(text)) return dateTime(text, language);
      if (AGENCIES.has(last) || keys[0] === 'agencies') return agencyName(text);
      if (last === 'assignee') return nameOf(text);
      if (keys[0] === 'documents') return documentName(text);
      return inWords(named.values, text) ?? text;
    },
  };
}

const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~');
