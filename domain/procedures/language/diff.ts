/** What changed between two versions of a procedure, said in the language's own terms and not line by line. */
import type { Localised } from '../../ids.ts';
import { termText } from '../../time/terms.ts';
import type { Language } from '../../vocabulary/languages.ts';
import type { ChangeKind } from '../../vocabulary/procedures.ts';
import type { EscalationAction, EscalationLevel, Procedure, QuietHours, Step, Term } from './types.ts';

export interface Change {
  /** By ids, not positions: `steps.verify.due`, `documents.ct01.copies`, `form.properties.area`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** Null for what was added. */
  readonly from: unknown;
  /** Null for what was removed. */
  readonly to: unknown;
  readonly text: Localised;
}

/** Every change, in the order of the language; empty when the two say the same. */
export function diffProcedures(before: Procedure, after: Procedure): Change[] {
  const changes: Change[] = [];
  compare([], outline(before), outline(after), changes);
  return changes;
}

/** A part that is compared by its members; what is no Part is compared as one value. */
class Part {
  readonly members: ReadonlyMap<string, unknown>;
  /** Whether the order of members means something. */
  readonly ordered: boolean;
  constructor(members: Iterable<readonly [string, unknown]>, ordered = false) {
    this.members = new Map(members);
    this.ordered = ordered;
  }
}

function outline(procedure: Procedure): Part {
  const { form, facts, documents, steps, escalations, sla, supplement, closing, quiet, ...plain } = procedure;
  return new Part([
    ...Object.entries(plain).map(([key, value]) => [key, partOf(value)] as const),
    [
      'sla',
      new Part(
        Object.entries({
          ...sla,
          total: termText(sla.total),
          urgent: sla.urgent && termText(sla.urgent),
          ...termsText({ danger: sla.danger, response: sla.response, goal: sla.goal, maximum: sla.maximum }),
        }),
      ),
    ],
    ['form', formPart(form)],
    ['facts', new Part(facts.map(({ name, type }) => [name, type]))],
    ['documents', new Part(documents.map(({ id, ...rest }) => [id, new Part(Object.entries(rest))]))],
    ['supplement', new Part(Object.entries({ ...supplement, term: termText(supplement.term) }))],
    ['closing', new Part([['after', termText(closing.after)]])],
    [
      'steps',
      new Part(
        steps.map((step) => [step.id, stepPart(step)] as const),
        true,
      ),
    ],
    ...(quiet === undefined ? [] : [['quiet', quietText(quiet)] as const]),
    [
      'escalations',
      new Part(
        escalations.map((escalationLevel) => [
          escalationLevelText(escalationLevel),
          escalationLevel.do.map(actionText),
        ]),
      ),
    ],
  ]);
}

function partOf(value: unknown): unknown {
  return isPlainObject(value) && !isLocalised(value) ? new Part(Object.entries(value)) : value;
}

function formPart(form: Procedure['form']): Part {
  const { properties, ...rest } = form;
  const known = isPlainObject(properties) ? properties : {};
  return new Part([...Object.entries(rest), ['properties', new Part(Object.entries(known))]]);
}

function stepPart(step: Step): Part {
  if (step.parallel === null) {
    const { id: _, parallel: __, due, urgentDue, outcomes, ...rest } = step;
    return new Part([
      ...Object.entries(rest),
      ...Object.entries(termsText({ due, urgentDue })),
      [
        'outcomes',
        new Part(Object.entries(outcomes).map(([id, value]) => [id, new Part(Object.entries(value))])),
      ],
    ]);
  }
  const { id: _, parallel, ...rest } = step;
  return new Part([
    ...Object.entries(rest),
    ['need', parallel.need],
    [
      'branches',
      new Part(
        parallel.branches.map(({ id, due, urgentDue, ...branch }) => [
          id,
          new Part([...Object.entries(branch), ...Object.entries(termsText({ due, urgentDue }))]),
        ]),
      ),
    ],
  ]);
}

