/** Cards that agencies were given for lateness. Read under row-level security. */
import type { AgencyId, CaseCode, CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CardColour } from '../../domain/vocabulary/escalations.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, timestampOf } from '../core/rows.ts';
import { slowly } from '../core/slow.ts';
import type { WorkFilter } from './progress.ts';
import { OWN } from './queries.ts';

export interface GivenCard {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly agency: AgencyId;
  readonly colour: CardColour;
  readonly clock: string;
  /** null: the case's own clock. */
  readonly step: string | null;
  readonly at: Instant;
}

export interface CardFilter extends WorkFilter {
  /** Given in this period: from inclusive, until exclusive. */
  readonly from: Instant;
  readonly until: Instant;
  readonly colour?: CardColour | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit: number;
}

export interface CardCounts {
  readonly yellow: number;
  readonly red: number;
}

export async function countCards(session: Session, filter: CardFilter): Promise<CardCounts> {
  const { where, values } = cardConditions(filter);
  const { rows } = await slowly<CardCounts>(
    session,
    `SELECT (count(*) FILTER (WHERE d.colour = 'yellow'))::integer AS yellow, (count(*) FILTER (WHERE d.colour = 'red'))::integer AS red
     FROM cards d JOIN cases c ON c.id = d.case_id ${where}`,
    values,
  );
  return rows[0] ?? { yellow: 0, red: 0 };
}

/** The newest first. @throws BadCursor */
export async function listCards(session: Session, filter: CardFilter): Promise<Page<GivenCard>> {
  const { text, values, limit } = cardsQuery(filter);
  const { rows } = await slowly<Omit<GivenCard, 'at'> & { at: Date; key: string[] }>(session, text, values);
  return pageOf(rows, limit, ({ key: _, at, ...row }) => ({ ...row, at: instantOf(at) }));
}

/** The statement, apart so that tests can ask PostgreSQL how it goes about it. */
export function cardsQuery(filter: CardFilter) {
  const limit = pageSize(filter.limit);
  const conditions = cardConditions(filter).when(filter.colour, ($) => `d.colour = ${$}`);
  const key = keyOf(filter.cursor, 3);
  if (key !== null) {
    const [at, caseId, seq] = key.map((part) => conditions.value(part));
    conditions.also(`(d.given_at, d.case_id, d.seq) < (${at}::timestamptz, ${caseId}, ${seq}::integer)`);
  }
  const text = `SELECT d.case_id AS "caseId", c.code, c.procedure, c.procedure_version AS "procedureVersion", d.agency, d.colour, d.clock, d.given_at AS at,
      (SELECT k.step FROM clocks k WHERE k.case_id = d.case_id AND k.id = d.clock) AS step,
      ARRAY[d.given_at::text, d.case_id, d.seq::text] AS key
    FROM cards d JOIN cases c ON c.id = d.case_id ${conditions.where}
    ORDER BY d.given_at DESC, d.case_id DESC, d.seq DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

function cardConditions({ from, until, agency, procedure, kind, ownOnly }: CardFilter): Conditions {
  const conditions = new Conditions()
    .also(`d.province = current_setting('motcua.province', true)`)
    .when(timestampOf(from), ($) => `d.given_at >= ${$}::timestamptz`)
    .when(timestampOf(until), ($) => `d.given_at < ${$}::timestamptz`)
    .when(agency, ($) => `d.agency = ${$}`)
    .when(procedure, ($) => `c.procedure = ${$}`)
    .when(kind, ($) => `c.kind = ${$}`);
  return ownOnly ? conditions.also(`d.agency = ${OWN}`) : conditions;
}
