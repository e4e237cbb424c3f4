/** Histories of many cases at once, for what is computed of them. Read under row-level security. */
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Session } from '../core/client.ts';

/** The events of each case, in order; a case without any is not among them. */
export async function historiesOf(
  session: Session,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, readonly CaseEvent[]>> {
  const { rows } = await session.sql.query<{ id: CaseId; body: CaseEvent }>(
    `SELECT case_id AS id, body FROM events WHERE case_id = ANY ($1::text[]) ORDER BY case_id, seq`,
    [[...new Set(ids)]],
  );
  const found = new Map<CaseId, CaseEvent[]>();
  for (const { id, body } of rows) {
    const events = found.get(id) ?? [];
    events.push(body);
    found.set(id, events);
  }
  return found;
}
