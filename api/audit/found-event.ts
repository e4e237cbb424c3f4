/** Events among those of other cases, as the histories of their cases tell them. */

import type { FoundEvent } from '../../db/audit/event-search.ts';
import type { Session } from '../../db/core/client.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { eventText } from '../cases/event-text.ts';
import type { Context } from '../http/context.ts';
import { type Names, namesFor } from '../http/names.ts';

export type FoundEventView = Awaited<ReturnType<typeof foundEventView>>;

export async function foundEventViews(
  context: Context,
  session: Session,
  actor: Actor,
  found: readonly FoundEvent[],
  language: Language,
): Promise<FoundEventView[]> {
  const names = await namesFor(
    session,
    actor,
    language,
    found.map(({ event }) => event),
  );
  return Promise.all(found.map((each) => foundEventView(context, each, language, names)));
}

async function foundEventView({ definitions }: Context, found: FoundEvent, language: Language, names: Names) {
  const { event, caseId, code, kind, province, procedureHash, hidden } = found;
  const { seq, at, type, by, behalf = null } = event;
  const { procedure } = await definitions.procedure(province, procedureHash);
  return {
    case: { id: caseId, code, kind, procedure: found.procedure },
    seq,
    at: isoOf(at),
    type,
    text: eventText(event, procedure, language, names),
    by: by === hidden ? null : by,
    behalf,
  };
}
