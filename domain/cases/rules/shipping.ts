/** The way of papers and results by the public postal service, as the case sees it. */
import { isOver } from '../../shipments/types.ts';
import type { Refusal } from '../state/refusal.ts';
import { isReaddressable, isRecallable } from '../state/shipping-state.ts';
import { type CaseShipment, owedOf, type ShipmentId } from '../state/state.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import type { OutboxJobsOf } from './outbox-job.ts';
import type { Rules } from './rules.ts';

export const shipping = {
  'choose-delivery': (decision, { way }) => {
    const { result } = decision.definition.procedure;
    if (result !== null && !result.delivery.includes(way)) return { code: 'no-such-delivery', way };
    if (way !== decision.state.delivery) decision.emit({ type: 'delivery-chosen', way });
    return null;
  },
  /** A fee that is due on delivery, and unpaid, is collected at the door. */
  send: (decision, { address }) => {
    const { fee, ending } = decision.state;
    const isDue = ending === 'granted' && decision.definition.procedure.fee?.due === 'on-delivery';
    const cod = isDue && fee !== null && !fee.paid && owedOf(fee) > 0 ? { cod: owedOf(fee) } : {};
    decision.emit({
      type: 'shipment-ordered',
      shipment: nextShipment(decision),
      direction: 'result',
      address,
      ...cod,
    });
    return null;
  },
  fetch: (decision, { address }) => {
    decision.emit({
      type: 'shipment-ordered',
      shipment: nextShipment(decision),
      direction: 'documents',
      address,
    });
    return null;
  },
  readdress: (decision, { shipment, address }) => {
    const refusal = unless(decision, shipment, isReaddressable);
    if (refusal !== null) return refusal;
    decision.emit({ type: 'shipment-readdressed', shipment, address });
    return null;
  },
  recall: (decision, { shipment }) => {
    const refusal = unless(decision, shipment, isRecallable);
    if (refusal !== null) return refusal;
    decision.emit({ type: 'shipment-recalled', shipment });
    return null;
  },
  /**
   * What is told again brings about nothing, but for the picture that a delivery was told without. The result that arrived
   * ends the dossier's way; what was collected at the door is the fee, or a part of it: the rest is paid at the counter.
   */
  track: (decision, { shipment: id, status, occurredAt, attempts, tracking, late, ...reported }) => {
    const shipment = shipmentOf(decision, id);
    if (shipment === undefined) return { code: 'no-such-shipment', shipment: id };
    if (late === true) {
      if (shipment.late !== true && !isOver(shipment.status))
        decision.emit({ type: 'shipment-late', shipment: id, dueAt: occurredAt });
      return null;
    }
    const { proof, pictureMissing } = reported;
    const isSame = shipment.status === status && shipment.attempts === attempts;
    const isPicture = shipment.pictureMissing === true && proof !== undefined && pictureMissing !== true;
    if (isSame && !isPicture) return null;
    const due = status === 'delivered' && !isSame ? collectable(decision, shipment) : 0;
    const collected = Math.min(reported.collected ?? 0, due);
    decision.emit({
      type: 'shipment-moved',
      shipment: id,
      status,
      occurredAt,
      attempts,
      ...(tracking === undefined ? {} : { tracking }),
      ...(proof === undefined ? {} : { proof }),
      ...(pictureMissing === undefined ? {} : { pictureMissing }),
      ...(collected === due ? {} : { short: due - collected }),
    });
    if (isSame || status !== 'delivered' || shipment.direction !== 'result') return null;
    if (decision.state.status !== 'decided') return null;
    if (collected > 0)
      decision.emit({
        type: 'fee-paid',
        amount: collected,
        receipt: tracking ?? shipment.tracking ?? id,
        how: 'cod',
        ...(collected === due ? {} : { rest: due - collected }),
      });
    decision.emit({ type: 'result-delivered', way: 'post', shipment: id });
    return null;
  },
} satisfies Partial<Rules>;

/** The carrier is asked for it, told of another address, or told to let it be: its workflow looks what stands here. */
export const deliveriesOf: OutboxJobsOf = (event) => {
  switch (event.type) {
    case 'shipment-ordered':
    case 'shipment-readdressed':
    case 'shipment-recalled':
      return [{ kind: 'delivery', subject: event.shipment }];
    default:
      return [];
  }
};

/** What of the fee is still to be collected with it. */
function collectable({ state }: DecisionBuilder, { direction, cod }: CaseShipment): number {
  const isDue = direction === 'result' && state.status === 'decided' && state.fee !== null && !state.fee.paid;
  return isDue ? (cod ?? 0) : 0;
}

function nextShipment({ state }: DecisionBuilder): ShipmentId {
  return `${state.id}-s${state.shipments.length + 1}`;
}

function shipmentOf({ state }: DecisionBuilder, id: ShipmentId): CaseShipment | undefined {
  return state.shipments.find((each) => each.id === id);
}

function unless(
  decision: DecisionBuilder,
  id: ShipmentId,
  fits: (shipment: CaseShipment) => boolean,
): Refusal | null {
  const shipment = shipmentOf(decision, id);
  if (shipment === undefined) return { code: 'no-such-shipment', shipment: id };
  if (fits(shipment)) return null;
  return { code: 'not-allowed-now', status: decision.state.status, action: decision.order.command.type };
}
