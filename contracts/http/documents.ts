/** Files that people hand over, before a case takes them in and after. */
import { z } from 'zod';
import { DOCUMENT_ORIGINS } from '../../domain/vocabulary/documents.ts';

const id = z.string().min(1).max(200);

export const FileView = z
  .object({
    id,
    name: z.string(),
    mediaType: z.string().meta({ description: 'By its content' }),
    size: z.number().int().meta({ description: 'Bytes' }),
    sha256: z.string(),
    scanned: z.boolean().nullable().meta({
      description: 'true: the virus scanner found nothing; false: none is set up; null: not known',
    }),
    caseId: z.string().nullable().meta({ description: 'null: not used in a case' }),
    rule: z.string().nullable(),
    origin: z.enum(DOCUMENT_ORIGINS),
    stored: z.boolean().meta({ description: "false: the document is kept on paper in an agency's archive" }),
    replaces: z.string().nullable().meta({ description: 'The version before this one' }),
    replacedBy: z.string().nullable().meta({ description: 'The version after this one' }),
    position: z.object({ lat: z.number(), lon: z.number() }).nullable().meta({
      description: 'Where a picture was taken, according to its device; for officers',
    }),
  })
  .meta({ id: 'File' });

export const uploadParams = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });
export const documentParams = z.object({ id });
