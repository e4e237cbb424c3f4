/** Which running cases a move to another version would touch. Read under row-level security. */
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { CaseCode, CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Session } from '../core/client.ts';
import { Conditions } from '../core/page.ts';

export interface MovingCase {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly state: CaseState;
}

export interface MovingFilter {
  readonly province: ProvinceId;
  readonly procedure: string;
  readonly version: number;
  /** Ids or codes; null: all. */
  readonly only: readonly string[] | null;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface MovingPage {
  /** Of all pages. */
  readonly count: number;
  readonly cases: readonly MovingCase[];
  /** The `after` of the next page; null: this was the last. */
  readonly next: string | null;
}

/** Open cases that run this version, by id. Imported ones are history and stay. */
export async function casesOfVersion(session: Session, filter: MovingFilter): Promise<MovingPage> {
  const { page, count } = movingQueries(filter);
  const counted = await session.sql.query<{ n: number }>(count.text, count.values);
  const { rows } = await session.sql.query<MovingCase>(page.text, page.values);
  const cases = rows.slice(0, filter.limit);
  const next = rows.length > filter.limit ? (cases.at(-1)?.id ?? null) : null;
  return { count: counted.rows[0]?.n ?? 0, cases, next };
}

/** The statements, apart so that tests can ask PostgreSQL how it goes about them. */
export function movingQueries({ province, procedure, version, only, after, limit }: MovingFilter) {
  const whose = () =>
    new Conditions()
      .when(province, ($) => `province = ${$}`)
      .when(procedure, ($) => `procedure = ${$}`)
      .when(version, ($) => `procedure_version = ${$}`)
      .also(`status <> 'closed' AND imported = 0`)
      .when(only, ($) => `(id = ANY (${$}::text[]) OR code = ANY (${$}::text[]))`);
  const all = whose();
  const page = whose().when(after, ($) => `id > ${$}`);
  return {
    count: { text: `SELECT count(*)::integer AS n FROM cases ${all.where}`, values: all.values },
    page: {
      text: `SELECT id, code, state FROM cases ${page.where} ORDER BY id LIMIT ${page.value(limit + 1)}`,
      values: page.values,
    },
  };
}
