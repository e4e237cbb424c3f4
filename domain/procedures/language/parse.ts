/**
 * From the text of a procedure file to the Procedure that the engine runs: shape checked, defaults filled in, terms
 * and escalation levels parsed. Whether the procedure as a whole makes sense is the question of `check.ts`.
 */
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Localised } from '../../ids.ts';
import { parseTerm } from '../../time/terms.ts';
import type { CardColour } from '../../vocabulary/escalations.ts';
import type { Role } from '../../vocabulary/roles.ts';
import { asObject } from './json.ts';
import { OUTCOME_NAMES } from './outcome-names.ts';
import { type Finding, finding, type Problem, pathKeys, pathText } from './problem.ts';
import { type ProcedureFile, type ProofFile, procedureFile } from './schema.ts';
import type {
  Branch,
  EscalationAction,
  EscalationLevel,
  FactRule,
  Outcome,
  Procedure,
  Proof,
  QuietHours,
  Step,
  Term,
} from './types.ts';

export type Parsed =
  | { readonly ok: true; readonly procedure: Procedure; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Puts the file's name and, where it is known, the line to a finding. */
export type Locate = (found: Finding) => Problem;

/** How large a file may be, and how often its parts may be repeated by reference: against a file that explodes. */
const MOST_CHARACTERS = 500_000;
const MOST_ALIASES = 50;

/** Reads the text of one file. Never throws: what is wrong is told by `problems`, each with its place and its mend. */
export function parseProcedure(text: string, file: string): Parsed {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const { locate } = yaml;
  const shape = procedureFile.safeParse(yaml.value);
  if (!shape.success) {
    return { ok: false, problems: shape.error.issues.flatMap(findingsOf).map(locate) };
  }
  const findings: Finding[] = [];
  const procedure = filled(shape.data, findings);
  return findings.length > 0
    ? { ok: false, problems: findings.map(locate) }
    : { ok: true, procedure, locate };
}

type Yaml =
  | { readonly ok: true; readonly value: unknown; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads YAML 1.2 into plain values, keeping in mind on which line each stands. Used by every file of `procedures/`. */
export function readYaml(text: string, file: string): Yaml {
  if (text.length > MOST_CHARACTERS) {
    return {
      ok: false,
      problems: [
        {
          file,
          ...finding(
            '',
            'too-long',
            { vi: 'Tệp quá dài.', en: 'The file is too long.' },
            {
              vi: `Rút gọn còn ${MOST_CHARACTERS} ký tự.`,
              en: `Shorten it to ${MOST_CHARACTERS} characters.`,
            },
          ),
        },
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const notYaml = (message: string, at: number): Problem => ({
    file,
    line: lines.linePos(at).line,
    ...finding(
      '',
      'not-yaml',
      { vi: `Không phải YAML hợp lệ: ${message}.`, en: `Not valid YAML: ${message}.` },
      {
        vi: 'Kiểm tra thụt dòng, dấu hai chấm, dấu ngoặc và khóa trùng ở dòng này.',
        en: 'Check the indentation, colons, brackets and repeated keys on this line.',
      },
    ),
  });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => notYaml(error.message, error.pos[0])) };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return {
      ok: true,
      value,
      locate: (found) => {
        const offset = offsetOf(document, pathKeys(found.path));
        return { file, ...(offset === null ? {} : { line: lines.linePos(offset).line }), ...found };
      },
    };
  } catch (error) {
    return { ok: false, problems: [notYaml(error instanceof Error ? error.message : String(error), 0)] };
  }
}

/** Where the value stands, or the nearest thing around it. */
function offsetOf(document: ReturnType<typeof parseDocument>, keys: (string | number)[]): number | null {
  for (let length = keys.length; length > 0; length -= 1) {
    const parent = document.getIn(keys.slice(0, length - 1), true);
    const last = keys[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isNode(key) && String(key) === String(last));
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
}

/** Says what Zod found in the words of the file's author. */
export function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      finding(
        pathText([...issue.path, key]),
        'unknown-key',
        { vi: `Không có mục tên “${key}” ở đây.`, en: `There is no key “${key}” here.` },
        {
          vi: `Bỏ nó, hoặc dùng một trong: ${issue.message}.`,
          en: `Remove it, or use one of: ${issue.message}.`,
        },
      ),
    );
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues.map(({ message }) => message).join('; ');
    return [
      finding(
        path,
        'bad-id',
        { vi: 'Tên khóa này không đúng dạng.', en: 'This key has the wrong format.' },
        { vi: `Cần: ${expected}.`, en: `Expected: ${expected}.` },
      ),
    ];
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return [
      finding(
        path,
        'missing',
        { vi: 'Thiếu mục này.', en: 'This is missing.' },
        { vi: `Thêm ${path}.`, en: `Add ${path} (${issue.expected}).` },
      ),
    ];
  }
  const expected = issue.message.replace(/^Invalid input: (expected )?/, '');
  return [
    finding(
      path,
      'bad-value',
      { vi: 'Giá trị không đúng dạng.', en: 'The value has the wrong format.' },
      { vi: `Cần: ${expected}.`, en: `Expected: ${expected}.` },
    ),
  ];
}

