import { z } from 'zod';
import { id, PostalAddress } from '../../../contracts/http/inputs.ts';
import { isReaddressable } from '../../../domain/cases/state/shipping-state.ts';
import { action } from '../action.ts';
import { shipmentsThat } from '../postal.ts';

export const readdress = action({
  name: 'readdress',
  input: z.strictObject({ shipment: id, to: PostalAddress }),
  narrow: (schema, offer) => schema.narrow('shipment', { oneOf: shipmentsThat(offer, isReaddressable) }),
  command: ({ shipment, to }, refs) => ({
    type: 'readdress',
    shipment,
    address: refs.text('address', to),
  }),
});
