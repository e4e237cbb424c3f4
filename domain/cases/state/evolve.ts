import type { ClockId, TaskId } from '../../ids.ts';
import type { Clock } from '../../time/clock.ts';
import {
  extendClock,
  judgeClock,
  keepDue,
  pauseClock,
  recountClock,
  restartClock,
  resumeClock,
  retermClock,
  stopClock,
  transferClock,
} from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import type { PauseReason, SuspensionReason } from '../../vocabulary/clocks.ts';
import type { RefundState } from '../../vocabulary/payments.ts';
import { ENGINE } from './commands.ts';
import type { CaseEvent, CaseFact, ClockTransfers, FactName, Resumption, Resumptions } from './events.ts';
import type { CaseShipment, CaseState, Done, Offices, ShipmentId, Task } from './state.ts';

/** How many carried-out orders a case remembers, so that a repeated one is known after continue-as-new. */
const REMEMBERED_ORDERS = 20;

type Filed = CaseEvent<Extract<CaseFact, { type: 'case-filed' }>>;
type Evolver<N extends FactName> = (
  state: CaseState,
  event: CaseEvent<Extract<CaseFact, { type: N }>>,
) => CaseState;

/**
 * The state after an event. Total: any event of a case applies to any state of it, and nothing but state and event
 * is looked at (no procedure, no calendar, no clock on the wall).
 * @throws RangeError when a case does not begin with `case-filed`, or an event is out of sequence.
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null) {
    if (event.type !== 'case-filed' || event.seq !== 1)
      throw new RangeError(`a case begins with case-filed, not ${event.type} ${event.seq}`);
    return remember(filed(event), event);
  }
  if (event.seq !== state.version + 1)
    throw new RangeError(`event ${event.seq} does not follow version ${state.version}`);
  const apply = EVOLVERS[event.type] as Evolver<FactName>;
  return remember({ ...apply(withJudgements(state, event), event), version: event.seq }, event);
}

/** The state after all of them; null for none. */
export function fold(events: Iterable<CaseEvent>): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function filed(event: Filed): CaseState {
  const { filing } = event;
  return {
    schema: 1,
    id: filing.caseId,
    code: event.code,
    kind: filing.kind,
    procedure: filing.procedure,
    province: filing.province,
    channel: filing.channel,
    agencies: filing.agencies,
    applicant: filing.applicant,
    facts: filing.facts,
    urgency: 'normal',
    status: 'filed',
    ending: null,
    version: event.seq,
    filedAt: event.at,
    acceptedAt: null,
    decidedAt: null,
    deliveredAt: null,
    closedAt: null,
    tasks: [],
    joins: [],
    clocks: event.response === undefined ? [] : [event.response],
    visits: {},
    trail: [],
    documents: filing.documents,
    missing: [],
    interrupted: null,
    fee: event.fee === null ? null : { amount: event.fee, paid: false },
    delivery: filing.delivery,
    counts: { supplements: 0, extensions: 0, transfers: 0, reopenings: 0, appeals: 0 },
    rating: null,
    mergedInto: null,
    calendars: filing.calendars,
    offices: filing.offices,
    ...(filing.edition === undefined ? {} : { edition: filing.edition }),
    shipments: [],
    suspended: null,
    done: [],
  };
}