/** A ladder is never left out by silence: a deadline that nobody is notified of is none. */
const DEFAULT_ESCALATIONS = [
  { at: '75%', do: ['remind assignee'] },
  { at: '100%', do: ['breach'] },
];
const DEFAULT_ACCEPT = ['application/pdf', 'image/jpeg', 'image/png'];

function filled(file: ProcedureFile, findings: Finding[]): Procedure {
  return {
    code: file.code,
    version: file.version,
    kind: file.kind,
    name: file.name,
    description: file.description,
    legalBasis: file.legalBasis ?? [],
    field: file.field,
    owner: file.owner,
    channels: file.channels,
    form: { additionalProperties: false, ...file.form },
    facts: factsOf(file, findings),
    documents: (file.documents ?? []).map((rule) => ({
      id: rule.id,
      name: rule.name,
      required: rule.required ?? true,
      accept: rule.accept ?? DEFAULT_ACCEPT,
      copies: rule.copies ?? 1,
    })),
    fee: file.fee ? feeFrom(file.fee) : null,
    sla: {
      total: termOf(file.sla.total),
      urgent: file.sla.urgent === undefined ? null : termOf(file.sla.urgent),
      calendar: file.sla.calendar ?? 'office',
      minutesPerWorkingDay: file.sla.minutesPerWorkingDay ?? 480,
      sameDayUntil: file.sla.sameDayUntil === undefined ? null : minuteOfDay(file.sla.sameDayUntil),
      // What a file leaves out stays out: the hash of a procedure that does not use them is the same as before them.
      ...(file.sla.danger === undefined ? {} : { danger: termOf(file.sla.danger) }),
      ...(file.sla.counting === undefined ? {} : { counting: file.sla.counting }),
      ...(file.sla.response === undefined ? {} : { response: termOf(file.sla.response) }),
      ...(file.sla.goal === undefined ? {} : { goal: termOf(file.sla.goal) }),
      ...(file.sla.maximum === undefined ? {} : { maximum: termOf(file.sla.maximum) }),
    },
    ...(file.suspension === undefined ? {} : { suspension: file.suspension }),
    supplement: {
      mode: file.supplement?.mode ?? 'resume',
      term: termOf(file.supplement?.term ?? '30 calendar-days'),
      max: file.supplement?.max ?? 1,
    },
    extension: { max: file.extension?.max ?? 1, approver: file.extension?.approver ?? 'agency-head' },
    transfer: { max: file.transfer?.max ?? 2, clock: file.transfer?.clock ?? 'keep' },
    closing: { after: termOf(file.closing?.after ?? '15 calendar-days') },
    ...(file.appeal === undefined
      ? {}
      : { appeal: { max: file.appeal.max ?? 1, direct: file.appeal.direct ?? false } }),
    steps: file.steps.map((_, index) => stepOf(file, index, findings)),
    escalations: (file.escalations ?? DEFAULT_ESCALATIONS).map(escalationLevelOf),
    ...(file.quiet === undefined ? {} : { quiet: quietOf(file.quiet) }),
    result: file.result ?? null,
  };
}

