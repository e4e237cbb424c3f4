/** What callers send in many places. The rules decide whether it is allowed; these say only what it looks like. */

import { z } from 'zod';
import type { TaskId } from '../../domain/ids.ts';
import { DELIVERY_WAYS } from '../../domain/vocabulary/delivery-ways.ts';
import { AMOUNT_UNITS } from '../../domain/vocabulary/units.ts';

/** Text of a person: no control characters but line breaks and tabs. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/);

export const id = z.string().min(1).max(200);

/** An id of that kind; whether there is such a thing is asked elsewhere. */
export const idOf = <T extends string>() => id as unknown as z.ZodType<T, string>;

export const taskId = idOf<TaskId>();

/** Why something is done, in the person's words. */
export const reason = text(4_000);

/** A document of which it is only said what it is: it stands in the office's archive. */
const DescribedDocument = z
  .strictObject({
    rule: id,
    name: text(200),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
    size: z.number().int().min(1).max(2_000_000_000),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'DescribedDocument' });

/** A file that was handed over before, at `/v1/documents` or `/v1/uploads`. */
const UploadedDocument = z
  .strictObject({
    rule: id,
    upload: id,
    replaces: id.optional().meta({ description: 'The document of which it is a newer version; both stay' }),
  })
  .meta({ id: 'UploadedDocument' });

/** A document that an officer has seen and that stays on paper. */
const PaperDocument = z.strictObject({ rule: id, onPaper: z.literal(true) }).meta({ id: 'PaperDocument' });

export const DocumentInput = z
  .union([UploadedDocument, PaperDocument, DescribedDocument])
  .meta({ id: 'DocumentInput' });

export const documents = z.array(DocumentInput).max(50);

/** Where something is, WGS 84, degrees. */
export const Location = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});

/** As the device of an officer reads it; `accuracy` in metres. */
export const Position = Location.extend({ accuracy: z.number().min(0).max(100_000) });

export const TermInput = z.strictObject({
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(AMOUNT_UNITS),
});

/** Of money at a counter. */
export const receiptNumber = z.string().regex(/^[\w./-]{1,64}$/);

export const way = z.enum(DELIVERY_WAYS);

/** To whom, or from whom, the post goes. */
export const PostalAddress = z
  .strictObject({
    name: text(200),
    phone: z.string().regex(/^\+?[0-9 .-]{8,20}$/),
    address: text(500),
  })
  .meta({ id: 'PostalAddress' });