const EVOLVERS: { readonly [N in FactName]: Evolver<N> } = {
  'case-filed': () => {
    throw new RangeError('a case is filed once');
  },
  'case-accepted': (state, event) => ({
    ...state,
    status: 'in-process',
    acceptedAt: event.at,
    clocks: [...withoutResponse(state.clocks), event.clock],
  }),
  'case-not-accepted': (state, event) => ({
    ...state,
    ...(event.spam === undefined ? {} : { spam: event.spam }),
    ending: 'not-accepted',
    clocks: withoutResponse(state.clocks),
  }),
  'case-classified': (state, event) => ({
    ...state,
    urgency: event.urgency,
    agencies: event.owner === null ? state.agencies : { ...state.agencies, owner: event.owner },
    ...officesAfter(state, event.offices),
  }),
  'case-recategorised': (state, event) => ({
    ...state,
    procedure: event.to,
    agencies: event.agencies,
    facts: event.facts,
    clocks: transferred(state.clocks, event).map((clock) => ({
      ...clock,
      escalationLevels: event.escalationLevels[clock.id] ?? clock.escalationLevels,
    })),
    ...officesAfter(state, event.offices),
  }),
  'case-merged': (state, event) => ({
    ...cancelled(state, event.at),
    ending: 'merged',
    mergedInto: event.into,
  }),
  'step-entered': (state, event) => ({
    ...state,
    visits: { ...state.visits, [event.step]: event.visit },
    trail: [...before(state.trail, event.step), event.step],
    joins: event.join === null ? [] : [event.join],
  }),
  'step-skipped': (state) => state,
  'task-opened': (state, event) => ({
    ...state,
    tasks: [...state.tasks, event.task],
    clocks: [...state.clocks, event.clock],
  }),
  'task-claimed': (state, event) => withTask(state, event.taskId, { assignee: event.assignee }),
  'task-released': (state, event) => withTask(state, event.taskId, { assignee: null }),
  'task-assigned': (state, event) => withTask(state, event.taskId, { assignee: event.assignee }),
  'task-completed': (state, event) => {
    const task = state.tasks.find(({ id }) => id === event.taskId);
    const branch = task?.branch ?? null;
    const answered =
      task === undefined || branch === null
        ? state.joins
        : state.joins.map((join) =>
            join.step === task.step
              ? { ...join, results: { ...join.results, [branch]: event.outcome } }
              : join,
          );
    const after = withoutTask(state, event.taskId);
    return { ...after, joins: answered, documents: [...state.documents, ...event.documents] };
  },
  'task-cancelled': (state, event) => {
    const after = withoutTask(state, event.taskId);
    const open = new Set(after.tasks.map(({ step }) => step));
    return { ...after, joins: after.joins.filter(({ step }) => open.has(step)) };
  },
  'task-transferred': (state, event) => ({
    ...state,
    agencies: event.key === null ? state.agencies : { ...state.agencies, [event.key]: event.to },
    clocks: transferred(
      state.clocks.map((clock) => (isClockOf(state, event.taskId, clock) ? successor(clock, event) : clock)),
      event,
    ),
    tasks: state.tasks.map((task) =>
      task.id === event.taskId
        ? {
            ...task,
            agency: event.to,
            assignee: null,
            transfers: task.transfers + 1,
            clock: event.clock.id as ClockId,
          }
        : task,
    ),
    counts: { ...state.counts, transfers: state.counts.transfers + 1 },
    ...officesAfter(state, event.offices),
  }),
  'task-raised': (state, event) => ({
    ...withTask(state, event.taskId, { agency: event.to, role: event.role, assignee: null }),
    clocks: transferred(state.clocks, event),
  }),
  'case-prioritised': (state, event) => ({
    ...state,
    urgency: event.urgency,
    clocks: state.clocks.map((clock) => {
      const term = event.terms?.[clock.id];
      return term === undefined ? clock : { ...retermClock(clock, event.at, term), escalationLevels: [] };
    }),
  }),
  'task-escalated': (state, event) => withTask(state, event.taskId, { role: event.role, assignee: null }),
  'work-returned': (state) => state,
  'supplement-requested': (state, event) => ({
    ...state,
    status: 'supplement',
    interrupted: state.status === 'filed' ? 'filed' : 'in-process',
    missing: event.missing,
    clocks: [
      ...withoutResponse(state.clocks).map((clock) => pauseClock(clock, event.at, 'supplement')),
      event.clock,
    ],
    counts: { ...state.counts, supplements: state.counts.supplements + 1 },
  }),
  'supplement-received': (state, event) => ({
    ...state,
    status: state.interrupted ?? 'in-process',
    interrupted: null,
    missing: [],
    documents: [...state.documents, ...event.documents],
    clocks: [
      ...withoutSupplement(state.clocks).map((clock) => goneOn(clock, event, event.restart)),
      ...(event.response === undefined ? [] : [event.response]),
    ],
  }),
  'supplement-expired': (state, event) => ({
    ...state,
    status: state.interrupted ?? 'in-process',
    interrupted: null,
    missing: [],
    clocks: withoutSupplement(state.clocks).map((clock) => stopClock(clock, event.at, 'cancelled')),
  }),
  'deadline-extended': (state, event) => ({
    ...state,
    clocks: state.clocks.map((clock) =>
      event.clocks.includes(clock.id)
        ? {
            ...extendClock(clock, event.at, event.extension),
            escalationLevels: event.escalationLevels[clock.id] ?? clock.escalationLevels,
          }
        : clock,
    ),
    counts: { ...state.counts, extensions: state.counts.extensions + 1 },
  }),
  'case-suspended': (state, event) => ({
    ...state,
    status: 'suspended',
    interrupted: 'in-process',
    clocks: state.clocks.map((clock) => pauseClock(clock, event.at, pauseFor(event.why))),
    suspended: event.why,
  }),
  'case-resumed': (state, event) => ({
    ...state,
    status: state.interrupted ?? 'in-process',
    interrupted: null,
    suspended: null,
    clocks: state.clocks.map((clock) => goneOn(clock, event, event.restart === true)),
  }),
  'case-withdrawn': (state, event) => ({ ...cancelled(state, event.at), ending: 'withdrawn' }),
  'note-added': (state) => state,
  'documents-attached': (state, event) => ({ ...state, documents: [...state.documents, ...event.documents] }),
  'fee-paid': (state, event) => ({
    ...state,
    fee: {
      amount: wholeFee(state, event),
      paid: event.rest === undefined,
      ...(event.rest === undefined ? {} : { rest: event.rest }),
      how: event.how,
      ...(event.how === 'transfer' ? { transfer: event.receipt } : {}),
    },
    status: state.status === 'payment' ? 'decided' : state.status,
  }),
  'fee-refund-ordered': (state) => withRefund(state, 'ordered'),
  'fee-refunded': (state) => withRefund(state, 'done'),
  'case-decided': (state, event) => ({
    ...state,
    status: event.feeDue ? 'payment' : 'decided',
    ending: event.ending,
    decidedAt: event.at,
    joins: [],
    clocks: state.clocks.map((clock) => stopClock(clock, event.at, 'met')),
  }),
  'delivery-chosen': (state, event) => ({ ...state, delivery: event.way }),
  'shipment-ordered': (state, { shipment: id, direction, cod }) => ({
    ...state,
    shipments: [
      ...state.shipments,
      { id, direction, status: 'ordered', attempts: 0, ...(cod === undefined ? {} : { cod }) },
    ],
  }),
  'shipment-readdressed': (state) => state,
  'shipment-recalled': (state, event) => withShipment(state, event.shipment, { recalled: true }),
  'shipment-moved': (state, { shipment, status, attempts, tracking, pictureMissing }) =>
    withShipment(
      {
        ...state,
        shipments: state.shipments.map((each) => (each.id === shipment ? pictured(each) : each)),
      },
      shipment,
      {
        status,
        attempts,
        ...(tracking === undefined ? {} : { tracking }),
        ...(pictureMissing === undefined ? {} : { pictureMissing }),
      },
    ),
  'shipment-late': (state, event) => withShipment(state, event.shipment, { late: true }),
  'result-delivered': (state, event) => ({
    ...state,
    status: 'delivered',
    delivery: event.way,
    deliveredAt: event.at,
  }),
  'result-published': (state, event) => ({ ...state, status: 'delivered', deliveredAt: event.at }),
  'case-rated': (state, event) => ({ ...state, rating: event.rating }),
  'case-disputed': (state) => state,
  'case-appealed': (state, event) => ({
    ...state,
    agencies: { ...state.agencies, owner: event.to },
    counts: { ...state.counts, appeals: state.counts.appeals + 1 },
    ...officesAfter(state, event.offices),
  }),
  'case-reopened': (state, event) => ({
    ...state,
    status: 'in-process',
    ending: null,
    decidedAt: null,
    deliveredAt: null,
    rating: null,
    trail: [],
    joins: [],
    clocks: [event.clock],
    counts: { ...state.counts, reopenings: state.counts.reopenings + 1 },
  }),
  'case-closed': (state, event) => ({ ...state, status: 'closed', closedAt: event.at, interrupted: null }),
  'escalation-level-reached': (state, event) => ({
    ...state,
    clocks: state.clocks.map((clock) =>
      clock.id === event.clock
        ? {
            ...clock,
            escalationLevels: [
              ...clock.escalationLevels,
              ...Array.from({ length: event.times ?? 1 }, () => event.escalationLevel),
            ],
          }
        : clock,
    ),
  }),
  'clock-breached': (state) => state,
  'card-given': (state) => state,
  'calendar-changed': (state, event) => ({
    ...state,
    calendars: {
      ...state.calendars,
      ...Object.fromEntries(event.changes.map(({ calendar, to }) => [calendar, to])),
    },
    clocks: state.clocks.map((clock) => {
      const kept = event.kept[clock.id];
      if (kept !== undefined) return keepDue(clock, event.at, kept);
      const credit = event.credited[clock.id];
      if (credit !== undefined) return extendClock(clock, event.at, credit);
      const missed = event.recounted[clock.id];
      return missed === undefined ? clock : recountClock(clock, event.at, missed);
    }),
  }),
  'procedure-moved': (state, event) => {
    const renamed = (step: string) => event.mapping[step] ?? step;
    return {
      ...state,
      procedure: event.to,
      tasks: state.tasks.map((task) => ({ ...task, step: renamed(task.step) })),
      joins: event.joins,
      trail: state.trail.map(renamed),
      visits: Object.fromEntries(Object.entries(state.visits).map(([step, n]) => [renamed(step), n])),
      clocks: state.clocks.map((clock) => ({
        ...clock,
        escalationLevels: event.escalationLevels[clock.id] ?? clock.escalationLevels,
      })),
    };
  },
};

