/** What proves that it arrived: who received it, known with the scan, and a picture, which the carrier may have later. */
import { Readable } from 'node:stream';
import { saveTextContent } from '../../db/cases/submissions.ts';
import { addDocument } from '../../db/documents/queries.ts';
import type { Shipment } from '../../db/shipments/queries.ts';
import { receiverOf, scansOf } from '../../db/shipments/scans.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { TextContentRef } from '../../domain/cases/state/state.ts';
import { readScans } from '../../domain/shipments/reading.ts';
import { CarrierDown, CarrierRefused, type ProofOfDelivery } from '../../integrations/carrier/types.ts';
import type { DeliveryDeps } from './reporting.ts';

export interface Proof {
  readonly proof: TextContentRef;
  /** The picture is not there yet, or cannot be asked for now. */
  readonly pictureMissing?: true;
}

/** Who received it, and the picture that shows it, kept under ids of the shipment's own. */
export async function proofOf(deps: DeliveryDeps, shipment: Shipment): Promise<Proof> {
  const { db } = deps;
  const { id, caseId, carrier, tracking } = shipment;
  const { proof: scan } = readScans(await scansOf(db.pool, carrier, tracking ?? ''));
  const receiver = scan === null ? null : await receiverOf(db.pool, carrier, scan);
  const picture = await pictureOf(deps, shipment);
  const document = picture === null ? null : await keep(deps, shipment, picture);
  const proof = await saveTextContent(db, {
    // What is known without the picture is another thing than what is known with it.
    id: document === null ? `${id}-receipt-unseen` : `${id}-receipt`,
    caseId,
    kind: 'receipt',
    author: ENGINE,
    content: { ...receiver, document },
  });
  return document === null ? { proof, pictureMissing: true } : { proof };
}

/** null: there is none yet, or nobody who could be asked. That it arrived does not wait for a picture. */
async function pictureOf(
  { carrier }: DeliveryDeps,
  { carrier: name, tracking }: Shipment,
): Promise<ProofOfDelivery | null> {
  if (carrier?.name !== name) return null;
  try {
    return await carrier.proof(tracking ?? '');
  } catch (error) {
    if (error instanceof CarrierDown || error instanceof CarrierRefused) return null;
    throw error;
  }
}

async function keep(
  { db, objects }: DeliveryDeps,
  { id, caseId, tracking }: Shipment,
  { mediaType, content }: ProofOfDelivery,
) {
  const object = `proofs/${id}`;
  const { size, sha256 } = await objects.put(object, Readable.from([content]), { mediaType });
  const document = { id: `${id}-proof`, sha256 };
  await addDocument(db.pool, {
    id: document.id,
    caseId,
    rule: 'other',
    name: `${tracking}.${mediaType.split('/')[1] ?? 'bin'}`,
    mediaType,
    size,
    digest: sha256,
    author: ENGINE,
    origin: 'proof',
    object,
  });
  return document;
}
