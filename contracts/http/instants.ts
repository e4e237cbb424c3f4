/** Instants and days as the API takes them; every input that is one is read by these. */
import { z } from 'zod';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';

/** Years outside are slips of a finger, and PostgreSQL does not have all of them. */
const DAY = '(19|2\\d)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)';
const DAY_PATTERN = `^${DAY}$`;
const INSTANT_PATTERN = `^${DAY}T${TIME}$`;

const matches = (pattern: string) => {
  const expression = new RegExp(pattern);
  return (value: string) => expression.test(value);
};

/** ISO 8601 with its offset. What is finer than a millisecond is cut off: other languages write microseconds. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .refine(matches(INSTANT_PATTERN))
  .meta({ pattern: INSTANT_PATTERN })
  .transform((iso) => Date.parse(iso) as Instant);

/** A day of the civil calendar, `YYYY-MM-DD`: the same text, which is known to be one from here on. */
export const DayInput = z.iso
  .date()
  .refine(matches(DAY_PATTERN))
  .meta({ pattern: DAY_PATTERN }) as z.ZodType as z.ZodType<PlainDay, string>;
