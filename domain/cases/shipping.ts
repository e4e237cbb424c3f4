/** The way of papers and results by the public postal service, as the case sees it. */
import { isOver } from '../delivery/types.ts';
import type { Draft } from './draft.ts';
import type { ErrandsOf } from './errands.ts';
import type { Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import { isReaddressable, isRecallable } from './shipping-state.ts';
import { type CaseShipment, owedOf, type ShipmentId } from './state.ts';

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
    const cod = isDue && fee !== null && !fee.paid && owedOf(fee) > 0 ? { cod: owedOf(fee) } : {};
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
   * What is told again brings about nothing, but for the picture that a delivery was told without. The result that arrived
   * ends the dossier's way; what was collected at the door is the fee, or a part of it: the rest is paid at the counter.
   */
  track: (draft, { shipment: id, status, occurredAt, attempts, tracking, late, ...told }) => {
    const shipment = shipmentOf(draft, id);
    if (shipment === undefined) return { code: 'no-such-shipment', shipment: id };
    if (late === true) {
      if (shipment.late !== true && !isOver(shipment.status))
        draft.emit({ type: 'shipment-late', shipment: id, dueAt: occurredAt });
      return null;
    }
    const { proof, unpictured } = told;
    const isSame = shipment.status === status && shipment.attempts === attempts;
    const isPicture = shipment.unpictured === true && proof !== undefined && unpictured !== true;
    if (isSame && !isPicture) return null;
    const due = status === 'delivered' && !isSame ? collectable(draft, shipment) : 0;
    // Orders of before said nothing of it: the sum that was asked for.
    const collected = Math.min(told.collected ?? due, due);
    draft.emit({
      type: 'shipment-moved',
      shipment: id,
      status,
      occurredAt,
      attempts,
      ...(tracking === undefined ? {} : { tracking }),
      ...(proof === undefined ? {} : { proof }),
      ...(unpictured === undefined ? {} : { unpictured }),
      ...(collected === due ? {} : { short: due - collected }),
    });
    if (isSame || status !== 'delivered' || shipment.direction !== 'result') return null;
    if (draft.state.status !== 'decided') return null;
    if (collected > 0)
      draft.emit({
        type: 'fee-paid',
        amount: collected,
        receipt: tracking ?? shipment.tracking ?? id,
        how: 'cod',
        ...(collected === due ? {} : { rest: due - collected }),
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

/** What of the fee is still to be collected with it. */
function collectable({ state }: Draft, { direction, cod }: CaseShipment): number {
  const isDue = direction === 'result' && state.status === 'decided' && state.fee !== null && !state.fee.paid;
  return isDue ? (cod ?? 0) : 0;
}

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