function compare(path: readonly string[], before: Part, after: Part, changes: Change[]): void {
  for (const key of new Set([...before.members.keys(), ...after.members.keys()])) {
    const [from, to] = [before.members.get(key), after.members.get(key)];
    const here = [...path, key];
    const was = before.members.has(key) && from !== null;
    const is = after.members.has(key) && to !== null;
    if (was && is && from instanceof Part && to instanceof Part) compare(here, from, to, changes);
    else if (was && is) {
      if (!same(from, to)) changes.push(change(here, 'changed', plainOf(from), plainOf(to)));
    } else if (was) changes.push(change(here, 'removed', plainOf(from), null));
    else if (is) changes.push(change(here, 'added', null, plainOf(to)));
  }
  if (before.ordered && after.ordered) {
    const kept = (part: Part, other: Part) =>
      [...part.members.keys()].filter((key) => other.members.has(key));
    const [from, to] = [kept(before, after), kept(after, before)];
    if (!same(from, to)) changes.push(change(path, 'moved', from, to));
  }
}

function change(path: readonly string[], kind: Change['kind'], from: unknown, to: unknown): Change {
  return {
    path: path.join('.'),
    kind,
    from,
    to,
    text: { vi: line(path, kind, from, to, 'vi'), en: line(path, kind, from, to, 'en') },
  };
}

const TEXTS: Readonly<Record<string, Localised>> = {
  code: { vi: 'mã', en: 'code' },
  version: { vi: 'phiên bản', en: 'version' },
  name: { vi: 'tên', en: 'name' },
  description: { vi: 'mô tả', en: 'description' },
  legalBasis: { vi: 'căn cứ pháp lý', en: 'legal basis' },
  field: { vi: 'lĩnh vực', en: 'field' },
  owner: { vi: 'cơ quan giải quyết', en: 'deciding agency' },
  channels: { vi: 'kênh nộp', en: 'channels' },
  form: { vi: 'biểu mẫu', en: 'form' },
  properties: { vi: 'mục', en: 'property' },
  facts: { vi: 'dữ kiện', en: 'fact' },
  documents: { vi: 'giấy tờ', en: 'document' },
  required: { vi: 'bắt buộc', en: 'required' },
  copies: { vi: 'số bản', en: 'copies' },
  fee: { vi: 'phí', en: 'fee' },
  amount: { vi: 'số tiền', en: 'amount' },
  sla: { vi: 'thời hạn giải quyết', en: 'deadline' },
  total: { vi: 'tổng', en: 'total' },
  urgent: { vi: 'khẩn', en: 'urgent' },
  danger: { vi: 'nguy hiểm tính mạng', en: 'danger to life' },
  response: { vi: 'phản hồi đầu tiên', en: 'first response' },
  goal: { vi: 'mục tiêu', en: 'goal' },
  maximum: { vi: 'tối đa', en: 'maximum' },
  suspension: { vi: 'tạm dừng', en: 'suspension' },
  supplement: { vi: 'bổ sung hồ sơ', en: 'supplement' },
  extension: { vi: 'gia hạn', en: 'extension' },
  transfer: { vi: 'chuyển thẩm quyền', en: 'transfer' },
  closing: { vi: 'kết thúc', en: 'closing' },
  steps: { vi: 'bước', en: 'step' },
  agency: { vi: 'cơ quan', en: 'agency' },
  role: { vi: 'vai trò', en: 'role' },
  due: { vi: 'hạn', en: 'due' },
  urgentDue: { vi: 'hạn khi khẩn', en: 'due when urgent' },
  requires: { vi: 'phải kèm', en: 'must come with' },
  position: { vi: 'vị trí', en: 'position' },
  appeal: { vi: 'khiếu nại lên cấp trên', en: 'appeal' },
  direct: { vi: 'không cần phản đối trước', en: 'without a dispute before' },
  max: { vi: 'số lần', en: 'times' },
  when: { vi: 'điều kiện', en: 'condition' },
  otherwise: { vi: 'nếu không', en: 'otherwise' },
  outcomes: { vi: 'kết quả', en: 'outcome' },
  to: { vi: 'dẫn đến', en: 'leads to' },
  reason: { vi: 'cần lý do', en: 'reason needed' },
  need: { vi: 'số ý kiến cần', en: 'answers needed' },
  branches: { vi: 'nhánh', en: 'branch' },
  // biome-ignore lint/suspicious/noThenProperty: the language's word; never a callable
  then: { vi: 'sau đó', en: 'then' },
  escalations: { vi: 'leo thang', en: 'escalation' },
  quiet: { vi: 'giờ yên tĩnh', en: 'quiet hours' },
  assign: { vi: 'cách phân công', en: 'assignment' },
  result: { vi: 'giấy tờ kết quả', en: 'result' },
  delivery: { vi: 'cách trả', en: 'delivery' },
};

