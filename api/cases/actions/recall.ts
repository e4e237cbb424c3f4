import { z } from 'zod';
import { id } from '../../../contracts/http/inputs.ts';
import { isRecallable } from '../../../domain/cases/state/shipping-state.ts';
import { action } from '../action.ts';
import { shipmentsThat } from '../postal.ts';

export const recall = action({
  name: 'recall',
  input: z.strictObject({ shipment: id }),
  narrow: (schema, offer) => schema.narrow('shipment', { oneOf: shipmentsThat(offer, isRecallable) }),
  command: ({ shipment }) => ({ type: 'recall', shipment }),
});