export const CASE_CLOCK = 'case' as ClockId;
export const SUPPLEMENT_CLOCK = 'supplement' as ClockId;
/** How the clocks of tasks begin; the task's id follows, and `~2`, `~3`, ... where a transfer began it anew. */
export const TASK_CLOCK = 'task:';
/** null: it is no task's. */
export function taskOfClock(id: string): TaskId | null {
  return id.startsWith(TASK_CLOCK) ? (id.slice(TASK_CLOCK.length).replace(/~\d+$/, '') as TaskId) : null;
}

/** Runs from the filing until the counter answers. */
export const RESPONSE_CLOCK = 'response' as ClockId;

/** The clock of the counter's answer: `response`, and after documents that came before acceptance `response.2`, `response.3`, ... */
export function isResponseClock({ id }: { readonly id: string }): boolean {
  return id === RESPONSE_CLOCK || id.startsWith(`${RESPONSE_CLOCK}.`);
}

/** The clock of the whole case: `case`, and after each reopening `case.2`, `case.3`, ... */
export function isCaseClock(clock: { readonly id: string }): boolean {
  return clock.id === CASE_CLOCK || clock.id.startsWith('case.');
}

function withoutSupplement(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter(({ id }) => id !== SUPPLEMENT_CLOCK);
}

