/** Documents that the engine makes: lists of them, and asking for one. */
import { z } from 'zod';
import { FORM_NAMES, GENERATION_STATES } from '../../domain/vocabulary/documents.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import { DayInput } from './instants.ts';

const id = z.string().min(1).max(100);
const agency = z.string().min(1).max(100);
const language = z.enum(LANGUAGES).default('vi');

/** How many cases a register takes in, and a handover list. */
export const MOST_REGISTERED = 2_000;
export const MOST_HANDED_OVER = 500;

export const Document = z
  .object({
    id,
    form: z.enum(FORM_NAMES),
    name: z.string(),
    language: z.enum(LANGUAGES),
    seq: z.number().int().nullable().meta({ description: 'Number of the event that called for it' }),
    head: z.string().nullable().meta({ description: 'Hash of that event in the chain of the case' }),
    state: z.enum(GENERATION_STATES),
    size: z.number().int().nullable(),
    sha256: z.string().nullable(),
  })
  .meta({ id: 'Document' });

export const DocumentRequest = z
  .discriminatedUnion('form', [
    z
      .strictObject({ form: z.literal('control-sheet'), case: id, language })
      .meta({ description: 'The current route of a dossier' }),
    z
      .strictObject({
        form: z.literal('register'),
        agency,
        from: DayInput,
        until: DayInput,
        language,
      })
      .meta({
        description: `Dossiers filed at an agency from the first day to the last, ${MOST_REGISTERED} at most`,
      }),
    z
      .strictObject({
        form: z.literal('handover-list'),
        from: agency,
        to: agency.nullable().meta({ description: 'An agency; null: the carrier of the province' }),
        cases: z.array(id).min(1).max(MOST_HANDED_OVER),
        language,
      })
      .meta({ description: 'Dossiers handed from one agency to another, or to the carrier' }),
    z.strictObject({ form: z.literal('delivery-label'), case: id, shipment: id, language }),
    z
      .strictObject({ form: z.literal('copy'), document: id, language: z.enum(LANGUAGES) })
      .meta({ description: 'A document of a case again, in this language' }),
  ])
  .meta({ id: 'DocumentRequest' });
export type DocumentRequest = z.output<typeof DocumentRequest>;
