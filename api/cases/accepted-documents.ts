import type { z } from 'zod';
import type { DocumentInput } from '../../contracts/http/inputs.ts';
import { checkAccepted, type NamedDocument, namedDocuments } from '../documents/named-documents.ts';
import type { Acting } from './action.ts';

/** The documents that come with an action. @throws Problem where there is no such file, or the procedure takes none like it */
export async function acceptedDocuments(
  { context, actor, found, orderId }: Acting,
  given: readonly z.output<typeof DocumentInput>[] = [],
): Promise<readonly NamedDocument[]> {
  const { id: caseId, state, province, procedureHash } = found;
  const named = await namedDocuments(context, actor, { orderId, caseId, state, given });
  if (named.some(({ uploaded }) => uploaded)) {
    const { procedure } = await context.definitions.procedure(province, procedureHash);
    checkAccepted(procedure, named);
  }
  return named;
}
