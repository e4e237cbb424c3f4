import type { AgencyId, CaseCode, CaseId, TaskId, UserId } from '../../ids.ts';
import type { AgencyKey, EscalationAction, ProcedureRef } from '../../procedures/language/types.ts';
import type { Clock } from '../../time/clock.ts';
import type { ClockTerm, ClockTransfer } from '../../time/clocks.ts';
import type { Instant, WorkingMinutes } from '../../time/instant.ts';
import type { AssignHow } from '../../vocabulary/agencies.ts';
import type { SuspensionReason } from '../../vocabulary/clocks.ts';
import type { DeliveryWay, LetterWay } from '../../vocabulary/delivery-ways.ts';
import type { ClosedBy, Ending } from '../../vocabulary/endings.ts';
import type { CardColour } from '../../vocabulary/escalations.ts';
import type { PaymentWay } from '../../vocabulary/payments.ts';
import type { Rating } from '../../vocabulary/ratings.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { Direction, ShipmentStatus } from '../../vocabulary/shipments.ts';
import type { CancelReason } from '../../vocabulary/tasks.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';
import type { Filing } from './commands.ts';
import type { DocumentRef, Join, Offices, ShipmentId, Task, TextContentRef } from './state.ts';

/** What happened, complete enough that `evolve` needs neither procedure nor calendar. */
export type CaseFact =
  | {
      readonly type: 'case-filed';
      readonly filing: Filing;
      readonly code: CaseCode | null;
      /** Whole đồng; null: nothing is owed. */
      readonly fee: number | null;
      /** Which of the procedure's reductions made it less, and by how much; absent: none. */
      readonly reduction?: { readonly id: string; readonly off: number };
      /** Until the counter answers; where the procedure sets a term for that. */
      readonly response?: Clock;
    }
  | { readonly type: 'case-accepted'; readonly clock: Clock }
  | { readonly type: 'case-not-accepted'; readonly reason: TextContentRef; readonly spam?: true }
  | {
      readonly type: 'case-classified';
      readonly urgency: Urgency;
      readonly owner: AgencyId | null;
      readonly offices?: Offices;
    }
  | {
      readonly type: 'case-recategorised';
      readonly from: ProcedureRef;
      readonly to: ProcedureRef;
      readonly agencies: Readonly<Record<string, AgencyId>>;
      readonly facts: Readonly<Record<string, number | boolean | string>>;
      readonly offices?: Offices;
      readonly reason: TextContentRef;
      /** Per open clock, the escalation levels of the new ladder that count as fired: those already passed. */
      readonly escalationLevels: Readonly<Record<string, readonly number[]>>;
      readonly clocks?: ClockTransfers;
    }
  | { readonly type: 'case-merged'; readonly into: CaseId; readonly reason: TextContentRef }
  | {
      readonly type: 'step-entered';
      readonly step: string;
      readonly visit: number;
      readonly join: Join | null;
    }
  | { readonly type: 'step-skipped'; readonly step: string }
  | { readonly type: 'task-opened'; readonly task: Task; readonly clock: Clock }
  | { readonly type: 'task-claimed'; readonly taskId: TaskId; readonly assignee: UserId }
  | { readonly type: 'task-released'; readonly taskId: TaskId }
  | {
      readonly type: 'task-assigned';
      readonly taskId: TaskId;
      readonly assignee: UserId;
      /** By which rule the engine chose the officer; absent: a person did. */
      readonly how?: AssignHow;
    }
  | {
      readonly type: 'task-completed';
      readonly taskId: TaskId;
      readonly outcome: string;
      readonly reason: TextContentRef | null;
      readonly documents: readonly DocumentRef[];
      readonly position?: TextContentRef;
    }
  | {
      readonly type: 'task-cancelled';
      readonly taskId: TaskId;
      readonly why: CancelReason;
    }
  | {
      readonly type: 'task-transferred';
      readonly taskId: TaskId;
      readonly from: AgencyId;
      readonly to: AgencyId;
      /** The procedure's agency key that means the new agency from now on; null where a task's agency is no key's. */
      readonly key: AgencyKey | null;
      readonly reason: TextContentRef;
      /** The task's clock from now on: the same, or a new one where the procedure resets it. */
      readonly clock: Clock;
      readonly offices?: Offices;
      readonly clocks?: ClockTransfers;
    }
  /** Escalated to the agency above, whose head has it from now on. */
  | {
      readonly type: 'task-raised';
      readonly taskId: TaskId;
      readonly from: AgencyId;
      readonly to: AgencyId;
      readonly role: Role;
      readonly clocks?: ClockTransfers;
    }
  | {
      readonly type: 'case-prioritised';
      readonly urgency: Urgency;
      /** By the clock's id: those of which the shorter term begins now, since it ends before the one that ran. */
      readonly terms?: Readonly<Record<string, ClockTerm>>;
    }
  | { readonly type: 'task-escalated'; readonly taskId: TaskId; readonly role: Role }
  | {
      readonly type: 'work-returned';
      readonly taskId: TaskId;
      readonly step: string;
      readonly reason: TextContentRef;
    }
  | {
      readonly type: 'supplement-requested';
      readonly taskId: TaskId | null;
      readonly missing: readonly string[];
      readonly reason: TextContentRef;
      /** What to do about each of them. */
      readonly advice?: TextContentRef;
      /** The citizen's own term. */
      readonly clock: Clock;
    }
  | {
      readonly type: 'supplement-received';
      readonly documents: readonly DocumentRef[];
      readonly restart: boolean;
      readonly goesOn?: Resumptions;
      /** Until the counter answers, where the documents were asked for before acceptance. */
      readonly response?: Clock;
    }
  | { readonly type: 'supplement-expired' }
  | {
      readonly type: 'deadline-extended';
      readonly clocks: readonly string[];
      readonly extension: WorkingMinutes;
      readonly reason: TextContentRef;
      /** The apology with the new appointment (form 04) that is due to the applicant. */
      readonly letter: Letter;
      /** Per clock, the escalation levels of its new term that lie behind; the others stand before it again. */
      readonly escalationLevels: Readonly<Record<string, readonly number[]>>;
    }
  | { readonly type: 'case-suspended'; readonly reason: TextContentRef; readonly why: SuspensionReason }
  /** `restart`: the full term begins again, at the first step. */
  | { readonly type: 'case-resumed'; readonly restart?: true; readonly goesOn?: Resumptions }
  | { readonly type: 'case-withdrawn'; readonly reason: TextContentRef }
  | {
      readonly type: 'note-added';
      readonly content: TextContentRef;
      /** Whom it is meant for; absent: for whoever reads it. */
      readonly mentions?: readonly UserId[];
    }
  | { readonly type: 'documents-attached'; readonly documents: readonly DocumentRef[] }
  | {
      readonly type: 'fee-paid';
      readonly amount: number;
      readonly receipt: string;
      readonly how: PaymentWay;
      /** Of the fee, what is still to be paid; absent: nothing. */
      readonly rest?: number;
    }
  /** It goes back to the account that it came from; `transfer`: as the payment provider numbers it. */
  | { readonly type: 'fee-refund-ordered'; readonly transfer: string; readonly reason: TextContentRef }
  | {
      readonly type: 'fee-refunded';
      readonly amount: number;
      readonly receipt: string;
      /** null: it was given when the refund was ordered. */
      readonly reason: TextContentRef | null;
    }
  | { readonly type: 'case-decided'; readonly ending: Ending; readonly feeDue: boolean }
  | { readonly type: 'delivery-chosen'; readonly way: DeliveryWay }
  | {
      readonly type: 'shipment-ordered';
      readonly shipment: ShipmentId;
      readonly direction: Direction;
      readonly address: TextContentRef;
      /** Whole đồng to collect at the door; absent: none. */
      readonly cod?: number;
    }
  | { readonly type: 'shipment-readdressed'; readonly shipment: ShipmentId; readonly address: TextContentRef }
  | { readonly type: 'shipment-recalled'; readonly shipment: ShipmentId }
  | {
      readonly type: 'shipment-moved';
      readonly shipment: ShipmentId;
      readonly status: ShipmentStatus;
      /** When it happened; the carrier may have told of it later. */
      readonly occurredAt: Instant;
      readonly attempts: number;
      readonly tracking?: string;
      readonly proof?: TextContentRef;
      /** The picture that proves it is still to come. */
      readonly pictureMissing?: true;
      /** By so many đồng less was collected at the door than was asked for. */
      readonly short?: number;
    }
  /** It was not at the door by then. */
  | { readonly type: 'shipment-late'; readonly shipment: ShipmentId; readonly dueAt: Instant }
  | {
      readonly type: 'result-delivered';
      readonly way: DeliveryWay;
      /** By which it came to the citizen. */
      readonly shipment?: ShipmentId;
    }
  | {
      readonly type: 'result-published';
      readonly content: TextContentRef;
      /** Ids of the documents that everybody may see. */
      readonly photos?: readonly string[];
    }
  | { readonly type: 'case-rated'; readonly rating: Rating; readonly content: TextContentRef | null }
  | { readonly type: 'case-disputed'; readonly reason: TextContentRef }
  | {
      readonly type: 'case-appealed';
      readonly reason: TextContentRef;
      /** The owner whose result is not accepted, and who decides from now on. */
      readonly from: AgencyId;
      readonly to: AgencyId;
      readonly offices?: Offices;
    }
  | { readonly type: 'case-reopened'; readonly reason: TextContentRef | null; readonly clock: Clock }
  | { readonly type: 'case-closed'; readonly how: ClosedBy }
  | {
      readonly type: 'escalation-level-reached';
      readonly clock: string;
      readonly escalationLevel: number;
      /** How often it has come due since it was last looked at, of a level that repeats; absent: once. */
      readonly times?: number;
      readonly dueAt: Instant;
      readonly actions: readonly EscalationAction[];
      /** Until when what it says to people is held back, in the procedure's quiet hours; absent: it is said at once. */
      readonly notBefore?: Instant;
    }
  | { readonly type: 'clock-breached'; readonly clock: string; readonly dueAt: Instant }
  | {
      readonly type: 'card-given';
      readonly agency: AgencyId;
      readonly colour: CardColour;
      readonly clock: string;
    }
  | {
      readonly type: 'calendar-changed';
      readonly changes: readonly CalendarChange[];
      /** Per open clock that it moved: when it was due, and when it is. */
      readonly moved: Readonly<
        Record<string, { readonly before: Instant | null; readonly after: Instant | null }>
      >;
      /** The applicant's appointment, where it is another one now, each in the opening hours as they were known then; absent: it stands. */
      readonly appointment?: { readonly before: Instant; readonly after: Instant };
      /** Clocks that had passed their due instant, which stands. */
      readonly kept: Readonly<Record<string, Instant>>;
      /** Clocks that stand still and would have run out: so much more, so that what was left is left. */
      readonly credited: Readonly<Record<string, WorkingMinutes>>;
      /** Clocks of which it stood, or that had missed one, and which count by the calendar again; and what they have missed. */
      readonly recounted: Readonly<Record<string, Instant | null>>;
    }
  | {
      readonly type: 'procedure-moved';
      readonly from: ProcedureRef;
      readonly to: ProcedureRef;
      readonly mapping: Readonly<Record<string, string>>;
      readonly reason: TextContentRef;
      /** Open joins as they stand under the new version. */
      readonly joins: readonly Join[];
      /** Per open clock, the escalation levels of the new ladder that count as fired: those already passed. */
      readonly escalationLevels: Readonly<Record<string, readonly number[]>>;
    };

