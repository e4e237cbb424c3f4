/** The form that says the same on paper, and goes with a mail. */
import type { Database } from '../../db/core/client.ts';
import { documentFor, type GeneratedDocument } from '../../db/messages/occasions.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import { FORMS_OF } from '../../domain/messages/types.ts';

/** A form is drawn and signed in a moment; a mail does not wait for it for ever. */
const WAITS_AT_MOST_MS = 60_000;

/** null: there is none; `coming`: it is being generated, and the mail waits for it. */
export async function attachmentOf(
  db: Database,
  { caseId, seq, topic, channel, audience, createdAt }: StoredMessage,
): Promise<GeneratedDocument | 'coming' | null> {
  const forms = FORMS_OF[topic] ?? [];
  if (channel !== 'mail' || audience !== 'applicant' || caseId === null || seq === null || forms.length === 0)
    return null;
  const found = await documentFor(db.pool, caseId, seq, forms);
  return found === 'coming' && Date.now() - createdAt >= WAITS_AT_MOST_MS ? null : found;
}