function withoutResponse(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter((clock) => !isResponseClock(clock));
}

/** Why the clocks stand still, of the reasons of the case. */
function pauseFor(why: SuspensionReason): PauseReason {
  return why === 'force-majeure' ? 'suspension' : why;
}

/** After a pause: with what was left; or the case's whole term again. */
function goneOn(
  clock: Clock,
  event: { readonly at: Instant; readonly goesOn?: Resumptions },
  restart: boolean,
): Clock {
  const { at, budget }: Resumption = event.goesOn?.[clock.id] ?? { at: event.at };
  return restart && isCaseClock(clock)
    ? { ...restartClock(clock, at, budget), escalationLevels: [] }
    : resumeClock(clock, at);
}

/** Those that count by another calendar or commune since the work is another agency's. */
function transferred(
  clocks: readonly Clock[],
  event: { readonly at: Instant; readonly clocks?: ClockTransfers },
): readonly Clock[] {
  return clocks.map((clock) => {
    const transfer = event.clocks?.[clock.id];
    return transfer === undefined ? clock : transferClock(clock, event.at, transfer);
  });
}

function isClockOf({ tasks }: CaseState, taskId: TaskId, { id }: Clock): boolean {
  return tasks.some((task) => task.id === taskId && task.clock === id);
}

