/** Results of complaints that everybody may read. */

import type { AgencyId, CaseCode, Localised, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { Rating } from '../../domain/vocabulary/ratings.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull } from '../core/rows.ts';

export interface Publication {
  readonly code: CaseCode;
  readonly province: ProvinceId;
  readonly procedure: string;
  readonly procedureName: Localised | null;
  readonly owner: AgencyId;
  readonly ownerName: Localised | null;
  readonly ward: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly title: string;
  readonly description: string;
  readonly answer: string;
  /** Ids of documents. */
  readonly photos: readonly string[];
  readonly filedAt: Instant;
  readonly dueAt: Instant | null;
  readonly handledAt: Instant | null;
  readonly publishedAt: Instant;
  readonly rating: Rating | null;
}

export interface PublicationFilter {
  readonly province?: ProvinceId | undefined;
  readonly procedure?: string | undefined;
  readonly ward?: string | undefined;
  readonly owner?: AgencyId | undefined;
  /** West, south, east, north in degrees. */
  readonly box?: readonly [number, number, number, number] | undefined;
  /** Words of title, description and answer, without diacritics too. */
  readonly text?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

type Dated = 'filedAt' | 'dueAt' | 'handledAt' | 'publishedAt';
type Row = Omit<Publication, Dated> & {
  readonly filedAt: Date;
  readonly dueAt: Date | null;
  readonly handledAt: Date | null;
  readonly publishedAt: Date;
};

const COLUMNS = `b.code, b.province, b.procedure,
  (SELECT p.name FROM procedures p WHERE p.province = b.province AND p.code = b.procedure ORDER BY p.version DESC LIMIT 1)
    AS "procedureName",
  b.owner, (SELECT a.name FROM agencies a WHERE a.id = b.owner) AS "ownerName", b.ward, b.lat, b.lon, b.title,
  b.description, b.answer, b.photos, b.filed_at AS "filedAt", b.due_at AS "dueAt", b.handled_at AS "handledAt",
  b.published_at AS "publishedAt", b.rating`;

/** The newest first. @throws BadCursor */
export async function listPublications(
  session: Session,
  filter: PublicationFilter,
): Promise<Page<Publication>> {
  const { text, values, limit } = publicationsQuery(filter);
  const { rows } = await session.sql.query<Row & { key: string[] }>(text, values);
  return pageOf(rows, limit, publicationOf);
}

/** The statement of `listPublications`, apart so that PostgreSQL can be asked how it goes about it. */
export function publicationsQuery(filter: PublicationFilter) {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(filter.province, ($) => `b.province = ${$}`)
    .when(filter.procedure, ($) => `b.procedure = ${$}`)
    .when(filter.ward, ($) => `b.ward = ${$}`)
    .when(filter.owner, ($) => `b.owner = ${$}`);
  conditions.also('b.shown');
  if (filter.box !== undefined) {
    const [west, south, east, north] = filter.box.map(
      (degrees) => `${conditions.value(degrees)}::double precision`,
    );
    conditions.also(`b.place <@ box(point(${west}, ${south}), point(${east}, ${north}))`);
  }
  if (filter.text !== undefined) {
    const content = foldVietnamese(filter.text).split(' ').filter(Boolean);
    // Nothing but signs was asked for: nothing is found.
    if (content.length === 0) conditions.also('false');
    for (const word of content) conditions.when(`%${word}%`, ($) => `b.folded LIKE ${$}`);
  }
  const key = keyOf(filter.cursor, 2);
  if (key !== null)
    conditions.also(
      `(b.published_at, b.case_id) < (${conditions.value(key[0])}::timestamptz, ${conditions.value(key[1])})`,
    );
  const text = `SELECT ${COLUMNS}, ARRAY[b.published_at::text, b.case_id] AS key FROM publications b ${conditions.where}
    ORDER BY b.published_at DESC, b.case_id DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

export async function findPublication(session: Session, code: CaseCode): Promise<Publication | null> {
  const { rows } = await session.sql.query<Row>(
    `SELECT ${COLUMNS} FROM publications b WHERE b.code = $1 AND b.shown`,
    [code],
  );
  return rows[0] === undefined ? null : publicationOf(rows[0]);
}

function publicationOf({ filedAt, dueAt, handledAt, publishedAt, ...row }: Row): Publication {
  const { code, province, procedure, procedureName, owner, ownerName, ward, lat, lon } = row;
  const { title, description, answer, photos, rating } = row;
  return {
    code,
    province,
    procedure,
    procedureName,
    owner,
    ownerName,
    ward,
    lat,
    lon,
    title,
    description,
    answer,
    photos,
    rating,
    filedAt: instantOf(filedAt),
    dueAt: instantOrNull(dueAt),
    handledAt: instantOrNull(handledAt),
    publishedAt: instantOf(publishedAt),
  };
}
