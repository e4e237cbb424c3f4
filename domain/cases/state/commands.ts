import type { AgencyId, CaseId, ProvinceId, TaskId, UserId } from '../../ids.ts';
import type { Procedure, ProcedureRef, Term } from '../../procedures/language/types.ts';
import type { Calendars } from '../../time/clock.ts';
import type { Instant } from '../../time/instant.ts';
import type { ActionName, OTHER_COMMANDS } from '../../vocabulary/actions.ts';
import type { AssignHow } from '../../vocabulary/agencies.ts';
import type { Channel } from '../../vocabulary/channels.ts';
import type { SuspensionReason } from '../../vocabulary/clocks.ts';
import type { DeliveryWay } from '../../vocabulary/delivery-ways.ts';
import type { CaseKind } from '../../vocabulary/kinds.ts';
import type { PaymentWay } from '../../vocabulary/payments.ts';
import type { Rating } from '../../vocabulary/ratings.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { ShipmentStatus } from '../../vocabulary/shipments.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';
import type { CalendarVersions, DocumentRef, Offices, ShipmentId, TextContentRef } from './state.ts';

/** Who acts, as the identity provider and the database vouch for it. */
export interface Actor {
  readonly user: UserId;
  readonly province: ProvinceId;
  readonly roles: readonly HeldRole[];
}

export interface HeldRole {
  readonly role: Role;
  readonly agency: AgencyId | null;
  /** Whose role it is, where it is held as their deputy; absent: the actor's own. */
  readonly of?: UserId;
}

/** The engine itself: timers, migrations. Never comes in through the API. */
export const ENGINE = 'engine' as UserId;

/** What a case is when it is filed. What the applicant typed stays in PostgreSQL, referred to by `form`. */
export interface Filing {
  readonly caseId: CaseId;
  readonly kind: CaseKind;
  readonly procedure: ProcedureRef;
  readonly province: ProvinceId;
  readonly channel: Channel;
  readonly agencies: Readonly<Record<string, AgencyId>>;
  /** Agency identifier printed in the case code, for instance `H57.12`. */
  readonly agencyCode: string;
  readonly applicant: UserId | null;
  readonly facts: Readonly<Record<string, number | boolean | string>>;
  readonly form: TextContentRef;
  readonly documents: readonly DocumentRef[];
  /** Of documents on paper, where the counter counted them. */
  readonly sets?: number;
  readonly delivery: DeliveryWay | null;
  /** A complaint of danger to life: it goes to the agencies at once. */
  readonly danger?: true;
  /** Versions of the definition's calendars. */
  readonly calendars: CalendarVersions;
  /** What there is to know of these agencies, and of those above them. */
  readonly offices: Offices;
  /** Of the rules by which it is decided; absent: the first. See `rules/edition.ts`. */
  readonly edition?: number;
}

