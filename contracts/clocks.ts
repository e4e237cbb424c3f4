import { z } from 'zod';

const instant = z.iso.datetime().nullable();
const minutes = z.number().int().meta({ description: 'minutes' });

/** Why a clock is due when it is. */
export const ClockExplanation = z
  .object({
    clock: z.string(),
    calendar: z.object({ id: z.string(), version: z.number().int(), name: z.string() }),
    phase: z.enum(['running', 'paused', 'stopped']),
    budget: minutes,
    granted: minutes.meta({ description: 'budget and extensions of the present term, in minutes' }),
    consumed: minutes,
    remaining: minutes,
    from: z.iso.datetime(),
    dueAt: instant.meta({ description: 'null while the clock stands still' }),
    breached: z.boolean(),
    missedAt: instant,
    isKept: z.boolean().meta({ description: 'the due instant stood when a calendar changed after it' }),
    over: minutes.meta({ description: 'from the due instant to the end of the clock, or to now' }),
    days: z
      .array(
        z.object({
          day: z.string(),
          until: z.string(),
          open: z.array(z.tuple([z.number().int(), z.number().int()])),
          counted: minutes,
          total: minutes,
          reason: z
            .object({
              kind: z.enum(['weekend', 'holiday', 'off', 'worked']),
              name: z.string().optional(),
              decision: z.string().optional(),
              insteadOf: z.string().nullable().optional(),
            })
            .nullable(),
          isPaused: z.boolean(),
        }),
      )
      .meta({ description: 'what counted, day by day; together exactly what was granted' }),
    moves: z.array(
      z.object({
        kind: z.string(),
        at: z.iso.datetime(),
        why: z.string().nullable(),
        minutes: z.number().int().nullable(),
        before: instant,
        after: instant,
      }),
    ),
    decisions: z
      .array(
        z.object({
          seq: z.number().int(),
          at: z.iso.datetime(),
          type: z.string(),
          by: z.string().nullable().meta({ description: 'null where the caller may not know who it was' }),
          text: z.string(),
          words: z.string().nullable().meta({ description: 'id of the reason, which the history shows' }),
        }),
      )
      .meta({ description: 'the events of the case that began, moved and ended the clock' }),
    text: z.array(z.string()),
  })
  .meta({ id: 'ClockExplanation' });
