import { z } from 'zod';
import { way } from '../../../contracts/http/inputs.ts';
import { mayHandOver } from '../../../domain/cases/state/shipping-state.ts';
import { DELIVERY_WAYS } from '../../../domain/vocabulary/delivery-ways.ts';
import { action } from '../action.ts';
import { deliveryWays } from '../delivery-ways.ts';

export const deliver = action({
  name: 'deliver',
  input: z.strictObject({ way }),
  narrow: (schema, offer) => {
    const { state, definition } = offer;
    if (state.ending !== 'granted' || definition.procedure.result === null) return;
    const possible = DELIVERY_WAYS.filter((way) => mayHandOver(state, definition.procedure, way));
    schema.narrow('way', deliveryWays(offer, possible));
  },
  command: ({ way }) => ({ type: 'deliver', way }),
});
