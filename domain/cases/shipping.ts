/** The way of papers and results by the public postal service, as the case sees it. */
import type { Draft } from './draft.ts';
import type { ErrandsOf } from './errands.ts';
import type { Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import { isReaddressable, isRecallable } from './shipping-state.ts';
import type { CaseShipment, ShipmentId } from './state.ts';

export const shipping = {
  'choose-delivery': (draft, { way }) => {
    const { result } = draft.definition.procedure;
    if (result !== null && !result.delivery.includes(way)) return { code: 'no-such-delivery', way };
    if (way !== draft.state.delivery) draft.emit({ type: 'delivery-chosen', way });
    return null;
  },
  /** A fee that is due on delivery, and unpaid, is collected at the door. */
  send: (draft, { address }) => {
    const { fee, ending } = draft.state;
    const isDue = ending === 'granted' && draft.definition.procedure.fee?.due === 'on-delivery';
    const cod = isDue && fee !== null && !fee.paid && fee.amount > 0 ? { cod: fee.amount } : {};
    draft.emit({
      type: 'shipment-ordered',
      shipment: nextShipment(draft),
      direction: 'result',
      address,
      ...cod,
    });
    return null;
  },
  fetch: (draft, { address }) => {
    draft.emit({ type: 'shipment-ordered', shipment: nextShipment(draft), direction: 'papers', address });
    return null;
  },
  readdress: (draft, { shipment, address }) => {
    const refusal = unless(draft, shipment, isReaddressable);
    if (refusal !== null) return refusal;
    draft.emit({ type: 'shipment-readdressed', shipment, address });
    return null;
  },
  recall: (draft, { shipment }) => {
    const refusal = unless(draft, shipment, isRecallable);
    if (refusal !== null) return refusal;
    draft.emit({ type: 'shipment-recalled', shipment });
    return null;
  },
  /**
   * What is told again brings about nothing. The result that arrived ends the dossier's way; what was collected at the door
   * is the fee.
   */
  track: (draft, { shipment: id, status, occurredAt, attempts, tracking, proof }) => {
    const shipment = shipmentOf(draft, id);
    if (shipment === undefined) return { code: 'no-such-shipment', shipment: id };
    if (shipment.status === status && shipment.attempts === attempts) return null;
    draft.emit({
      type: 'shipment-moved',
      shipment: id,
      status,
      occurredAt,
      attempts,
      ...(tracking === undefined ? {} : { tracking }),
      ...(proof === undefined ? {} : { proof }),
    });
    if (status !== 'delivered' || shipment.direction !== 'result') return null;
    if (draft.state.status !== 'decided') return null;
    if (shipment.cod !== undefined && draft.state.fee !== null && !draft.state.fee.paid)
      draft.emit({
        type: 'fee-paid',
        amount: shipment.cod,
        receipt: tracking ?? shipment.tracking ?? id,
        how: 'cod',
      });
    draft.emit({ type: 'result-delivered', way: 'post', shipment: id });
    return null;
  },
} satisfies Partial<Rules>;

/** The carrier is asked for it, told of another address, or told to let it be: its workflow looks what stands here. */
export const deliveriesOf: ErrandsOf = (event) => {
  switch (event.type) {
    case 'shipment-ordered':
    case 'shipment-readdressed':
    case 'shipment-recalled':
      return [{ kind: 'delivery', subject: event.shipment }];
    default:
      return [];
  }
};

function nextShipment({ state }: Draft): ShipmentId {
  return `${state.id}-s${(state.shipments ?? []).length + 1}`;
}

function shipmentOf({ state }: Draft, id: ShipmentId): CaseShipment | undefined {
  return (state.shipments ?? []).find((each) => each.id === id);
}

function unless(draft: Draft, id: ShipmentId, fits: (shipment: CaseShipment) => boolean): Refusal | null {
  const shipment = shipmentOf(draft, id);
  if (shipment === undefined) return { code: 'no-such-shipment', shipment: id };
  if (fits(shipment)) return null;
  return { code: 'not-allowed-now', status: draft.state.status, action: draft.order.command.type };
}
