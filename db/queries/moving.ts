/** Which running cases a move to another version would touch. Read under row-level security. */
import type { CaseState } from '../../domain/cases/state.ts';
import type { CaseCode, CaseId } from '../../domain/ids.ts';
import type { Session } from '../client.ts';

export interface MovingCase {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly state: CaseState;
}

/** Open cases that run this version, by id; those named alone where ids or codes are given. Imported ones are history and stay. */
export async function casesOfVersion(
  session: Session,
  procedure: string,
  version: number,
  only: readonly string[] | null,
  limit: number,
): Promise<readonly MovingCase[]> {
  const { rows } = await session.sql.query<MovingCase>(
    `SELECT id, code, state FROM cases
     WHERE procedure = $1 AND procedure_version = $2 AND status <> 'closed' AND imported = 0
       AND ($3::text[] IS NULL OR id = ANY ($3) OR code = ANY ($3))
     ORDER BY id LIMIT $4`,
    [procedure, version, only, limit],
  );
  return rows;
}
