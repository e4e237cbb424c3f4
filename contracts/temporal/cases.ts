/** Names that clients, workers and workflows share. */

import type { Vacancy } from '../../domain/cases/rules/balancing.ts';
import type { Hook } from '../../domain/cases/rules/hooks.ts';
import type { Decisions } from '../../domain/cases/rules/recalendar.ts';
import type { Definition, Order } from '../../domain/cases/state/commands.ts';
import type { CalendarVersions, CaseState } from '../../domain/cases/state/state.ts';
import type { Recorded, Transition } from '../../domain/cases/state/transition.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';

export const CASE_QUEUE = 'motcua-cases';
export const CASE_WORKFLOW = 'caseWorkflow';
export const ACT = 'act';
export const MOVE = 'move';
/** Asks a case to take over what its record holds beyond what it knows: as an update, answered when it is done. */
export const CATCH_UP = 'catchUp';
/** The same as a signal, which Temporal keeps until a worker is there. */
export const SYNC_RECORD = 'syncRecord';
export const STATE = 'state';
export const TRANSITIONS = 'transitions';

/** ApplicationFailure type of a refusal; its first detail is the Refusal. */
export const REFUSED = 'Refused';

/** ApplicationFailure type of a record that stands elsewhere than its case. */
export const RECORD_CONFLICT = 'RecordConflict';

/** ApplicationFailure type of a case that ended because no order ever filed it: its id may be used again. */
export const NOTHING_FILED = 'NothingFiled';

/** After so many orders a case continues as new; Temporal allows 2,000 updates a run. */
export const ORDERS_PER_RUN = 1_000;

export function workflowIdOf(id: CaseId): string {
  return `case-${id}`;
}

/** Keyword attributes, set once at start; never personal data. */
export const SEARCH_ATTRIBUTES = {
  province: 'MotcuaProvince',
  procedure: 'MotcuaProcedure',
  kind: 'MotcuaKind',
} as const;

/** What a case workflow is started with, and what it hands to itself when it continues as new. */
export interface CaseInput {
  readonly caseId: CaseId;
  readonly province: ProvinceId;
  readonly definition: Definition;
  /** Another number than ORDERS_PER_RUN; for tests. */
  readonly ordersPerRun?: number;
  /** null at filing, when the first order must be `submit`; and where a case begins again from its record. */
  readonly carried: { readonly state: CaseState; readonly headHash: string } | null;
}

/** The answer to an accepted order. */
export interface Receipt {
  readonly caseId: CaseId;
  readonly code: string;
  readonly version: number;
  readonly status: CaseStatus;
  /** When the case is due, ISO 8601; null when no clock runs. */
  readonly dueAt: string | null;
}

export interface StateAnswer {
  readonly state: CaseState | null;
  readonly headHash: string;
}

/**
 * What a run recorded, made again from its history: asking any run, ended or not, replays it. `previousHash` of the
 * first is `begins`; each of the others follows from the one before.
 */
export interface TransitionsAnswer {
  readonly begins: string;
  readonly transitions: readonly Omit<Transition, 'previousHash'>[];
}

/** Activities by which a case reaches the record. */
export interface RecordActivities {
  recordTransition(transition: Transition): Promise<Recorded>;
  /** What stands in the record after this version; null where the record does not hold it. */
  recordedAfter(caseId: CaseId, version: number, headHash: string): Promise<Recorded | null>;
  /** A published procedure with the calendars of those versions. */
  definitionAt(province: ProvinceId, procedureHash: string, calendars: CalendarVersions): Promise<Definition>;
}

/** Brings open cases to the calendars that were published; one for a province, started by its first change. */
export const CALENDAR_WORKFLOW = 'calendarWorkflow';
export const CALENDAR_CHANGED = 'calendarChanged';

/** One for a province; on queues other than the product's own, for tests side by side, one for each. */
export function calendarWorkflowId(province: ProvinceId, taskQueue: string): string {
  return taskQueue === CASE_QUEUE ? `calendars-${province}` : `calendars-${province}-${taskQueue}`;
}

/** The page's last case, null when none follows; and how many were moved, or told. */
export interface CalendarPage {
  readonly last: CaseId | null;
  readonly moved: number;
}

/** The versions that open cases have still to come to, and why each was published. */
export interface PendingChange {
  readonly versions: Readonly<Record<string, number>>;
  readonly decisions: Decisions;
}

export interface CalendarActivities {
  /** null: every open case of the province counts by the current calendars. */
  pendingChange(province: ProvinceId): Promise<PendingChange | null>;
  /** Computes the next open cases' clocks anew, in the record. Given again, it moves nothing twice. */
  recountPage(province: ProvinceId, change: PendingChange, after: string): Promise<CalendarPage>;
  /** Judges clocks anew that have ended, of the next cases; where a decision has force for the past. Given again, it judges nothing twice. */
  rejudgePage(province: ProvinceId, change: PendingChange, after: string): Promise<CalendarPage>;
  /** Lets the next open cases take over what the record holds. */
  syncPage(province: ProvinceId, after: string): Promise<CalendarPage>;
  markApplied(province: ProvinceId, versions: PendingChange['versions'], cases: number): Promise<void>;
}

export type ActArgs = [order: Order];
/** A `move-procedure` order brings the definition to go on with. */
export type MoveArgs = [order: Order, to: Definition];

export interface AssignmentActivities {
  /** The officer who is to have the task; null: nobody of its role and agency is there. */
  chooseOfficer(vacancy: Vacancy): Promise<UserId | null>;
}

/** Calls one webhook until it is answered; started by a case, by a test, and by who sends anew what was given up. */
export const WEBHOOK_WORKFLOW = 'webhookWorkflow';

/** A call from a case, or a test (without one): the same shape with nothing in it. */
export interface WebhookCall extends Omit<Hook, 'caseId' | 'data'> {
  readonly caseId: CaseId | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Other times than the usual; for tests. */
  readonly patience?: { readonly firstRetryMs: number; readonly giveUpMs: number };
}

export interface WebhookActivities {
  /**
   * One attempt. Ends when the receiver answered 2xx, and where there is nobody to call (any more): 410, switched off,
   * removed. @throws for any other answer, and for none
   */
  callWebhook(call: WebhookCall): Promise<void>;
  /** After the last attempt: it is kept as a dead letter. */
  giveUpWebhook(call: WebhookCall): Promise<void>;
}
