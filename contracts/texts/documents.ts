/** Texts of the forms. `{name}` stands for a parameter. */
import type { HandingOver } from '../../domain/documents/handovers.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { DeliveryWay } from '../../domain/vocabulary/delivery-ways.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Punctuality } from '../../domain/vocabulary/reports.ts';
import type { DurationUnit } from '../../domain/vocabulary/units.ts';
import { DOCUMENTS_EN } from './documents-en.ts';
import { DOCUMENTS_VI } from './documents-vi.ts';

export interface DocumentTexts {
  readonly nation: string;
  readonly motto: string;
  readonly titles: Readonly<Record<FormName, string>>;
  /** What a form is called in a list of documents. */
  readonly names: Readonly<Record<FormName, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly ways: Readonly<Record<DeliveryWay, string>>;
  readonly units: Readonly<Record<DurationUnit, string>>;
  readonly punctuality: Readonly<Record<Punctuality, string>>;
  /** Why a dossier changed hands. */
  readonly handings: Readonly<Record<HandingOver['why'], string>>;
  readonly endings: Readonly<Record<'resolved' | 'rejected' | 'other', string>>;
  readonly services: Readonly<Record<'fetch' | 'return', string>>;
  /** What stands before a value, or above a column. */
  readonly labels: Readonly<Record<Label, string>>;
  /** Whole sentences. */
  readonly says: Readonly<Record<Sentence, string>>;
  readonly signers: Readonly<Record<Signer, readonly [who: string, how: string]>>;
}

export type Label =
  | 'number'
  | 'formNumber'
  | 'code'
  | 'page'
  | 'madeFrom'
  | 'applicant'
  | 'representing'
  | 'idNumber'
  | 'address'
  | 'phone'
  | 'email'
  | 'procedure'
  | 'documents'
  | 'document'
  | 'copies'
  | 'note'
  | 'ordinal'
  | 'sets'
  | 'advice'
  | 'channel'
  | 'filedAt'
  | 'acceptedAt'
  | 'term'
  | 'dueAt'
  | 'result'
  | 'resultBy'
  | 'receiver'
  | 'fee'
  | 'feePaid'
  | 'feeDue'
  | 'scanToPay'
  | 'scanToTrack'
  | 'reason'
  | 'missing'
  | 'until'
  | 'firstDue'
  | 'newDue'
  | 'decidedAt'
  | 'handOver'
  | 'from'
  | 'to'
  | 'at'
  | 'workDue'
  | 'outcome'
  | 'period'
  | 'contact'
  | 'decider'
  | 'deliveredAt'
  | 'statusText'
  | 'subject'
  | 'spot'
  | 'field'
  | 'sentAt'
  | 'answerBy'
  | 'handler'
  | 'conclusion'
  | 'answer'
  | 'sender'
  | 'recipient'
  | 'cod'
  | 'noCod'
  | 'content'
  | 'tracking'
  | 'service'
  | 'carrier'
  | 'total'
  | 'publicPost'
  | 'resultInside'
  | 'documentsInside'
  | 'items'
  | 'complaintCode'
  | 'times'
  | 'sheets'
  | 'codShort'
  | 'registeredFor'
  | 'filed'
  | 'due'
  | 'decided'
  | 'basis'
  | 'payer'
  | 'amount'
  | 'inWords'
  | 'paidAt'
  | 'receiptNumber'
  | 'collector';

export type Sentence =
  | 'toReporter'
  | 'noAppointment'
  | 'missingHelp'
  | 'refused'
  | 'apology'
  | 'apologyEnd'
  | 'stoppedLate'
  | 'stopped'
  | 'stoppedEnd'
  | 'acknowledged'
  | 'acknowledgedEnd'
  | 'answered'
  | 'answeredEnd'
  | 'informed'
  | 'handed'
  | 'considering'
  | 'decides'
  | 'granted'
  | 'sample'
  | 'inForce'
  | 'track'
  | 'trackProof'
  | 'stubSigned'
  | 'noRows'
  | 'feeThanks';

export type Signer = 'applicant' | 'receiver' | 'head' | 'officer' | 'from' | 'to' | 'collector' | 'payer';

export const DOCUMENT_TEXTS: Readonly<Record<Language, DocumentTexts>> = {
  vi: DOCUMENTS_VI,
  en: DOCUMENTS_EN,
};
