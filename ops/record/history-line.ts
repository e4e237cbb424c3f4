/**
 * An ended case as a line of an import file holds it: what happened, and the words and documents that its events speak of.
 * Strict: what is not known here is refused, because nothing can be taken out of the record again. docs/import.md
 * describes it for people.
 */
import { z } from 'zod';
import { EDITION } from '../../domain/cases/rules/edition.ts';
import { isCaseCode } from '../../domain/cases/state/case-code.ts';
import type { Filing } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { Task } from '../../domain/cases/state/state.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { ASSIGN_WAYS } from '../../domain/vocabulary/agencies.ts';
import { CHANNELS } from '../../domain/vocabulary/channels.ts';
import { PAUSE_REASONS, STOP_REASONS, SUSPENSION_REASONS } from '../../domain/vocabulary/clocks.ts';
import { DELIVERY_WAYS, LETTER_WAYS } from '../../domain/vocabulary/delivery-ways.ts';
import { CLOSED_BY, ENDINGS } from '../../domain/vocabulary/endings.ts';
import { CARD_COLOURS } from '../../domain/vocabulary/escalations.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { PAYMENT_WAYS } from '../../domain/vocabulary/payments.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { DIRECTIONS, SHIPMENT_STATUSES } from '../../domain/vocabulary/shipments.ts';
import { CANCEL_REASONS } from '../../domain/vocabulary/tasks.ts';
import { TEXT_CONTENT_KINDS } from '../../domain/vocabulary/text-contents.ts';
import { BOUND_BY_TERM, DURATION_UNITS } from '../../domain/vocabulary/units.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';

const id = z.string().min(1).max(200);
const digest = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits');
const instant = z.int().min(0).describe('milliseconds since 1970-01-01T00:00:00Z');
const count = z.int().min(0);
const caseId = z.string().regex(/^[0-9a-f]{32}$/, '32 hex digits');
const kind = z.enum(CASE_KINDS);
const channel = z.enum(CHANNELS);
const delivery = z.enum(DELIVERY_WAYS);
const urgency = z.enum(URGENCIES);
const role = z.enum(ROLES);
const colour = z.enum(CARD_COLOURS);

const procedureRef = z.strictObject({ code: id, version: z.int().min(1), hash: digest });
const content = z.strictObject({ id, digest });
const documentRef = z.strictObject({ id, rule: id, digest });
const documents = z.array(documentRef);
const wholeDays = z
  .strictObject({
    of: z.enum(['working', 'calendar']),
    perDay: z.int().min(1),
    binds: z.enum(BOUND_BY_TERM),
    includesFirst: z.literal(true).exactOptional(),
  })
  .exactOptional();
const clockTerm = z.strictObject({ calendar: id, budget: z.int().min(1), wholeDays });
const ledgerEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['start', 'resume']), at: instant }),
  z.strictObject({
    kind: z.literal('restart'),
    at: instant,
    budget: z.int().min(1).exactOptional(),
    former: clockTerm.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('transfer'),
    at: instant,
    from: id,
    calendar: id,
    area: id.exactOptional(),
    used: count,
  }),
  z.strictObject({
    kind: z.literal('pause'),
    at: instant,
    why: z.enum(PAUSE_REASONS),
  }),
  z.strictObject({ kind: z.literal('keep'), at: instant, dueAt: instant }),
  z.strictObject({ kind: z.literal('judge'), at: instant, dueAt: instant.nullable() }),
  z.strictObject({ kind: z.literal('recount'), at: instant, missed: instant.nullable() }),
  z.strictObject({ kind: z.literal('extend'), at: instant, by: count }),
  z.strictObject({ kind: z.literal('stop'), at: instant, why: z.enum(STOP_REASONS) }),
]);
const clock = z.strictObject({
  id,
  calendar: id,
  budget: z.int().min(1),
  ledger: z.array(ledgerEntry).min(1),
  escalationLevels: z.array(count),
  wholeDays,
  area: id.exactOptional(),
  goal: z.int().min(1).exactOptional(),
  maximum: z.int().min(1).exactOptional(),
});
const assign = z.enum(ASSIGN_WAYS);
const officesKnown = z.record(
  id,
  z.strictObject({
    parent: id.exactOptional(),
    area: id.exactOptional(),
    calendar: id.exactOptional(),
    assign: assign.exactOptional(),
  }),
);
const offices = officesKnown.exactOptional();
const clockTransfers = z
  .record(
    id,
    z.strictObject({
      from: id,
      calendar: id,
      area: id.nullable(),
      used: count,
      dueAt: instant.exactOptional(),
    }),
  )
  .exactOptional();
const goesOn = z
  .record(id, z.strictObject({ at: instant, budget: z.int().min(1).exactOptional() }))
  .exactOptional();
