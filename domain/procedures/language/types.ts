/**
 * A procedure (thủ tục) as the engine runs it: checked, defaults filled in, durations parsed. The file that people
 * write is described by `schema.ts`; `parse.ts` turns the one into the other. Plain JSON, so that it travels into
 * a workflow unchanged. Never changed once published: `hash` names its content.
 */
import type { Localised } from '../../ids.ts';
import type { AssignHow } from '../../vocabulary/agencies.ts';
import type { Channel } from '../../vocabulary/channels.ts';
import type { ClockSort, Resumption } from '../../vocabulary/clocks.ts';
import type { DeliveryWay } from '../../vocabulary/delivery-ways.ts';
import type { CardColour } from '../../vocabulary/escalations.ts';
import type { CaseKind } from '../../vocabulary/kinds.ts';
import type { FeeMoment } from '../../vocabulary/payments.ts';
import type { FactType, TransferClock } from '../../vocabulary/procedures.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { Counting, DurationUnit } from '../../vocabulary/units.ts';

/**
 * What a procedure calls an office by its function, not its name, so that the same file serves every commune:
 * `counter` (where the case was filed), `owner` (who decides it), or a function that agencies of the province
 * declare to fulfil (`tax`, `ward-police`, ...), resolved at filing: see `domain/agencies/directory.ts`.
 */
export type AgencyKey = string;

/**
 * A term as the regulation writes it. `hours` run day and night, working time on the office calendar; a working day is
 * `minutesPerWorkingDay` of the procedure (8 hours unless it says otherwise). Terms in days are counted to the minute or in whole
 * days, see `sla.counting`; weeks, months, years and `same-day` (the amount is 1) always in whole days.
 */
