/** Shipments as a caller may see them. */
import type { z } from 'zod';
import type { ShipmentView } from '../../contracts/http/shipments.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import type { TextContent } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { type Shipment, shipmentsOf } from '../../db/shipments/queries.ts';
import { scansOf } from '../../db/shipments/scans.ts';
import type { CaseShipment, CaseState } from '../../domain/cases/state/state.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { CarrierScan } from '../../domain/shipments/carrier-scan.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

export interface ReadShipment {
  readonly shipment: Shipment;
  readonly scans: readonly CarrierScan[];
}

/** What is known of a case's shipments. */
export async function readShipments(session: Session, caseId: CaseId): Promise<readonly ReadShipment[]> {
  const read: ReadShipment[] = [];
  for (const shipment of await shipmentsOf(session.sql, caseId)) {
    const { carrier, tracking } = shipment;
    read.push({ shipment, scans: tracking === null ? [] : await scansOf(session.sql, carrier, tracking) });
  }
  return read;
}

/** Every shipment that the case ordered; one that nobody has taken up yet is shown by what the case says of it. */
export function shipmentViews(
  state: CaseState,
  read: readonly ReadShipment[],
  content: readonly TextContent[],
  language: Language,
  now: Instant,
): z.infer<typeof ShipmentView>[] {
  const texts = TEXTS[language].shipments;
  return state.shipments.map((ordered) => {
    const known = read.find(({ shipment }) => shipment.id === ordered.id);
    return {
      ...(known === undefined
        ? untaken(ordered, state, language)
        : shipmentLine(known.shipment, language, now)),
      scans: (known?.scans ?? []).map(({ kind, at, place, reason }) => ({
        kind,
        text: texts.scans[kind],
        at: isoOf(at),
        place: place ?? null,
        reason: reason ?? null,
      })),
      to: contentOf<{ name: string; phone: string; address: string }>(content, known?.shipment.address),
      receivedBy: receiptOf(content, ordered),
    };
  });
}

type Facts = Omit<z.infer<typeof ShipmentView>, 'scans' | 'to' | 'receivedBy'>;

export function shipmentLine(shipment: Shipment, language: Language, now: Instant): Facts {
  const texts = TEXTS[language].shipments;
  const { id, caseId, counter, direction, status, carrier, tracking, attempts, cod, collected, refusedWhy } =
    shipment;
  const iso = (at: Instant | null) => (at === null ? null : isoOf(at));
  return {
    id,
    case: caseId,
    counter,
    direction,
    directionText: texts.directions[direction],
    status,
    statusText: texts.statuses[status],
    carrier,
    tracking,
    attempts,
    cod,
    collected,
    remittedAt: iso(shipment.remittedAt),
    orderedAt: iso(shipment.orderedAt),
    handedOverAt: iso(shipment.handedOverAt),
    dueAt: iso(shipment.dueAt),
    isLate: shipment.dueAt !== null && (shipment.endedAt ?? now) > shipment.dueAt,
    heldUntil: iso(shipment.heldUntil),
    endedAt: iso(shipment.endedAt),
    refusedWhy,
  };
}

function untaken(
  { id, direction, status, attempts, cod, tracking }: CaseShipment,
  state: CaseState,
  language: Language,
): Facts {
  const texts = TEXTS[language].shipments;
  return {
    id,
    case: state.id,
    counter: state.agencies.counter ?? '',
    direction,
    directionText: texts.directions[direction],
    status,
    statusText: texts.statuses[status],
    carrier: null,
    tracking: tracking ?? null,
    attempts,
    cod: cod ?? null,
    collected: null,
    remittedAt: null,
    orderedAt: null,
    handedOverAt: null,
    dueAt: null,
    isLate: false,
    heldUntil: null,
    endedAt: null,
    refusedWhy: null,
  };
}

interface Receipt {
  readonly name?: string;
  readonly relation?: string;
  readonly document: { readonly id: string } | null;
}

function receiptOf(content: readonly TextContent[], { id }: CaseShipment) {
  // What was known without the picture, until there is one.
  const receipt =
    contentOf<Receipt>(content, `${id}-receipt`) ?? contentOf<Receipt>(content, `${id}-receipt-unseen`);
  return receipt === null
    ? null
    : {
        name: receipt.name ?? null,
        relation: receipt.relation ?? null,
        document: receipt.document?.id ?? null,
      };
}

/** null: there are none, or they are not for this reader. */
function contentOf<T>(content: readonly TextContent[], id: string | undefined): T | null {
  return (content.find((each) => each.id === id)?.content as T | undefined) ?? null;
}
