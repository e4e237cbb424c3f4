/** The product's message templates. A province may replace any of them: see `domain/messages/template.ts`. */

import type { LayoutText, MessageTemplate, Placeholder } from '../../domain/messages/template.ts';
import type { ClockSort } from '../../domain/vocabulary/clocks.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { DigestList } from '../../domain/vocabulary/messages.ts';
import type { DeliveryFailure, Direction } from '../../domain/vocabulary/shipments.ts';
import type { Topic, Weight } from '../../domain/vocabulary/topics.ts';
import { MESSAGES_EN } from './messages-en.ts';
import { MESSAGES_VI } from './messages-vi.ts';

export interface MessageTexts {
  readonly layout: LayoutText;
  readonly topics: Readonly<Record<Topic, MessageTemplate>>;
  /** What a topic is called where somebody chooses among them. */
  readonly names: Readonly<Record<Topic, string>>;
  readonly weights: Readonly<Record<Weight, string>>;
  /** Of `{news}` and `{clock}`. */
  readonly news: Readonly<Record<'published' | 'closed' | 'disputed', string>>;
  readonly clocks: Readonly<Record<ClockSort, string>>;
  /** Of `{parcel}` and `{failure}`. */
  readonly parcels: Readonly<Record<Direction, string>>;
  readonly failures: Readonly<Record<DeliveryFailure, string>>;
  readonly lists: Readonly<Record<DigestList, string>>;
  /** A line of a list. */
  readonly item: string;
  readonly itemUndated: string;
  readonly more: string;
  readonly page: UnsubscribeTexts;
}

/** The page behind the link to unsubscribe. */
export interface UnsubscribeTexts {
  readonly title: string;
  readonly ask: string;
  readonly button: string;
  readonly done: string;
  readonly still: string;
  readonly invalid: string;
}

export const MESSAGE_TEXTS: Readonly<Record<Language, MessageTexts>> = { vi: MESSAGES_VI, en: MESSAGES_EN };

/** Shown as a table in every message of the topic, as far as they are known. */
export const SHOWN: Readonly<Record<Topic, readonly Placeholder[]>> = {
  'fee-due': ['code', 'procedure', 'amount', 'agency'],
  paid: ['code', 'procedure', 'amount', 'receipt'],
  refunded: ['code', 'procedure', 'amount'],
  acknowledged: ['code', 'procedure', 'agency', 'due'],
  accepted: ['code', 'procedure', 'counter', 'due'],
  supplement: ['code', 'procedure', 'missing', 'due'],
  refused: ['code', 'procedure', 'agency'],
  apology: ['code', 'procedure', 'before', 'due'],
  rescheduled: ['code', 'procedure', 'before', 'due'],
  stopped: ['code', 'procedure', 'agency'],
  ready: ['code', 'procedure', 'counter'],
  posted: ['code', 'procedure', 'tracking', 'amount'],
  attempted: ['code', 'tracking', 'attempts', 'keptUntil'],
  delivered: ['code', 'procedure'],
  returned: ['code', 'tracking', 'counter'],
  'documents-failed': ['code', 'tracking', 'counter'],
  answered: ['code', 'procedure', 'agency'],
  merged: ['code', 'into'],
  news: ['code', 'procedure'],
  rate: ['code', 'procedure'],
  assigned: ['code', 'procedure', 'step', 'due'],
  mentioned: ['code', 'procedure', 'agency'],
  'delivery-failed': ['code', 'procedure', 'parcel', 'tracking', 'amount', 'due'],
  'deadline-moved': ['code', 'procedure', 'step', 'before', 'due'],
  reminder: ['code', 'procedure', 'step', 'due'],
  breach: ['code', 'procedure', 'step', 'agency', 'due'],
  digest: [],
};
