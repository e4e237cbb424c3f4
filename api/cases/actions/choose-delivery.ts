import { z } from 'zod';
import { way } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';
import { deliveryWays } from '../delivery-ways.ts';

export const chooseDelivery = action({
  name: 'choose-delivery',
  input: z.strictObject({ way }),
  narrow: (schema, offer) =>
    schema.narrow('way', deliveryWays(offer, offer.definition.procedure.result?.delivery ?? [])),
  command: ({ way }) => ({ type: 'choose-delivery', way }),
});
