/** What the forms say. Instants and amounts as they are: the form writes them in its language, by the clock of Vietnam. */
import type { AgencyId, Localised } from '../../domain/ids.ts';
import type { Term } from '../../domain/procedures/language/types.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { DeliveryWay } from '../../domain/vocabulary/delivery-ways.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Punctuality } from '../../domain/vocabulary/reports.ts';

/** What stands on every sheet. */
export interface Sheet {
  /** Under whose seal it goes out; not printed. */
  readonly issuer: AgencyId;
  /** Whose paper it is, and the office above it; null: none, or not known. */
  readonly agency: Localised;
  readonly above: Localised | null;
  /** The commune or province in whose name it is dated; null: the date alone. */
  readonly place: Localised | null;
  /** When the document is made out: of the event that calls for it, so that the same event makes the same bytes. */
  readonly at: Instant;
  /** What it was made from, in small print; null for lists over many cases. */
  readonly source: Source | null;
  /** Its number among the forms of the law's frame, `01`; null: it has none. */
  readonly formNumber: string | null;
}

/** The state of the record behind a document: whoever doubts it, asks the record for the same. */
export interface Source {
  readonly seq: number;
  /** Hash of the last event that the document knows of. */
  readonly head: string;
}

/** A sheet about one case. */
export interface CaseSheet extends Sheet {
  readonly code: string;
  /** Where the citizen follows the case. */
  readonly trackUrl: string;
  /** What else it takes to follow it; null or absent: the last digits of the telephone number. */
  readonly trackProof?: string | null;
  readonly procedure: { readonly code: string; readonly name: Localised };
}

/** Who filed; null: not given, or not for this document to say. */
export interface Person {
  readonly name: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly idNumber: string | null;
  /** Whom they act for, when they file for another. */
  readonly representing?: string;
}

/** A fee in whole đồng. */
export interface Fee {
  readonly amount: number;
  readonly paid: boolean;
  /** The text of the VietQR payment code; absent: nothing to pay by it. */
  readonly paymentCode?: string;
}

export interface Receipt extends CaseSheet {
  readonly applicant: Person;
  readonly documents: readonly {
    readonly name: Localised;
    readonly copies: number;
    readonly note?: Localised;
  }[];
  /** How many sets of the documents were handed in; null: not counted. */
  readonly sets: number | null;
  readonly channel: Channel;
  readonly filedAt: Instant;
  readonly acceptedAt: Instant;
  readonly term: Term;
  /** The appointment; null: the clock stands still. */
  readonly dueAt: Instant | null;
  readonly receiver: string | null;
  readonly result: Localised | null;
  readonly delivery: readonly DeliveryWay[];
  readonly fee: Fee | null;
}

export interface SupplementRequest extends CaseSheet {
  readonly applicant: Person;
  /** `advice`: what to do about it; null: nothing more than its name says. */
  readonly missing: readonly { readonly name: Localised; readonly advice: string | null }[];
  readonly reason: string;
  /** By when the documents must have come; null: no term. */
  readonly until: Instant | null;
  readonly officer: string | null;
}

export interface Refusal extends CaseSheet {
  readonly applicant: Person;
  /** Refused after it was examined, and so by the head of the agency; else by the counter. */
  readonly decided: boolean;
  readonly filedAt: Instant;
  readonly reason: string;
  readonly officer: string | null;
}

export interface Apology extends CaseSheet {
  readonly applicant: Person;
  readonly acceptedAt: Instant | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly reason: string;
  readonly officer: string | null;
}

export interface StopNotice extends CaseSheet {
  readonly applicant: Person;
  readonly filedAt: Instant;
  readonly acceptedAt: Instant | null;
  /** Why it is stopped: the documents did not come in time, or an officer's words. */
  readonly because: { readonly documentsAwaitedUntil: Instant | null } | { readonly reason: string };
  readonly officer: string | null;
}

/** Of a handing over: an office and, where known, a person of it; the applicant where both are null. */
export interface Side {
  readonly office: Localised | null;
  readonly person: string | null;
}