/** By the clock's id: those that count by another calendar or commune from now on, since the work went to another agency. */
export type ClockTransfers = Readonly<Record<string, ClockTransfer>>;

/** By the clock's id: those that do not simply go on at the instant of the event. */
export type Resumptions = Readonly<Record<string, Resumption>>;

export interface Resumption {
  /** After the cut-off of the day: the next working day. Where nothing was left: the next opening. */
  readonly at: Instant;
  /** Of a term in months that begins again: as many days as they have now. */
  readonly budget?: WorkingMinutes;
}

/** What was found of a clock that an event ended, or gave more time when it was due already. */
export interface Judgement {
  /** null: it stood still, and was due at no instant. Late where it lies before the event. */
  readonly dueAt: Instant | null;
  /** The version of its calendar by which it was due then. */
  readonly calendar: number;
}

/** By paper to who filed at the counter, by message to who filed online (Circular 01/2018/TT-VPCP, kept since). */
export interface Letter {
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly way: LetterWay;
}

/** A calendar that a case counted by, and the version that it counts by from now on. */
export interface CalendarChange {
  readonly calendar: string;
  /** null: the case named none; it was published later than the case was filed. */
  readonly from: number | null;
  readonly to: number;
  /** Number or title of the decision behind it. */
  readonly decision: string;
  /** Whether it holds for deadlines too that had passed when it came. */
  readonly retroactive: boolean;
}

export type FactName = CaseFact['type'];

/** A fact with its place in the case's record. `seq` counts from 1 without a gap. */
export type CaseEvent<F extends CaseFact = CaseFact> = F & {
  readonly seq: number;
  readonly at: Instant;
  readonly by: UserId;
  /** For whom they did it, where the right to it came through being their deputy alone. */
  readonly behalf?: UserId;
  /** By the clock's id. No calendar that comes later judges it anew. */
  readonly judged?: Readonly<Record<string, Judgement>>;
  /** The order that caused it (its id and fingerprint); the engine's own orders are named by their version. */
  readonly order: { readonly id: string; readonly fingerprint: string };
};
