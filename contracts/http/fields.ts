/** Kinds of fields whose bounds the whole API shares. */
import { z } from 'zod';

/** RFC 5321: at most 64 characters before the @. */
export const EmailInput = z
  .email()
  .max(254)
  .refine((address) => address.indexOf('@') <= 64);

/** The number of an event, a version, a year: never more than a column of PostgreSQL takes. */
export const MOST_INTEGER = 2_147_483_647;