const task = z.strictObject({
  id,
  step: id,
  branch: id.nullable(),
  visit: z.int().min(1),
  agency: id,
  role,
  assignee: id.nullable(),
  openedAt: instant,
  clock: id,
  transfers: count,
  followUp: z.literal(true).exactOptional(),
});
const join = z.strictObject({
  step: id,
  visit: z.int().min(1),
  need: z.int().min(1),
  results: z.record(id, z.string().nullable()),
});
const facts = z.record(id, z.union([z.number(), z.boolean(), z.string()]));
const filing = z.strictObject({
  caseId,
  kind,
  procedure: procedureRef,
  province: id,
  channel,
  agencies: z.record(id, id).refine((a) => 'counter' in a && 'owner' in a, 'counter and owner'),
  agencyCode: id,
  applicant: id.nullable(),
  facts,
  form: content,
  documents,
  delivery: delivery.nullable(),
  sets: count.exactOptional(),
  danger: z.literal(true).exactOptional(),
  calendars: z.record(id, z.int().min(1)),
  offices: officesKnown,
  edition: z.int().min(1).max(EDITION).exactOptional(),
});
const term = z.strictObject({
  amount: z.int().min(1),
  unit: z.enum(DURATION_UNITS),
});
const escalation = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('remind'), who: z.enum([...ROLES, 'assignee']) }),
  z.strictObject({ do: z.enum(['breach', 'raise']) }),
  z.strictObject({ do: z.literal('prioritise'), urgency: z.literal('urgent') }),
  z.strictObject({ do: z.literal('follow-up'), who: role, due: term }),
  z.strictObject({ do: z.enum(['notify', 'reassign']), who: role }),
  z.strictObject({ do: z.literal('card'), colour }),
  z.strictObject({ do: z.literal('webhook'), name: id }),
]);

const PLACE = {
  seq: z.int().min(1),
  at: instant,
  by: id,
  order: z.strictObject({ id, fingerprint: z.string().max(200) }),
  behalf: id.exactOptional(),
  judged: z
    .record(id, z.strictObject({ dueAt: instant.nullable(), calendar: z.int().min(0) }))
    .exactOptional(),
};
function fact<const N extends CaseEvent['type'], S extends z.core.$ZodLooseShape>(type: N, shape: S) {
  return z.strictObject({ type: z.literal(type), ...PLACE, ...shape });
}

