/** What the actions about post have in common. */
import type { z } from 'zod';
import type { PostalAddress } from '../../contracts/http/inputs.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import { asActor } from '../../db/core/reader.ts';
import { currentPostalTerms } from '../../db/shipments/postal-terms.ts';
import type { CaseShipment } from '../../domain/cases/state/state.ts';
import { Problem } from '../http/problem.ts';
import type { Acting, Offer } from './action.ts';
import type { Titled } from './input-schema.ts';

/** An order that no carrier can be given would stand there for ever. @throws Problem */
export async function demandCarrier({ context, found }: Acting): Promise<void> {
  const terms = await currentPostalTerms(context.db, found.province);
  const { carrier } = context.settings;
  if (terms === null || carrier.access === null || carrier.name !== terms.carrier)
    throw new Problem('no-post');
}

/** Where the one who filed it lives, as the form says. @throws Problem at `pointer` where it does not say so */
export async function applicantAddress(
  { context, actor, found }: Acting,
  pointer: string,
): Promise<z.output<typeof PostalAddress>> {
  const party = await asActor(context.db, actor, (session) => partyOf(session, found.id));
  if (!party?.name || !party.phone || !party.address)
    throw new Problem('invalid-input', {}, [{ pointer, kind: 'missing' }]);
  return { name: party.name, phone: party.phone, address: party.address };
}

/** Of the case's shipments those that fit, to choose among. */
export function shipmentsThat(
  { state, language }: Offer,
  fits: (shipment: CaseShipment) => boolean,
): readonly Titled[] {
  const { directions, statuses } = TEXTS[language].shipments;
  return state.shipments.filter(fits).map(({ id, tracking, direction, status }) => ({
    const: id,
    title: [tracking, directions[direction], statuses[status]]
      .filter((each) => each !== undefined)
      .join(', '),
  }));
}
