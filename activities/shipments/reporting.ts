/** Reports to the case what became of its shipment. */
import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../../db/core/client.ts';
import { changeShipment, type OrderedShipment, type Shipment } from '../../db/shipments/queries.ts';
import { type Command, engineOrder, type Order } from '../../domain/cases/state/commands.ts';
import type { CaseShipment } from '../../domain/cases/state/state.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ShipmentStatus } from '../../domain/vocabulary/shipments.ts';
import type { Carrier } from '../../integrations/carrier/types.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import type { OrderAnswer } from '../outbox/order-answer.ts';

export interface DeliveryDeps {
  readonly db: Database;
  /** Gives a case the engine's order. @throws where the case cannot be reached now */
  readonly giveOrder: (caseId: CaseId, order: Order) => Promise<OrderAnswer>;
  /** null: the settings name none. */
  readonly carrier: Carrier | null;
  readonly objects: ObjectStore;
}

type Track = Extract<Command, { type: 'track' }>;

export interface ShipmentReport
  extends Pick<Track, 'status' | 'attempts' | 'proof' | 'pictureMissing' | 'collected' | 'late'> {
  /** When it happened. */
  readonly at: Instant;
}

/** The shipment as the case knew it when it was read. */
export function knownShipment({ state }: OrderedShipment, { id }: Shipment): CaseShipment | undefined {
  return state.shipments.find((each) => each.id === id);
}

/** A case that has closed needs no more reports. @throws where it cannot be reached now */
export async function reportToCase(
  { giveOrder }: DeliveryDeps,
  { id, caseId, province, tracking }: Shipment,
  { status, at, attempts, ...more }: ShipmentReport,
): Promise<void> {
  // A second report of the same moment, as late or with a picture, is another order.
  const also =
    more.late === true ? '-late' : status === 'delivered' && more.pictureMissing !== true ? '-proof' : '';
  const answer = await giveOrder(
    caseId,
    engineOrder(`track-${id}-${status}-${attempts}-${at}${also}`, province, {
      ...more,
      type: 'track',
      shipment: id,
      status,
      occurredAt: at,
      attempts,
      ...(tracking === null ? {} : { tracking }),
    }),
  );
  if (answer.ok || 'ended' in answer || answer.refusal.code === 'not-allowed-now') return;
  throw ApplicationFailure.retryable(
    `the case does not accept the report on ${id}: ${answer.refusal.code}`,
    'NotReported',
  );
}

/** It ends here, whatever was reported; a scan that comes after all is reported again. */
export async function finish(
  deps: DeliveryDeps,
  shipment: Shipment,
  status: ShipmentStatus,
  at: Instant,
): Promise<void> {
  await reportToCase(deps, shipment, { status, at, attempts: shipment.attempts });
  await changeShipment(deps.db.pool, shipment.id, { status, endedAt: at, reportedAt: at });
}
