/** Names for the people, offices and procedures that events speak of by id, as far as this reader may know them. */
import { TEXTS } from '../../contracts/texts/index.ts';
import { agencyNames, userNames } from '../../db/agencies/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { currentProcedures } from '../../db/procedures/queries.ts';
import { isOutsider } from '../../domain/cases/rules/permissions.ts';
import { type Actor, ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

/** An id that is not known stands for itself. */
export interface Names {
  person(id: string): string;
  agency(id: string): string;
  procedure(code: string): string;
}

/** Of exactly these events; `others`: people beside them who are to be named. */
export async function namesFor(
  db: Session,
  actor: Actor,
  language: Language,
  events: readonly CaseEvent[],
  others: readonly string[] = [],
): Promise<Names> {
  const people = new Set(others);
  const offices = new Set<string>();
  let speaksOfProcedures = false;
  const keep = (set: Set<string>, value: unknown) => typeof value === 'string' && set.add(value);
  for (const event of events) {
    keep(people, 'assignee' in event ? event.assignee : null);
    keep(offices, 'agency' in event ? event.agency : null);
    if (!('from' in event)) continue;
    keep(offices, event.from);
    keep(offices, event.to);
    speaksOfProcedures ||= typeof event.from === 'object';
  }
  const outside = isOutsider(actor);
  const [users, agencies, procedures] = await Promise.all([
    userNames(db, outside ? [actor.user] : [...people]),
    agencyNames(db, [...offices]),
    speaksOfProcedures ? currentProcedures(db, actor.province) : [],
  ]);
  return {
    person: (id) => users.get(id) ?? (outside ? TEXTS[language].officer : id),
    agency: (id) => agencies.get(id)?.[language] ?? id,
    procedure: (code) => procedures.find((each) => each.code === code)?.procedure.name[language] ?? code,
  };
}

/**
 * Who acted, by their id: not who filed, where the reader may not know that; and of officers a citizen learns the office
 * only. null: nobody whom this reader may know.
 */
export function actorShown(by: UserId, hidden: UserId | null, reader: Actor): string | null {
  if (by === hidden) return null;
  return by === ENGINE || by === reader.user || !isOutsider(reader) ? by : null;
}
