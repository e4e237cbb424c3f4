/** Lists of shipments. */
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Direction, ShipmentStatus } from '../../domain/vocabulary/shipments.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { timestampOf } from '../core/rows.ts';
import { SHIPMENT_COLUMNS, type Shipment, type ShipmentRow, shipmentOf } from './queries.ts';

export interface ShipmentFilter {
  readonly counter?: AgencyId | undefined;
  readonly status?: ShipmentStatus | undefined;
  readonly direction?: Direction | undefined;
  /** Only those that are under way. */
  readonly open?: boolean;
  /** Only those that were not at the door in time, as of then. */
  readonly late?: Instant | undefined;
  /** Only those whose collected money was not handed over. */
  readonly owed: boolean;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** The newest first, as far as the reader may see their cases. */
export async function listShipments(
  session: Session,
  province: ProvinceId,
  filter: ShipmentFilter,
): Promise<Page<{ readonly code: string; readonly shipment: Shipment }>> {
  const { text, values, limit } = shipmentsQuery(province, filter);
  const { rows } = await session.sql.query<ShipmentRow & { key: string[]; code: string }>(text, values);
  return pageOf(rows, limit, ({ key: _, code, ...row }) => ({ code, shipment: shipmentOf(row) }));
}

export function shipmentsQuery(province: ProvinceId, filter: ShipmentFilter) {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(province, ($) => `s.province = ${$}`)
    .when(filter.counter, ($) => `s.counter = ${$}`)
    .when(filter.status, ($) => `s.status = ${$}`)
    .when(filter.direction, ($) => `s.direction = ${$}`);
  if (filter.open === true) conditions.also('s.ended_at IS NULL');
  if (filter.late !== undefined)
    conditions.when(
      timestampOf(filter.late),
      ($) =>
        `s.due_at IS NOT NULL AND (s.ended_at IS NULL OR s.ended_at > s.due_at) AND (s.ended_at IS NOT NULL OR s.due_at < ${$}::timestamptz)`,
    );
  if (filter.owed) conditions.also(OWED);
  const key = keyOf(filter.cursor, 2);
  if (key !== null) {
    const [from, id] = key.map((part) => conditions.value(part));
    conditions.also(`(s.ordered_at, s.id) < (${from}::timestamptz, ${id})`);
  }
  const text = `SELECT ${SHIPMENT_COLUMNS}, c.code, ARRAY[s.ordered_at::text, s.id] AS key
    FROM shipments s JOIN cases c ON c.id = s.case_id ${conditions.where}
    ORDER BY s.ordered_at DESC, s.id DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

/** How the post kept its term with what it was handed, of what was ordered in a period. */
export interface PostPunctuality {
  readonly carrier: string;
  readonly direction: Direction;
  readonly handedOver: number;
  readonly onTime: number;
  /** At the door too late, or not yet and past its term. */
  readonly late: number;
  /** Came back, was lost or was damaged. */
  readonly failed: number;
}

/** One for each carrier and direction, as far as the reader may see the cases. */
export async function postPunctuality(
  session: Session,
  province: ProvinceId,
  { from, until, now }: { readonly from: Instant; readonly until: Instant; readonly now: Instant },
): Promise<readonly PostPunctuality[]> {
  const { rows } = await session.sql.query<PostPunctuality>(
    `SELECT s.carrier, s.direction, count(*)::integer AS "handedOver",
       count(*) FILTER (WHERE s.status = 'delivered' AND s.ended_at <= s.due_at)::integer AS "onTime",
       count(*) FILTER (WHERE s.status = 'delivered' AND s.ended_at > s.due_at OR s.ended_at IS NULL AND s.due_at < $4)::integer AS late,
       count(*) FILTER (WHERE s.status IN ('returned', 'lost', 'damaged'))::integer AS failed
     FROM shipments s WHERE s.province = $1 AND s.ordered_at >= $2 AND s.ordered_at < $3 AND s.handed_over_at IS NOT NULL
     GROUP BY s.carrier, s.direction ORDER BY s.carrier, s.direction`,
    [province, ...[from, until, now].map(timestampOf)],
  );
  return rows;
}

/** As the index `shipments_owed` has it. */
const OWED = `s.cod IS NOT NULL AND s.status = 'delivered' AND s.remitted_at IS NULL`;
