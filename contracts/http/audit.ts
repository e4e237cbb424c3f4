import { z } from 'zod';
import type { FactName } from '../../domain/cases/state/events.ts';
import { ANSWER_FORMATS } from '../../domain/vocabulary/formats.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { READ_KINDS } from '../../domain/vocabulary/reads.ts';
import { VERIFICATION_FINDINGS } from '../../domain/vocabulary/verification.ts';
import { TEXTS } from '../texts/index.ts';
import { paging, searchText } from './inbox.ts';
import { InstantInput } from './instants.ts';

const id = z.string().min(1).max(200);
const format = z.enum(ANSWER_FORMATS).optional();

const FACTS = Object.keys(TEXTS.en.events) as [FactName, ...FactName[]];

export const HistoryQuery = z.strictObject({
  ...paging,
  type: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(FACTS)).max(FACTS.length))
    .optional()
    .meta({ description: 'comma separated' }),
  by: id.optional().meta({ description: 'a user, or `engine`' }),
  agency: id.optional().meta({ description: 'is or was involved in the case in any way' }),
  kind: z.enum(CASE_KINDS).optional(),
  procedure: id.optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  text: searchText('a code or its beginning; words of the case, or said with the event'),
  format,
});

export const FoundEvent = z
  .object({
    case: z.object({
      id,
      code: z.string(),
      kind: z.enum(CASE_KINDS),
      procedure: z.string(),
    }),
    seq: z.number().int(),
    at: z.iso.datetime(),
    type: z.string(),
    text: z.string(),
    by: z.string().nullable().meta({ description: 'null if the caller may not know who it was' }),
    behalf: z.string().nullable(),
  })
  .meta({ id: 'FoundEvent' });

export const Verification = z
  .object({
    id,
    code: z.string(),
    checkedAt: z.iso.datetime(),
    intact: z.boolean(),
    events: z.number().int(),
    firstAt: z.iso.datetime().nullable(),
    lastAt: z.iso.datetime().nullable(),
    headHash: z.string(),
    texts: z.number().int().meta({ description: 'texts of the case, each compared with its digest' }),
    documents: z.number().int(),
    files: z.object({ read: z.number().int(), bytes: z.number().int(), unread: z.number().int() }).meta({
      description: 'documents whose files were read and compared with their SHA-256; too large ones are not',
    }),
    findings: z.array(
      z.object({
        kind: z.enum(VERIFICATION_FINDINGS),
        seq: z.number().int().nullable().meta({ description: 'at which event; null: the case as a whole' }),
        detail: z.string().meta({ description: 'for technicians, in English' }),
      }),
    ),
  })
  .meta({ id: 'Verification' });

const period = { from: InstantInput.optional(), to: InstantInput.optional() };

export const CaseReadsQuery = z.strictObject({ ...paging, ...period, by: id.optional() });
export const ReadsQuery = CaseReadsQuery.extend({ format });

export const CaseRead = z
  .object({
    case: z.object({ id, code: z.string() }),
    user: z.string(),
    what: z.enum(READ_KINDS),
    at: z.iso.datetime().meta({ description: 'the first time in that hour' }),
  })
  .meta({ id: 'CaseRead' });
