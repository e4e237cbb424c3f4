import type { AgencyId, CaseCode, CaseId, ClockId, ProvinceId, TaskId, UserId } from '../../ids.ts';
import type { ProcedureRef } from '../../procedures/language/types.ts';
import type { Clock } from '../../time/clock.ts';
import type { Instant } from '../../time/instant.ts';
import type { AssignHow } from '../../vocabulary/agencies.ts';
import type { Channel } from '../../vocabulary/channels.ts';
import type { SuspensionReason } from '../../vocabulary/clocks.ts';
import type { DeliveryWay } from '../../vocabulary/delivery-ways.ts';
import type { Ending } from '../../vocabulary/endings.ts';
import type { CaseKind } from '../../vocabulary/kinds.ts';
import type { PaymentWay, RefundState } from '../../vocabulary/payments.ts';
import type { Rating } from '../../vocabulary/ratings.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { Direction, ShipmentStatus } from '../../vocabulary/shipments.ts';
import type { CaseStatus } from '../../vocabulary/statuses.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';

/** Words of a person, kept in PostgreSQL. `digest` (SHA-256 with a salt kept beside the words) puts them into the chain. */
export interface TextContentRef {
  readonly id: string;
  readonly digest: string;
}

/** A document handed in or made. The file is in the document store; `digest` is the SHA-256 of its bytes. */
export interface DocumentRef {
  readonly id: string;
  /** The id of the procedure's document rule, or `other`. */
  readonly rule: string;
  readonly digest: string;
}

/** `<case>-s<n>`, counted from one. */
export type ShipmentId = string;

/** A shipment of a case, as far as its rules need to know of it. */
export interface CaseShipment {
  readonly id: ShipmentId;
  readonly direction: Direction;
  readonly status: ShipmentStatus;
  readonly attempts: number;
  /** Whole đồng to collect at the door. */
  readonly cod?: number;
  readonly tracking?: string;
  /** Asked to be stopped before the carrier has it. */
  readonly recalled?: true;
  /** It was not at the door in time. */
  readonly late?: true;
  /** It arrived, and the picture that proves it is still to come. */
  readonly pictureMissing?: true;
}

export interface Fee {
  /** Whole đồng. */
  readonly amount: number;
  readonly paid: boolean;
  /** What is still to be paid, where a part of it was collected; absent: all of it, or nothing. */
  readonly rest?: number;
  /** Absent: nothing was paid. */
  readonly how?: PaymentWay;
  /** Of a transfer: as the payment provider numbers it. */
  readonly transfer?: string;
  readonly refund?: RefundState;
}

/** What an unpaid fee asks for now. */
export function owedOf({ amount, rest }: Fee): number {
  return rest ?? amount;
}

export interface Task {
  readonly id: TaskId;
  readonly step: string;
  readonly branch: string | null;
  readonly visit: number;
  readonly agency: AgencyId;
  readonly role: Role;
  readonly assignee: UserId | null;
  readonly openedAt: Instant;
  readonly clock: ClockId;
  readonly transfers: number;
  /** Opened by an escalation beside the step's own task: whatever comes of it, the case goes its way. */
  readonly followUp?: true;
}

/** A group of parallel tasks that wait for each other. */
export interface Join {
  readonly step: string;
  readonly visit: number;
  readonly need: number;
  /** branch id -> outcome given, null while open. */
  readonly results: Readonly<Record<string, string | null>>;
}

export type Offices = Readonly<Record<AgencyId, Office>>;

/** What the rules need to know of an agency; absent where it is as everywhere in the province. */
export interface Office {
  /** To which its tasks are raised. */
  readonly parent?: AgencyId;
  /** The commune that it serves: closures may be declared for one alone. */
  readonly area?: string;
  /** The calendar by which it works, instead of the procedure's. */
  readonly calendar?: string;
  /** Who gets its tasks where the procedure does not say. */
  readonly assign?: AssignHow;
}

/** Which version of each calendar; of a calendar that is not named, the one in force. */
export type CalendarVersions = Readonly<Record<string, number>>;

/** A command that was carried out, kept so that its repetition is known. The newest last; bounded. */
export interface Done {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly version: number;
}

/**
 * Everything that the rules need to know of a case: plain JSON with no personal data, equal to the fold of its
 * events by `evolve`. `schema` is raised when the shape changes; see `upgrade.ts`.
 */
export interface CaseState {
  readonly schema: 1;
  readonly id: CaseId;
  /** null only between the decision to file and its record, which gives the code. */
  readonly code: CaseCode | null;
  readonly kind: CaseKind;
  readonly procedure: ProcedureRef;
  readonly province: ProvinceId;
  readonly channel: Channel;
  /** What the procedure's agency keys mean for this case; always has `counter` and `owner`. */
  readonly agencies: Readonly<Record<string, AgencyId>>;
  /** The citizen's account, when the case was filed by one; only they may act as its applicant. */
  readonly applicant: UserId | null;
  readonly facts: Readonly<Record<string, number | boolean | string>>;
  readonly urgency: Urgency;
  readonly status: CaseStatus;
  readonly ending: Ending | null;
  /** The sequence number of the last event. */
  readonly version: number;
  readonly filedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Open tasks only; ended ones are in the record. */
  readonly tasks: readonly Task[];
  readonly joins: readonly Join[];
  /** Clocks of the case, of open tasks and of an open supplement. */
  readonly clocks: readonly Clock[];
  /** How often each step was entered. */
  readonly visits: Readonly<Record<string, number>>;
  /** Ids of the steps entered since the case was accepted (or reopened), in order, each once. */
  readonly trail: readonly string[];
  readonly documents: readonly DocumentRef[];
  /** Rules of the documents asked for, while `supplement`. */
  readonly missing: readonly string[];
  /** What to return to after a supplement or suspension. */
  readonly interrupted: 'filed' | 'in-process' | null;
  readonly fee: Fee | null;
  readonly delivery: DeliveryWay | null;
  readonly counts: {
    readonly supplements: number;
    readonly extensions: number;
    readonly transfers: number;
    readonly reopenings: number;
    /** How often it went to the agency above. */
    readonly appeals: number;
  };
  readonly rating: Rating | null;
  readonly mergedInto: CaseId | null;
  /** Refused as nothing but spam. */
  readonly spam?: true;
  /** Those that its clocks count by. */
  readonly calendars: CalendarVersions;
  /** What is known of the agencies that had to do with it, and of those above them. */
  readonly offices: Offices;
  /** Of the rules by which it is decided; absent: the first. */
  readonly edition?: number;
  /** The oldest first. */
  readonly shipments: readonly CaseShipment[];
  /** Why it is suspended; null: it is not. */
  readonly suspended: SuspensionReason | null;
  readonly done: readonly Done[];
}