export interface Term {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** A FEEL expression (DMN), without the leading `=`. Reads `form.<fact>`, `results.<branch>`, `case.channel`, `case.urgency`. */
export type Feel = string;

/** Where an outcome leads: a step's id, or one of the ends. */
export type Target = string;

export interface Outcome {
  readonly name: Localised;
  readonly to: Target;
  /** A reason must be given with this outcome (refusals, returns). */
  readonly reason: boolean;
  readonly requires?: Proof;
}

/** What must come with an outcome as proof of the work. */
export interface Proof {
  /** Ids of document rules, each of which needs one at least. */
  readonly documents?: readonly string[];
  /** Where it was done: the position that the device of the officer reads. */
  readonly position?: true;
}

export interface SingleStep {
  readonly id: string;
  readonly name: Localised;
  readonly agency: AgencyKey;
  readonly role: Role;
  readonly due: Term;
  /** In an urgent case; absent: `due`, shortened as the whole is, see `proportion.ts`. */
  readonly urgentDue?: Term;
  /** Entered only when true; otherwise the case goes on at `otherwise`. */
  readonly when: Feel | null;
  readonly otherwise: Target | null;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Whether the holder may ask the applicant for documents here, which stops the clocks. */
  readonly supplement: boolean;
  /** Absent: as the agency is used to; see `domain/agencies/types.ts`. */
  readonly assign?: AssignHow;
  readonly parallel: null;
}

export interface Branch {
  readonly id: string;
  readonly name: Localised;
  readonly agency: AgencyKey;
  readonly role: Role;
  readonly due: Term;
  readonly urgentDue?: Term;
  /** The opinions that this branch may give: for instance agree, disagree. */
  readonly outcomes: Readonly<
    Record<string, { readonly name: Localised; readonly reason: boolean; readonly requires?: Proof }>
  >;
  readonly assign?: AssignHow;
}

export interface ParallelStep {
  readonly id: string;
  readonly name: Localised;
  readonly when: Feel | null;
  readonly otherwise: Target | null;
  readonly parallel: {
    /** How many branches must answer before the case goes on; the rest are then cancelled. */
    readonly need: number;
    readonly branches: readonly Branch[];
  };
  /** The first whose condition holds is taken; the last has none. */
  readonly then: readonly { readonly when: Feel | null; readonly to: Target }[];
}

export type Step = SingleStep | ParallelStep;

export type EscalationAction =
  | { readonly do: 'remind'; readonly who: 'assignee' | Role }
  | { readonly do: 'breach' }
  | { readonly do: 'notify'; readonly who: Role }
  | { readonly do: 'reassign'; readonly who: Role }
  | { readonly do: 'card'; readonly colour: CardColour }
  /** To the agency above, whose head takes the task over. */
  | { readonly do: 'raise' }
  | { readonly do: 'prioritise'; readonly urgency: 'urgent' }
  /** A task beside the step's own, for somebody to see what holds it up. */
  | { readonly do: 'follow-up'; readonly who: Role; readonly due: Term }
  /** Calls an address that the province's administrators keep under that name. */
  | { readonly do: 'webhook'; readonly name: string };

/** An escalation level of the ladder: at a share of the budget (75 = 75 %; 100 = the deadline), at the office's own aim, or so long after the deadline. */
export interface EscalationLevel {
  readonly at: { readonly percent: number } | { readonly after: Term } | { readonly goal: true };
  readonly do: readonly EscalationAction[];
  /** Again so long after the time before, so many times more. */
  readonly repeat?: { readonly every: Term; readonly times: number };
  /** Clocks on which it stands; absent: on all. */
  readonly on?: readonly ClockSort[];
}

export interface DocumentRule {
  readonly id: string;
  readonly name: Localised;
  readonly required: boolean;
  readonly accept: readonly string[];
  readonly copies: number;
}

export interface FeeItem {
  readonly id: string;
  readonly name: Localised;
  /** Whole đồng; of what is counted, for each. */
  readonly amount: number;
  /** A fact that is a number: charged for each, begun ones counted whole. */
  readonly per?: string;
  /** Charged only where it holds. */
  readonly when?: Feel;
}

/** `percent` off the whole (100: waived), or so many đồng `off`; one of the two. */
export interface FeeReduction {
  readonly id: string;
  readonly name: Localised;
  /** The decision that it rests on: by its title, or in both languages. */
  readonly basis: string | Localised;
  readonly when: Feel;
  readonly percent?: number;
  readonly off?: number;
}

export interface FactRule {
  /** The property of the form, at its top level. */
  readonly name: string;
  readonly type: FactType;
}

export interface Procedure {
  readonly code: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly name: Localised;
  /** What the citizen reads before filing: who files, where, on what ground. */
  readonly description: Localised;
  /** Decrees and decisions on which terms and fees rest. */
  readonly legalBasis: readonly string[];
  /** The field of administration or of complaint, for lists: for instance `residence`, `construction`, `street-lights`. */
  readonly field: string;
  /** Which offices decide it: the function that an owner must fulfil, for instance `commune` or `construction`. */
  readonly owner: AgencyKey;
  readonly channels: readonly Channel[];
  /** JSON Schema (2020-12) of what the applicant gives. */
  readonly form: Readonly<Record<string, unknown>>;
  readonly facts: readonly FactRule[];
  readonly documents: readonly DocumentRule[];
  readonly fee: null | {
    /** Whole đồng. */
    readonly amount: number;
    readonly currency: 'VND';
    readonly due: FeeMoment;
    /** What it is called; absent: simply the fee. */
    readonly name?: Localised;
    /** What is charged beside `amount`. */
    readonly items?: readonly FeeItem[];
    /** Who pays less; of those that apply the best for the citizen counts. */
    readonly reductions?: readonly FeeReduction[];
  };
  readonly sla: {
    readonly total: Term;
    /** Another term for what is classified as urgent; null: the same. */
    readonly urgent: Term | null;
    /** Another term where life is in danger; absent: as for what is urgent. */
    readonly danger?: Term;
    /** The calendar on which office terms run, for instance `office`. */
    readonly calendar: string;
    readonly minutesPerWorkingDay: number;
    /** Received after this hour of the office day (minutes after midnight), the term starts on the next working day. */
    readonly sameDayUntil: number | null;
    /** How terms in days are counted; absent: as the calendar has it for working days and for calendar days. */
    readonly counting?: Counting;
    /** From filing to the counter's first answer (accepted, refused, documents asked for). */
    readonly response?: Term;
    /** The office's own aim, shorter than `total`. */
    readonly goal?: Term;
    /** What `total` and extensions together may come to. */
    readonly maximum?: Term;
  };
  /** After a suspension: `resume` with what was left (absent: so), or `restart` with the full term at the first step. */
  readonly suspension?: { readonly mode: Resumption };
  readonly supplement: {
    /** `resume`: the clock goes on with what was left. `restart`: the full term begins again, at the first step. */
    readonly mode: Resumption;
    /** The citizen's own term to answer; past it the case is stopped. */
    readonly term: Term;
    readonly max: number;
  };
  readonly extension: { readonly max: number; readonly approver: Role };
  readonly transfer: { readonly max: number; readonly clock: TransferClock };
  /** How long after delivery (or publication) a case stays open to rating, dispute and reopening. */
  readonly closing: { readonly after: Term };
  /** Of complaints, to the agency above; absent: once, after the agency itself has looked at it again. */
  readonly appeal?: {
    readonly max: number;
    /** Without having disputed the result first. */
    readonly direct: boolean;
  };
  readonly steps: readonly Step[];
  readonly escalations: readonly EscalationLevel[];
  /** When no reminder is sent, unless it is urgent; absent: at any hour. */
  readonly quiet?: QuietHours;
  readonly result: null | {
    readonly document: string;
    readonly name: Localised;
    readonly delivery: readonly DeliveryWay[];
  };
}

/** Minutes after midnight, by the clock of the office's calendar; over midnight where `until` is the earlier. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** Which published procedure a case runs: `hash` is SHA-256 (hex) of the canonical JSON of the Procedure. */
export interface ProcedureRef {
  readonly code: string;
  readonly version: number;
  readonly hash: string;
}
