import { z } from 'zod';
import { PostalAddress } from '../../../contracts/http/inputs.ts';
import { action } from '../action.ts';
import { applicantAddress, demandCarrier } from '../postal.ts';

export const send = action({
  name: 'send',
  /** Without an address: the one of the form. */
  input: z.strictObject({ to: PostalAddress.optional() }),
  check: async (acting) => {
    await demandCarrier(acting);
    return acting.input.to ?? applicantAddress(acting, '/to');
  },
  command: (_input, refs, address) => ({ type: 'send', address: refs.text('address', address) }),
});
