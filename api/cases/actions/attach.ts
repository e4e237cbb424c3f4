import { z } from 'zod';
import { documents } from '../../../contracts/http/inputs.ts';
import { acceptedDocuments } from '../accepted-documents.ts';
import { action } from '../action.ts';

export const attach = action({
  name: 'attach',
  input: z.strictObject({ documents: documents.min(1) }),
  check: (acting) => acceptedDocuments(acting, acting.input.documents),
  command: (_input, refs, accepted) => ({ type: 'attach', documents: refs.documents(accepted) }),
});