export type Command =
  | { readonly type: 'submit'; readonly filing: Filing }
  | { readonly type: 'accept' }
  | { readonly type: 'refuse'; readonly reason: TextContentRef; readonly spam?: boolean }
  | {
      readonly type: 'classify';
      readonly urgency: Urgency;
      readonly owner: AgencyId | null;
      readonly offices?: Offices;
    }
  /** It is of another category: goes on under that procedure, under which `agencies` and `facts` are what they say. */
  | {
      readonly type: 'recategorise';
      readonly to: ProcedureRef;
      readonly agencies: Readonly<Record<string, AgencyId>>;
      readonly facts: Readonly<Record<string, number | boolean | string>>;
      readonly offices?: Offices;
      readonly reason: TextContentRef;
    }
  | { readonly type: 'merge'; readonly into: CaseId; readonly reason: TextContentRef }
  | {
      readonly type: 'request-supplement';
      readonly taskId: TaskId | null;
      readonly missing: readonly string[];
      readonly reason: TextContentRef;
      /** What to do about each of them. */
      readonly advice?: TextContentRef;
    }
  | { readonly type: 'receive-supplement'; readonly documents: readonly DocumentRef[] }
  | { readonly type: 'claim'; readonly taskId: TaskId }
  | { readonly type: 'release'; readonly taskId: TaskId }
  | { readonly type: 'assign'; readonly taskId: TaskId; readonly assignee: UserId }
  /** Gives a task that nobody holds to the officer whose turn it is. The engine's own. */
  | {
      readonly type: 'balance';
      readonly taskId: TaskId;
      readonly assignee: UserId;
      readonly how: AssignHow;
    }
  | {
      readonly type: 'complete';
      readonly taskId: TaskId;
      readonly outcome: string;
      readonly reason: TextContentRef | null;
      readonly documents: readonly DocumentRef[];
      /** Where it was done, as the officer's device reads it. */
      readonly position?: TextContentRef;
    }
  | {
      readonly type: 'transfer';
      readonly taskId: TaskId;
      readonly agency: AgencyId;
      readonly reason: TextContentRef;
      readonly offices?: Offices;
    }
  | {
      readonly type: 'return';
      readonly taskId: TaskId;
      readonly step: string;
      readonly reason: TextContentRef;
    }
  | {
      readonly type: 'extend';
      readonly by: Term;
      readonly taskId: TaskId | null;
      readonly reason: TextContentRef;
    }
  | { readonly type: 'suspend'; readonly reason: TextContentRef; readonly why?: SuspensionReason }
  | { readonly type: 'resume' }
  | { readonly type: 'withdraw'; readonly reason: TextContentRef }
  | { readonly type: 'note'; readonly content: TextContentRef; readonly mentions?: readonly UserId[] }
  | { readonly type: 'attach'; readonly documents: readonly DocumentRef[] }
  | { readonly type: 'pay'; readonly amount: number; readonly receipt: string; readonly how: PaymentWay }
  /**
   * The fee is given back: in cash under a receipt; what came by bank goes back the same way, and the engine tells when it has.
   */
  | { readonly type: 'refund'; readonly reason: TextContentRef | null; readonly receipt: string | null }
  /** How the citizen wants the result, instead of what was chosen before. */
  | { readonly type: 'choose-delivery'; readonly way: DeliveryWay }
  /** The result goes out by post; `address`: to whom. */
  | { readonly type: 'send'; readonly address: TextContentRef }
  /** Documents are to be fetched at the citizen's door; `address`: where, from whom. */
  | { readonly type: 'fetch'; readonly address: TextContentRef }
  | { readonly type: 'readdress'; readonly shipment: ShipmentId; readonly address: TextContentRef }
  /** Not to be sent after all, as long as the carrier does not have it. */
  | { readonly type: 'recall'; readonly shipment: ShipmentId }
  /** What the carrier tells of a shipment. The engine's own. */
  | {
      readonly type: 'track';
      readonly shipment: ShipmentId;
      readonly status: ShipmentStatus;
      /** When it happened. */
      readonly occurredAt: Instant;
      readonly attempts: number;
      /** The carrier's number. */
      readonly tracking?: string;
      /** Who received it, and by which picture that is shown. */
      readonly proof?: TextContentRef;
      /** The picture is still to come. */
      readonly pictureMissing?: true;
      /** Whole đồng collected at the door; absent: nothing is to be collected. */
      readonly collected?: number;
      /** It is not at the door, and should have been when it `occurred`. */
      readonly late?: true;
    }
  | { readonly type: 'deliver'; readonly way: DeliveryWay }
  /** `content`: title, description and answer, for everybody to read; `photos`: ids of documents, to see. */
  | { readonly type: 'publish'; readonly content: TextContentRef; readonly photos?: readonly string[] }
  | { readonly type: 'rate'; readonly rating: Rating; readonly content: TextContentRef | null }
  | { readonly type: 'dispute'; readonly reason: TextContentRef }
  /** To the agency above; `to` is the one that the directory knows as that. */
  | {
      readonly type: 'appeal';
      readonly reason: TextContentRef;
      readonly to: AgencyId;
      readonly offices?: Offices;
    }
  | { readonly type: 'reopen'; readonly reason: TextContentRef }
  | { readonly type: 'close' }
  /** A moment has come: fires what is due. The engine's own. */
  | { readonly type: 'tick' }
  /** Goes on under another version of its procedure; `mapping` names, for each step with an open task, where it goes on. */
  | {
      readonly type: 'move-procedure';
      readonly to: ProcedureRef;
      readonly mapping: Readonly<Record<string, string>>;
      readonly reason: TextContentRef;
    };

/** The compiler stops here at a name of the list that has no command above; and in `decide.ts` at a command that has no name there. */
type Listed<N extends Command['type']> = N;
export type CommandName = Listed<ActionName | (typeof OTHER_COMMANDS)[number]>;
export type CommandOf<N extends CommandName> = Extract<Command, { type: N }>;

/** A command as it reaches a case. */
export interface Order<C extends Command = Command> {
  /** From the Idempotency-Key and the caller; the same order again changes nothing. */
  readonly id: string;
  /** SHA-256 of the command as the caller gave it: the same id with another fingerprint is refused. */
  readonly fingerprint: string;
  readonly actor: Actor;
  /** From If-Match; null: whatever the version. */
  readonly expectedVersion: number | null;
  readonly command: C;
}

/** An order that the engine gives itself, named so that giving it again is giving the same. */
export function engineOrder(id: string, province: ProvinceId, command: Command): Order {
  const actor = { user: ENGINE, province, roles: [] };
  return { id, fingerprint: '', actor, expectedVersion: null, command };
}

/** What the rules may look at besides the state: the procedure that the case runs, and the calendars it counts by. */
export interface Definition {
  readonly procedure: Procedure;
  readonly ref: ProcedureRef;
  readonly calendars: Calendars;
}
