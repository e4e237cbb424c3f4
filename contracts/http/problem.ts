import { z } from 'zod';
import type { RefusalCode } from '../../domain/cases/state/refusal.ts';
import type { FileFault } from '../documents/files.ts';

/** What can go wrong before or beside the rules of a case. Each code is stable: clients may rely on it. */
export const API_PROBLEMS = [
  /** No token, or one that does not hold; or its user is unknown or inactive. */
  'unauthorised',
  /** A change by a browser that another site's page may have asked for. */
  'cross-site-request',
  /** A call of another system without a signature, with a wrong one, or too old. */
  'bad-signature',
  /** No such thing, or not for this caller to see: the two are told alike. */
  'not-found',
  'method-not-allowed',
  /** A field is missing, unknown, or not what it should be; `errors` says which. */
  'invalid-input',
  'invalid-json',
  /** The bytes are not UTF-8, or hold characters that no text may hold. */
  'invalid-encoding',
  'body-too-large',
  'unsupported-media-type',
  'key-required',
  'bad-cursor',
  'unknown-procedure',
  'channel-not-offered',
  'no-such-agency',
  /** The agency named does not decide cases of this procedure. */
  'wrong-owner',
  /** Nobody in the province fulfils a function that the procedure names. */
  'unresolved-agency',
  'unknown-assignee',
  /** A note names somebody who has nothing to do with the case. */
  'unknown-colleague',
  'too-many-views',
  /** What is meant for everybody to read tells who somebody is. */
  'personal-data',
  /** The case is closed for good. */
  'case-ended',
  /** Record and case disagree; an operator has to reconcile them. */
  'case-parked',
  'invalid-procedure',
  'version-conflict',
  'invalid-calendar',
  /** Somebody stands in for the same person, role and time already. */
  'delegation-overlaps',
  /** The deputy's own deputies lead back to the principal. */
  'delegation-circle',
  'role-not-delegable',
  'role-not-held',
  'unknown-deputy',
  'own-deputy',
  'bad-period',
  'webhook-exists',
  /** An address that webhooks may not call in this installation. */
  'webhook-address',
  /** Only what was given up can be sent anew. */
  'delivery-not-dead',
  /** No carrier is connected, or none that the province has agreed with. */
  'no-post',
  /** Only what did not reach anybody can be sent anew. */
  'message-not-failed',
  /** It is being made: ask again in a while. */
  'document-under-way',
  /** What was asked for cannot be made of the case as it stands. */
  'document-impossible',
  /** The record knows the file and the store has lost it: an operator's to mend. */
  'file-missing',
  /** More cases than one list takes. */
  'too-many-cases',
  /** More files are waiting for a case than one person may have. */
  'too-many-uploads',
  /** Not where the file goes on; the answer says where that is. */
  'upload-offset',
  /** A part arrived other than it was sent. */
  'upload-checksum',
  /** Another version of the tus protocol. */
  'tus-version',
  'range-not-satisfiable',
  'too-many-requests',
  /** PostgreSQL or Temporal does not answer. */
  'unavailable',
  'internal',
] as const;

export type ProblemCode = (typeof API_PROBLEMS)[number] | RefusalCode | FileFault;

/** How a single field can be at fault: by the shape of the request, or by the form of the procedure (JSON Schema keywords). */
export type FieldFault =
  | 'missing'
  | 'unknown'
  /** As the schema library says it, in the caller's language. */
  | 'wrong'
  /** U+0000, or half a character. */
  | 'characters'
  | 'type'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format'
  | 'enum'
  | 'minItems'
  | 'maxItems'
  | 'uniqueItems'
  | 'document'
  | 'accept'
  /** A file that a case has taken in already. */
  | 'used'
  /** A file that has not come whole. */
  | 'unfinished'
  /** Not a version of that document, or it has a newer one. */
  | 'version'
  /** Personal data; never said which, only of what kind. */
  | 'personal'
  /** Any other keyword of the form. */
  | 'rule';

/** RFC 9457, with a stable code and the fields at fault by JSON pointer (RFC 6901). */
export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    case: z.string().optional().meta({
      description: 'Of key-reused at filing: the code of the case that was filed under the key',
    }),
  })
  .meta({ id: 'Problem' });
