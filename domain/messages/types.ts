/** What people are notified of, and by which channels. Plain data, no personal data. */
import type { FormName } from '../vocabulary/documents.ts';
import { TOPICS, type Topic } from '../vocabulary/topics.ts';

export function isTopic(text: string): text is Topic {
  return (TOPICS as readonly string[]).includes(text);
}

/** Forms that say the same on paper, attached to the mail where they were generated for the same event. */
export const FORMS_OF: Readonly<Partial<Record<Topic, readonly FormName[]>>> = {
  accepted: ['receipt'],
  supplement: ['supplement-request'],
  refused: ['refusal', 'complaint-answer'],
  apology: ['apology'],
  rescheduled: ['apology'],
  stopped: ['stop-notice'],
  paid: ['fee-receipt'],
  acknowledged: ['complaint-acknowledgement'],
  answered: ['complaint-answer'],
};