/** Keys whose members are named by ids of the author, which stand in quotes and are not translated. */
const HOLDS_IDS = new Set([
  'steps',
  'outcomes',
  'branches',
  'documents',
  'facts',
  'properties',
  'escalations',
]);

function line(
  path: readonly string[],
  kind: Change['kind'],
  from: unknown,
  to: unknown,
  language: Language,
): string {
  const parts: string[] = [];
  for (const [index, key] of path.entries()) {
    const isId = HOLDS_IDS.has(path[index - 1] ?? '') && path[index - 2] !== 'properties';
    if (isId) parts[parts.length - 1] += ` “${key}”`;
    else parts.push((Object.hasOwn(TEXTS, key) ? TEXTS[key]?.[language] : undefined) ?? key);
  }
  const what = parts.join(', ');
  const said = (value: unknown): string => shown(value, language);
  switch (kind) {
    case 'added':
      return language === 'vi' ? `+ thêm ${what}: ${said(to)}` : `+ added ${what}: ${said(to)}`;
    case 'removed':
      return language === 'vi' ? `- bỏ ${what}: ${said(from)}` : `- removed ${what}: ${said(from)}`;
    case 'changed':
      return `~ ${what}: ${said(from)} → ${said(to)}`;
    case 'moved':
      return language === 'vi'
        ? `~ thứ tự ${what}: ${said(from)} → ${said(to)}`
        : `~ order of ${what}: ${said(from)} → ${said(to)}`;
  }
}

const MOST_SHOWN = 160;

function shown(value: unknown, language: Language): string {
  if (typeof value === 'string') return value;
  if (isLocalised(value)) return value[language];
  if (isPlainObject(value) && isLocalised(value.name)) return value.name[language];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function plainOf(value: unknown): unknown {
  return value instanceof Part
    ? Object.fromEntries([...value.members].map(([key, member]) => [key, plainOf(member)]))
    : (value ?? null);
}

/** Equal as JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => same(item, b[index]))
    );
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLocalised(value: unknown): value is Localised {
  return isPlainObject(value) && typeof value.vi === 'string' && typeof value.en === 'string';
}

function termsText(terms: Readonly<Record<string, Term | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(terms).flatMap(([name, term]) => (term === undefined ? [] : [[name, termText(term)]])),
  );
}

function quietText({ from, until }: QuietHours): string {
  const hour = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${hour(from)}-${hour(until)}`;
}

function escalationLevelText({ at, on, repeat }: EscalationLevel): string {
  const moment = 'goal' in at ? 'goal' : 'percent' in at ? `${at.percent}%` : `+${termText(at.after)}`;
  const again = repeat === undefined ? '' : `, ${repeat.times} × ${termText(repeat.every)}`;
  return `${moment}${on === undefined ? '' : ` (${on.join(', ')})`}${again}`;
}

function actionText(action: EscalationAction): string {
  switch (action.do) {
    case 'breach':
    case 'raise':
      return action.do;
    case 'prioritise':
      return `${action.do} ${action.urgency}`;
    case 'follow-up':
      return `${action.do} ${action.who} ${termText(action.due)}`;
    case 'card':
      return `card ${action.colour}`;
    case 'webhook':
      return `webhook ${action.name}`;
    default:
      return `${action.do} ${action.who}`;
  }
}
