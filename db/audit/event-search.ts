/** Events over many cases, for whoever looks into them. Read under row-level security. */

import { codeBeginning } from '../../domain/cases/state/code-beginning.ts';
import type { CaseEvent, FactName } from '../../domain/cases/state/events.ts';
import type { AgencyId, CaseCode, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { timestampOf } from '../core/rows.ts';
import { slowly } from '../core/slow.ts';

export interface FoundEvent {
  readonly event: CaseEvent;
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly procedure: string;
  readonly province: ProvinceId;
  readonly procedureHash: string;
  /** Who filed the case, where this reader may not know it: never to be shown as who acted. */
  readonly hidden: UserId | null;
}

export interface EventFilter {
  readonly type?: readonly FactName[] | undefined;
  readonly by?: UserId | undefined;
  /** Has or had to do with the case in any way. */
  readonly agency?: AgencyId | undefined;
  readonly kind?: CaseKind | undefined;
  readonly procedure?: string | undefined;
  /** From inclusive, until exclusive. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** A code or the beginning of one; or words of the case, or of what was said with the event, without diacritics too. */
  readonly text?: string | undefined;
  readonly cursor?: string | null | undefined;
  /** null: no limit, for what is read page by page. */
  readonly limit?: number | null | undefined;
}

export type EventRow = FoundEvent & { key: string[] };

/** The newest first. @throws BadCursor */
export async function searchEvents(session: Session, filter: EventFilter): Promise<Page<FoundEvent>> {
  const { text, values, limit } = eventsQuery(filter);
  const { rows } = await slowly<EventRow>(session, text, values);
  return pageOf(rows, limit ?? rows.length, foundEventOf);
}

export function foundEventOf({ key: _, ...row }: EventRow): FoundEvent {
  return row;
}

const MAY_KNOW = 'EXISTS (SELECT FROM parties p WHERE p.case_id = c.id)';

/** Apart, so that tests can ask PostgreSQL how it goes about it. */
export function eventsQuery(filter: EventFilter): { text: string; values: unknown[]; limit: number | null } {
  const limit = filter.limit === null ? null : pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    // One alone is read from its index in the order that is wanted.
    .when(filter.type?.length === 1 ? filter.type[0] : null, ($) => `e.type = ${$}`)
    .when(filter.type?.length === 1 ? null : filter.type, ($) => `e.type = ANY (${$}::text[])`)
    // Nobody finds the complaints of a reporter whom they may not know by asking what that person did.
    .when(filter.by, ($) => `e.by = ${$} AND (c.applicant IS DISTINCT FROM e.by OR ${MAY_KNOW})`)
    .when(filter.agency, ($) => `${$} = ANY (c.agencies)`)
    .when(filter.kind, ($) => `c.kind = ${$}`)
    .when(filter.procedure, ($) => `c.procedure = ${$}`);
  if (filter.from !== undefined)
    conditions.when(timestampOf(filter.from), ($) => `e.at >= ${$}::timestamptz`);
  if (filter.until !== undefined)
    conditions.when(timestampOf(filter.until), ($) => `e.at < ${$}::timestamptz`);
  if (filter.text !== undefined) addText(conditions, filter.text);
  const key = keyOf(filter.cursor, 3);
  if (key !== null) {
    const [at, caseId, seq] = key.map((part) => conditions.value(part));
    conditions.also(`(e.at, e.case_id, e.seq) < (${at}::timestamptz, ${caseId}, ${seq}::integer)`);
  }
  const text = `SELECT e.body AS event, c.id AS "caseId", c.code, c.kind, c.procedure, c.province,
      c.procedure_hash AS "procedureHash", CASE WHEN NOT ${MAY_KNOW} THEN c.applicant END AS hidden,
      ARRAY[e.at::text, e.case_id, e.seq::text] AS key
    FROM events e JOIN cases c ON c.id = e.case_id ${conditions.where}
    ORDER BY e.at DESC, e.case_id DESC, e.seq DESC
    LIMIT ${conditions.value(limit === null ? null : limit + 1)}::bigint`;
  return { text, values: conditions.values, limit };
}

function addText(conditions: Conditions, text: string): void {
  const code = codeBeginning(text);
  if (code !== null) {
    conditions.when(code, ($) => `c.code >= ${$}`).when(`${code}~`, ($) => `c.code < ${$}`);
    return;
  }
  const content = foldVietnamese(text).split(' ').filter(Boolean);
  if (content.length === 0) {
    conditions.also('false');
    return;
  }
  conditions.when(
    content.map((word) => `${word}:*`).join(' & '),
    (
      $,
    ) => `(e.case_id = ANY (ARRAY(SELECT matching_cases(to_tsquery('simple', ${$})))) OR (e.case_id, e.seq) IN (
      SELECT x.case_id, x.seq FROM text_contents w JOIN events x ON x.case_id = w.case_id
        AND jsonb_path_exists(x.body, '$.**.id ? (@ == $id)', jsonb_build_object('id', w.id))
      WHERE w.id = ANY (ARRAY(SELECT matching_text(to_tsquery('simple', ${$}))))))`,
  );
}