const event = z.discriminatedUnion('type', [
  fact('case-filed', {
    filing,
    code: z.string().refine(isCaseCode).nullable(),
    fee: count.nullable(),
    reduction: z.strictObject({ id, off: count }).exactOptional(),
    response: clock.exactOptional(),
  }),
  fact('case-accepted', { clock }),
  fact('case-not-accepted', { reason: content, spam: z.literal(true).exactOptional() }),
  fact('case-classified', { urgency, owner: id.nullable(), offices }),
  fact('case-recategorised', {
    from: procedureRef,
    to: procedureRef,
    agencies: z.record(id, id),
    facts,
    offices,
    reason: content,
    escalationLevels: z.record(id, z.array(count)),
    clocks: clockTransfers,
  }),
  fact('case-merged', { into: caseId, reason: content }),
  fact('step-entered', { step: id, visit: z.int().min(1), join: join.nullable() }),
  fact('step-skipped', { step: id }),
  fact('task-opened', { task, clock }),
  fact('task-claimed', { taskId: id, assignee: id }),
  fact('task-released', { taskId: id }),
  fact('task-assigned', { taskId: id, assignee: id, how: assign.exactOptional() }),
  fact('task-completed', {
    taskId: id,
    outcome: id,
    reason: content.nullable(),
    documents,
    position: content.exactOptional(),
  }),
  fact('task-cancelled', {
    taskId: id,
    why: z.enum(CANCEL_REASONS),
  }),
  fact('task-transferred', {
    taskId: id,
    from: id,
    to: id,
    key: id.nullable(),
    reason: content,
    clock,
    offices,
    clocks: clockTransfers,
  }),
  fact('task-raised', { taskId: id, from: id, to: id, role, clocks: clockTransfers }),
  fact('case-prioritised', { urgency, terms: z.record(id, clockTerm).exactOptional() }),
  fact('task-escalated', { taskId: id, role }),
  fact('work-returned', { taskId: id, step: id, reason: content }),
  fact('supplement-requested', {
    taskId: id.nullable(),
    missing: z.array(id),
    reason: content,
    advice: content.exactOptional(),
    clock,
  }),
  fact('supplement-received', {
    documents,
    restart: z.boolean(),
    goesOn,
    response: clock.exactOptional(),
  }),
  fact('supplement-expired', {}),
  fact('deadline-extended', {
    clocks: z.array(id),
    extension: z.int().min(1),
    reason: content,
    letter: z.strictObject({
      from: instant.nullable(),
      to: instant.nullable(),
      way: z.enum(LETTER_WAYS),
    }),
    escalationLevels: z.record(id, z.array(count)),
  }),
  fact('case-suspended', { reason: content, why: z.enum(SUSPENSION_REASONS) }),
  fact('case-resumed', { restart: z.literal(true).exactOptional(), goesOn }),
  fact('calendar-changed', {
    changes: z.array(
      z.strictObject({
        calendar: id,
        from: z.int().min(1).nullable(),
        to: z.int().min(1),
        decision: z.string().max(500),
        retroactive: z.boolean(),
      }),
    ),
    moved: z.record(id, z.strictObject({ before: instant.nullable(), after: instant.nullable() })),
    kept: z.record(id, instant),
    credited: z.record(id, count),
    appointment: z.strictObject({ before: instant, after: instant }).exactOptional(),
    recounted: z.record(id, instant.nullable()),
  }),
  fact('case-withdrawn', { reason: content }),
  fact('note-added', { content }),
  fact('documents-attached', { documents }),
  fact('fee-paid', { amount: count, receipt: z.string().max(64), how: z.enum(PAYMENT_WAYS) }),
  fact('fee-refund-ordered', { transfer: id, reason: content }),
  fact('fee-refunded', { amount: count, receipt: z.string().max(64), reason: content.nullable() }),
  fact('case-decided', {
    ending: z.enum(ENDINGS),
    feeDue: z.boolean(),
  }),
  fact('delivery-chosen', { way: delivery }),
  fact('shipment-ordered', {
    shipment: id,
    direction: z.enum(DIRECTIONS),
    address: content,
    cod: count.exactOptional(),
  }),
  fact('shipment-readdressed', { shipment: id, address: content }),
  fact('shipment-recalled', { shipment: id }),
  fact('shipment-moved', {
    shipment: id,
    status: z.enum(SHIPMENT_STATUSES),
    occurredAt: instant,
    attempts: count,
    tracking: id.exactOptional(),
    proof: content.exactOptional(),
    pictureMissing: z.literal(true).exactOptional(),
    short: count.exactOptional(),
  }),
  fact('shipment-late', { shipment: id, dueAt: instant }),
  fact('result-delivered', { way: delivery, shipment: id.exactOptional() }),
  fact('result-published', { content, photos: z.array(id).exactOptional() }),
  fact('case-rated', {
    rating: z.enum(RATINGS),
    content: content.nullable(),
  }),
  fact('case-disputed', { reason: content }),
  fact('case-appealed', { reason: content, from: id, to: id, offices }),
  fact('case-reopened', { reason: content.nullable(), clock }),
  fact('case-closed', { how: z.enum(CLOSED_BY) }),
  fact('escalation-level-reached', {
    times: z.int().min(2).exactOptional(),
    clock: id,
    escalationLevel: count,
    dueAt: instant,
    actions: z.array(escalation),
    notBefore: instant.exactOptional(),
  }),
  fact('clock-breached', { clock: id, dueAt: instant }),
  fact('card-given', { agency: id, colour, clock: id }),
  fact('procedure-moved', {
    from: procedureRef,
    to: procedureRef,
    mapping: z.record(id, id),
    reason: content,
    joins: z.array(join),
    escalationLevels: z.record(id, z.array(count)),
  }),
]);

export const historyLine = z.strictObject({
  format: z.literal(1),
  events: z.array(event).min(1).max(10_000),
  textContents: z.array(
    z.strictObject({
      id,
      kind: z.enum(TEXT_CONTENT_KINDS),
      author: id,
      content: z.unknown(),
      salt: z.string().min(1).max(200),
    }),
  ),
  documents: z.array(
    z.strictObject({
      id,
      rule: id,
      digest,
      name: z.string().min(1).max(200),
      mediaType: z.string().min(1).max(200),
      size: z.int().min(0),
      author: id,
    }),
  ),
  /** Who filed it; null: not known. */
  party: z
    .strictObject({
      name: z.string().max(200).nullable(),
      phone: z.string().max(40).nullable(),
      email: z.string().max(254).nullable(),
      address: z.string().max(500).nullable(),
      idNumber: z.string().max(20).nullable(),
      representing: z.string().max(300).nullable().exactOptional(),
    })
    .nullable(),
});

type Line = z.infer<typeof historyLine>;
/** The same, in the domain's own types: what `historyLine` lets through is of them. */
export interface HistoryLine extends Omit<Line, 'events'> {
  readonly events: readonly CaseEvent[];
}
/** A fact, or a part of one, that the domain knows and the file does not, or the reverse, is found by the compiler. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type LineEvent = Line['events'][number];
type SameParts = {
  readonly [N in CaseEvent['type']]: Same<
    keyof Extract<LineEvent, { type: N }>,
    keyof Extract<CaseEvent, { type: N }>
  >;
}[CaseEvent['type']];
type LineFiling = Extract<LineEvent, { type: 'case-filed' }>['filing'];
type LineTask = Extract<LineEvent, { type: 'task-opened' }>;
export const KNOWN_ALIKE: readonly [
  Same<LineEvent['type'], CaseEvent['type']>,
  SameParts,
  Same<keyof LineFiling, keyof Filing>,
  Same<keyof LineTask['task'], keyof Task>,
  Same<keyof LineTask['clock'], keyof Clock>,
] = [true, true, true, true, true];