function stepOf(file: ProcedureFile, index: number, findings: Finding[]): Step {
  const step = file.steps[index];
  if (step === undefined) throw new RangeError(`no step ${index}`);
  const following = file.steps[index + 1]?.id ?? null;
  const when = step.when === undefined ? null : feelOf(step.when);
  const common = {
    id: step.id,
    name: step.name,
    when,
    otherwise: step.otherwise ?? (when === null ? null : following),
  };
  if (!('parallel' in step)) {
    const outcomes: Record<string, Outcome> = {};
    for (const [id, given] of Object.entries(step.outcomes)) {
      const path = pathText(['steps', index, 'outcomes', id, 'name']);
      const name = outcomeName(id, given.name, path, findings);
      outcomes[id] = { name, to: given.to, reason: given.reason ?? false, ...proofOf(given.requires) };
    }
    return {
      ...common,
      agency: step.agency,
      role: step.role,
      due: termOf(step.due),
      ...(step.urgentDue === undefined ? {} : { urgentDue: termOf(step.urgentDue) }),
      outcomes,
      supplement: step.supplement ?? false,
      ...(step.assign === undefined ? {} : { assign: step.assign }),
      parallel: null,
    };
  }
  const { join, branches } = step.parallel;
  const need = join === 'all' ? branches.length : join === 'any' ? 1 : join.atLeast;
  return {
    ...common,
    parallel: {
      need,
      branches: branches.map((branch, at) => branchOf(step.name, branch, index, at, findings)),
    },
    // biome-ignore lint/suspicious/noThenProperty: the language's word; a list, never a callable
    then: thenOf(step.then, following, index, findings),
  };
}

type FileStep = ProcedureFile['steps'][number];
type FileParallel = Extract<FileStep, { parallel: unknown }>;

function thenOf(
  given: FileParallel['then'],
  following: string | null,
  index: number,
  findings: Finding[],
): { when: string | null; to: string }[] {
  if (given === undefined) {
    if (following !== null) return [{ when: null, to: following }];
    findings.push(
      finding(
        pathText(['steps', index, 'then']),
        'missing',
        {
          vi: 'Bước cuối là song song nên không có bước kế tiếp.',
          en: 'The last step is parallel, so no step follows.',
        },
        {
          vi: 'Thêm then: với bước hoặc kết thúc sẽ đến.',
          en: 'Add then: with the step or end that follows.',
        },
      ),
    );
    return [];
  }
  if (typeof given === 'string') return [{ when: null, to: given }];
  return given.map(({ when, to }) => ({ when: when === undefined ? null : feelOf(when), to }));
}

function branchOf(
  stepName: Localised,
  branch: FileParallel['parallel']['branches'][number],
  step: number,
  index: number,
  findings: Finding[],
): Branch {
  const given = branch.outcomes ?? { agree: {}, disagree: { reason: true } };
  const outcomes: Record<string, { name: Localised; reason: boolean; requires?: Proof }> = {};
  for (const [id, opinion] of Object.entries(given)) {
    const path = pathText(['steps', step, 'parallel', 'branches', index, 'outcomes', id, 'name']);
    const name = outcomeName(id, opinion.name, path, findings);
    outcomes[id] = { name, reason: opinion.reason ?? false, ...proofOf(opinion.requires) };
  }
  return {
    id: branch.id ?? branch.agency,
    name: branch.name ?? stepName,
    agency: branch.agency,
    role: branch.role ?? 'specialist',
    due: termOf(branch.due),
    ...(branch.urgentDue === undefined ? {} : { urgentDue: termOf(branch.urgentDue) }),
    outcomes,
    ...(branch.assign === undefined ? {} : { assign: branch.assign }),
  };
}

function proofOf(given: ProofFile | undefined): { readonly requires?: Proof } {
  if (given === undefined) return {};
  const { documents, position } = given;
  return {
    requires: {
      ...(documents === undefined ? {} : { documents }),
      ...(position === undefined ? {} : { position }),
    },
  };
}

function outcomeName(id: string, given: Localised | undefined, path: string, findings: Finding[]): Localised {
  const name = given ?? (Object.hasOwn(OUTCOME_NAMES, id) ? OUTCOME_NAMES[id] : undefined);
  if (name !== undefined) return name;
  findings.push(
    finding(
      path,
      'missing',
      { vi: `Kết quả “${id}” chưa có tên gọi.`, en: `The outcome “${id}” has no name.` },
      {
        vi: `Thêm name: {vi, en}, hoặc dùng một kết quả đã có tên: ${Object.keys(OUTCOME_NAMES).join(', ')}.`,
        en: `Add name: {vi, en}, or use an outcome that has one: ${Object.keys(OUTCOME_NAMES).join(', ')}.`,
      },
    ),
  );
  return { vi: id, en: id };
}

