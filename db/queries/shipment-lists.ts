/** Lists of shipments. */
import type { Direction, ShipmentStatus } from '../../domain/delivery/types.ts';
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from './page.ts';
import { timestampOf } from './rows.ts';
import { SHIPMENT_COLUMNS, type Shipment, type ShipmentRow, shipmentOf } from './shipments.ts';

export interface ShipmentFilter {
  readonly counter?: AgencyId | undefined;
  readonly status?: ShipmentStatus | undefined;
  readonly direction?: Direction | undefined;
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
): Promise<Page<Shipment>> {
  const { text, values, limit } = shipmentsQuery(province, filter);
  const { rows } = await session.sql.query<ShipmentRow & { key: string[] }>(text, values);
  return pageOf(rows, limit, ({ key: _, ...row }) => shipmentOf(row));
}

export function shipmentsQuery(province: ProvinceId, filter: ShipmentFilter) {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(province, ($) => `s.province = ${$}`)
    .when(filter.counter, ($) => `s.counter = ${$}`)
    .when(filter.status, ($) => `s.status = ${$}`)
    .when(filter.direction, ($) => `s.direction = ${$}`);
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
  const text = `SELECT ${SHIPMENT_COLUMNS}, ARRAY[s.ordered_at::text, s.id] AS key FROM shipments s ${conditions.where}
    ORDER BY s.ordered_at DESC, s.id DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

/** As the index `shipments_owed` has it. */
const OWED = `s.cod IS NOT NULL AND s.status = 'delivered' AND s.remitted_at IS NULL`;
