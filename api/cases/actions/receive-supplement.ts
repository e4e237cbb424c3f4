import { z } from 'zod';
import { documents } from '../../../contracts/http/inputs.ts';
import { acceptedDocuments } from '../accepted-documents.ts';
import { action } from '../action.ts';

export const receiveSupplement = action({
  name: 'receive-supplement',
  input: z.strictObject({ documents: documents.min(1) }),
  narrow: (schema, { state }) => schema.narrow('documents', { description: state.missing.join(', ') }),
  check: (acting) => acceptedDocuments(acting, acting.input.documents),
  command: (_input, refs, accepted) => ({
    type: 'receive-supplement',
    documents: refs.documents(accepted),
  }),
});