/** One handing over on the dossier's way. */
export interface HandOver {
  readonly at: Instant;
  readonly from: Side;
  readonly to: Side;
  readonly step: Localised | null;
  /** When the work that is handed on was due; null: it had no term. */
  readonly dueAt: Instant | null;
  readonly result: Punctuality | null;
  readonly note: Localised | null;
}

export interface ControlSheet extends CaseSheet {
  readonly applicant: Person;
  readonly acceptedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly handOvers: readonly HandOver[];
}

export interface RegisterRow {
  readonly code: string;
  readonly procedure: Localised;
  readonly applicant: string | null;
  readonly contact: string | null;
  readonly decider: Localised;
  readonly channel: Channel;
  readonly filedAt: Instant;
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** How it ended or stands, in words of both languages. */
  readonly statusText: Localised;
}

export interface Register extends Sheet {
  readonly from: PlainDay;
  readonly until: PlainDay;
  readonly rows: readonly RegisterRow[];
}

/** Names no reporter: who handles a complaint may read its documents, and may not know who sent it. */
export interface ComplaintAcknowledgement extends CaseSheet {
  readonly subject: string;
  readonly spot: string | null;
  readonly filedAt: Instant;
  readonly dueAt: Instant | null;
}

export interface ComplaintAnswer extends CaseSheet {
  readonly subject: string;
  readonly spot: string | null;
  readonly filedAt: Instant;
  readonly handler: Localised;
  readonly ending: 'resolved' | 'rejected' | 'other';
  readonly answer: string;
}

export interface PostalAddress {
  readonly name: string;
  readonly phone: string | null;
  readonly address: string;
}

export interface DeliveryLabel extends Sheet {
  /** The carrier's tracking number, printed as barcode and as QR code. */
  readonly tracking: string;
  readonly carrier: string;
  readonly service: 'fetch' | 'return';
  readonly sender: PostalAddress;
  readonly recipient: PostalAddress;
  /** The agency's own number of the case. */
  readonly code: string;
  /** What is inside, without personal data. */
  readonly content: string;
  /** What the postman collects, in whole đồng; 0: nothing. */
  readonly cod: number;
}

export interface HandoverList extends Sheet {
  readonly number: string;
  readonly from: Localised;
  /** The agency, or the carrier, that takes the documents over. */
  readonly to: Localised;
  readonly rows: readonly {
    readonly code: string;
    readonly tracking: string | null;
    readonly applicant: string | null;
    readonly content: string;
    /** Sheets or files. */
    readonly documents: number;
    readonly cod: number | null;
  }[];
}

export interface Result extends CaseSheet {
  readonly applicant: Person;
  /** Which licence, certificate or decision. */
  readonly document: Localised;
  readonly legalBasis: readonly string[];
  readonly filedAt: Instant;
  readonly decidedAt: Instant;
  /** What the applicant asked for, as the form names it. */
  readonly answers: readonly { readonly label: Localised; readonly value: Localised }[];
  readonly signer: string | null;
}

export interface FeeReceipt extends CaseSheet {
  readonly payer: Person;
  readonly amount: number;
  readonly paidAt: Instant;
  /** The receipt's number: of the payment. */
  readonly receipt: string;
  readonly collector: string | null;
}

/** What each form needs. */
export interface FormContents {
  readonly receipt: Receipt;
  readonly 'supplement-request': SupplementRequest;
  readonly refusal: Refusal;
  readonly apology: Apology;
  readonly 'stop-notice': StopNotice;
  readonly 'control-sheet': ControlSheet;
  readonly register: Register;
  readonly 'complaint-acknowledgement': ComplaintAcknowledgement;
  readonly 'complaint-answer': ComplaintAnswer;
  readonly 'delivery-label': DeliveryLabel;
  readonly 'handover-list': HandoverList;
  readonly result: Result;
  readonly 'fee-receipt': FeeReceipt;
}

/** Draws a form: the same data gives the same bytes. */
export type RenderForm = <F extends FormName>(
  form: F,
  data: FormContents[F],
  language: Language,
) => Promise<Uint8Array>;