/** The same clock as it stands here, with what was found of it; or a new one. */
function successor(clock: Clock, event: { readonly clock: Clock; readonly clocks?: ClockTransfers }): Clock {
  return event.clocks !== undefined && event.clock.id === clock.id ? clock : event.clock;
}

function officesAfter(state: CaseState, offices: Offices | undefined): Pick<CaseState, 'offices'> {
  return { offices: { ...state.offices, ...offices } };
}

/** A clock that an event took out of the state, as it ended. */
export function endedBy(clock: Clock, event: CaseEvent): Clock {
  return stopClock(judgedBy(clock, event), event.at, 'met');
}

function judgedBy(clock: Clock, { at, judged }: CaseEvent): Clock {
  const found = judged?.[clock.id];
  return found === undefined ? clock : judgeClock(clock, at, found.dueAt);
}

/** What was found of its clocks stands in them before anything happens to them. */
function withJudgements(state: CaseState, event: CaseEvent): CaseState {
  return event.judged === undefined
    ? state
    : { ...state, clocks: state.clocks.map((clock) => judgedBy(clock, event)) };
}

function withTask(state: CaseState, id: TaskId, change: Partial<Task>): CaseState {
  return { ...state, tasks: state.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)) };
}

function withRefund(state: CaseState, refund: RefundState): CaseState {
  return state.fee === null ? state : { ...state, fee: { ...state.fee, refund } };
}

function pictured({ pictureMissing: _, ...shipment }: CaseShipment): CaseShipment {
  return shipment;
}

/** What came in parts is one fee. */
function wholeFee({ fee }: CaseState, { amount, rest }: CaseEvent & { type: 'fee-paid' }): number {
  return fee !== null && (rest ?? fee.rest) !== undefined ? fee.amount : amount;
}

function withShipment(state: CaseState, id: ShipmentId, change: Partial<CaseShipment>): CaseState {
  return {
    ...state,
    shipments: state.shipments.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

/** An ended task leaves the state with its clock; the record keeps both. */
function withoutTask(state: CaseState, id: TaskId): CaseState {
  const clock = state.tasks.find((task) => task.id === id)?.clock;
  return {
    ...state,
    tasks: state.tasks.filter((task) => task.id !== id),
    clocks: state.clocks.filter((each) => each.id !== clock),
  };
}

/** No more work is done: what still ran is stopped without having been met. */
function cancelled(state: CaseState, at: Instant): CaseState {
  return {
    ...state,
    missing: [],
    clocks: withoutSupplement(state.clocks).map((clock) => stopClock(clock, at, 'cancelled')),
  };
}

function before(trail: readonly string[], step: string): readonly string[] {
  const at = trail.indexOf(step);
  return at < 0 ? trail : trail.slice(0, at);
}

function remember(state: CaseState, event: CaseEvent): CaseState {
  if (event.by === ENGINE) return state;
  const done: Done = { commandId: event.order.id, fingerprint: event.order.fingerprint, version: event.seq };
  const earlier = state.done.filter(({ commandId }) => commandId !== done.commandId);
  return { ...state, done: [...earlier, done].slice(-REMEMBERED_ORDERS) };
}
