import { z } from 'zod';
import { PostalAddress } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';
import { applicantAddress, demandCarrier } from '../postal.ts';

export const fetchAtDoor = action({
  name: 'fetch',
  /** Without an address: the one of the form. */
  input: z.strictObject({ from: PostalAddress.optional() }),
  check: async (acting) => {
    await demandCarrier(acting);
    return acting.input.from ?? applicantAddress(acting, '/from');
  },
  command: (_input, refs, address) => ({ type: 'fetch', address: refs.text('address', address) }),
});
