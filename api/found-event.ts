/** An event among those of other cases, as the history of its case tells it. */
import type { Language } from '../contracts/texts/index.ts';
import type { FoundEvent } from '../db/queries/event-search.ts';
import { isoOf } from '../domain/time/instant.ts';
import type { Context } from './context.ts';
import { eventText } from './event-text.ts';

export type FoundEventView = Awaited<ReturnType<typeof foundEventView>>;

export async function foundEventView({ definitions }: Context, found: FoundEvent, language: Language) {
  const { event, caseId, code, kind, province, procedureHash, hidden } = found;
  const { seq, at, type, by, behalf = null } = event;
  const { procedure } = await definitions.procedure(province, procedureHash);
  return {
    case: { id: caseId, code, kind, procedure: found.procedure },
    seq,
    at: isoOf(at),
    type,
    text: eventText(event, procedure, language),
    by: by === hidden ? null : by,
    behalf,
  };
}