function factsOf(file: ProcedureFile, findings: Finding[]): FactRule[] {
  const properties = asObject(asObject(file.form).properties);
  return (file.facts ?? []).flatMap((name, index): FactRule[] => {
    const path = pathText(['facts', index]);
    if (!Object.hasOwn(properties, name)) {
      findings.push(
        finding(
          path,
          'unknown-fact',
          { vi: `Biểu mẫu không có mục “${name}”.`, en: `The form has no property “${name}”.` },
          {
            vi: `Thêm form.properties.${name}, hoặc dùng: ${Object.keys(properties).join(', ')}.`,
            en: `Add form.properties.${name}, or use: ${Object.keys(properties).join(', ')}.`,
          },
        ),
      );
      return [];
    }
    const type = factType(asObject(properties[name]));
    if (type !== null) return [{ name, type }];
    findings.push(
      finding(
        path,
        'fact-free-text',
        {
          vi: `“${name}” có thể chứa chữ do người dân gõ, nên không được làm dữ kiện.`,
          en: `“${name}” can hold what a person typed, so it cannot be a fact.`,
        },
        {
          vi: 'Dùng type number, integer hoặc boolean, hay string với enum hoặc format: date; hoặc bỏ khỏi facts.',
          en: 'Give it type number, integer or boolean, or string with enum or format: date; or remove it from facts.',
        },
      ),
    );
    return [];
  });
}

function factType(property: Readonly<Record<string, unknown>>): FactRule['type'] | null {
  const { type, enum: choices, format } = property;
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type !== 'string') return null;
  if (Array.isArray(choices) && choices.length > 0 && choices.every((choice) => typeof choice === 'string')) {
    return 'choice';
  }
  return format === 'date' ? 'date' : null;
}

function feeFrom({ amount, due, name, items, reductions }: NonNullable<ProcedureFile['fee']>) {
  return {
    amount,
    currency: 'VND',
    due,
    ...(name === undefined ? {} : { name }),
    ...(items === undefined ? {} : { items: items.map(conditioned) }),
    ...(reductions === undefined ? {} : { reductions: reductions.map(conditioned) }),
  } as NonNullable<Procedure['fee']>;
}

function conditioned<T extends { readonly when?: string | undefined }>({ when, ...rest }: T) {
  return { ...rest, ...(when === undefined ? {} : { when: feelOf(when) }) };
}

export function termOf(text: string): Term {
  const term = parseTerm(text);
  if (term === null) throw new RangeError(`the schema let through what is no term: ${text}`);
  return term;
}

function feelOf(text: string): string {
  return text.replace(/^\s*=\s*/, '').trim();
}

function minuteOfDay(text: string): number {
  const [hour, minute] = text.split(':');
  return Number(hour) * 60 + Number(minute);
}

function quietOf(text: string): QuietHours {
  const [from = '', until = ''] = text.split('-');
  return { from: minuteOfDay(from), until: minuteOfDay(until) };
}

function escalationLevelOf(
  escalationLevel: NonNullable<ProcedureFile['escalations']>[number],
): EscalationLevel {
  return {
    at: momentOf(escalationLevel.at),
    do: escalationLevel.do.map(actionOf),
    ...(escalationLevel.on === undefined ? {} : { on: escalationLevel.on }),
    ...(escalationLevel.repeat === undefined
      ? {}
      : { repeat: { every: termOf(escalationLevel.repeat.every), times: escalationLevel.repeat.times } }),
  };
}

function momentOf(at: string): EscalationLevel['at'] {
  if (at === 'goal') return { goal: true };
  return at.endsWith('%') ? { percent: Number(at.slice(0, -1)) } : { after: termOf(at.slice(1)) };
}

function actionOf(text: string): EscalationAction {
  const [verb, object, ...term] = text.split(' ');
  switch (verb) {
    case 'remind':
      return { do: verb, who: object as 'assignee' | Role };
    case 'notify':
    case 'reassign':
      return { do: verb, who: object as Role };
    case 'card':
      return { do: verb, colour: object as CardColour };
    case 'raise':
      return { do: verb };
    case 'prioritise':
      return { do: verb, urgency: 'urgent' };
    case 'follow-up':
      return { do: verb, who: object as Role, due: termOf(term.join(' ')) };
    case 'webhook':
      return { do: verb, name: object ?? '' };
    default:
      return { do: 'breach' };
  }
}
