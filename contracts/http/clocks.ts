import { z } from 'zod';
import { DAY_REASONS } from '../../domain/vocabulary/calendars.ts';
import { CLOCK_PHASES, PAUSE_REASONS, type PauseReason, WHOLE_DAYS } from '../../domain/vocabulary/clocks.ts';
import { TermInput, taskId } from './inputs.ts';

const instant = z.iso.datetime().nullable();
const PAUSES = PAUSE_REASONS satisfies readonly PauseReason[];
const minutes = z.number().int().meta({ description: 'minutes' });

/** A clock as it stands now. */
export const ClockReading = z
  .object({
    clock: z.string(),
    calendar: z.object({ id: z.string(), version: z.number().int(), name: z.string() }),
    phase: z.enum(CLOCK_PHASES),
    budget: minutes,
    granted: minutes.meta({ description: 'budget and extensions of the present term, in minutes' }),
    consumed: minutes,
    remaining: minutes,
    from: z.iso.datetime().meta({ description: 'when the current term began' }),
    dueAt: instant.meta({ description: 'null while the clock is paused' }),
    breached: z.boolean(),
    missedAt: instant,
    isKept: z
      .boolean()
      .meta({ description: 'the due instant did not change because the calendar changed after it' }),
    over: minutes.meta({ description: 'from the due instant to the end of the clock, or to now' }),
  })
  .meta({ id: 'ClockReading' });

export const CaseClocks = z.object({ items: z.array(ClockReading) });

/** Why a clock is due when it is. */
export const ClockExplanation = ClockReading.extend({
  rejudgements: z
    .array(
      z.object({
        decision: z.string(),
        at: z.iso.datetime(),
        dueBefore: instant,
        dueAfter: instant,
        lateBefore: z.boolean(),
        lateAfter: z.boolean(),
      }),
    )
    .meta({
      description:
        'what decisions with force for the past found after it had ended, the earliest first; the reading is by the newest',
    }),
  days: z
    .array(
      z.object({
        day: z.string(),
        until: z.string(),
        open: z.array(z.array(z.number().int()).length(2)),
        counted: minutes,
        total: minutes,
        reason: z
          .object({
            kind: z.enum(DAY_REASONS),
            name: z.string().optional(),
            decision: z.string().optional(),
            insteadOf: z.string().nullable().optional(),
          })
          .nullable(),
        stretches: z
          .array(
            z.object({
              from: z.iso.datetime(),
              to: z.iso.datetime(),
              what: z.enum(['counted', 'before', 'after', ...PAUSES]),
            }),
          )
          .meta({
            description:
              'its working hours, and what the clock counted of them; none of a term in whole days',
          }),
        whole: z
          .enum([...WHOLE_DAYS, ...PAUSES])
          .optional()
          .meta({ description: 'of a term in whole days: what became of the day' }),
      }),
    )
    .meta({ description: 'what counted, day by day; together exactly what was granted' }),
  moves: z.array(
    z.object({
      kind: z.string(),
      at: z.iso.datetime(),
      why: z.string().nullable(),
      minutes: z
        .number()
        .int()
        .nullable()
        .meta({ description: 'given by an extension; of a resumption, how long the clock had been paused' }),
      before: instant,
      after: instant,
      seq: z.number().int().nullable().meta({ description: 'the event behind it, one of the decisions' }),
    }),
  ),
  decisions: z
    .array(
      z.object({
        seq: z.number().int(),
        at: z.iso.datetime(),
        type: z.string(),
        by: z.string().nullable().meta({ description: 'null if the caller may not know who it was' }),
        text: z.string(),
        content: z.string().nullable().meta({ description: 'id of the reason, which the history shows' }),
      }),
    )
    .meta({ description: 'the events of the case that began, moved and ended the clock' }),
  summary: z.array(z.string()).meta({
    description: 'in a sentence or two: the term in the words of the receipt, what moved it, when it is due',
  }),
  breakdown: z
    .array(z.string())
    .meta({ description: 'by what it was counted, and the days; alike ones in a row told as one' }),
  events: z.array(z.string()).meta({ description: 'what began, moved and ended it, with who did it' }),
  text: z.array(z.string()).meta({ description: 'all of these, in that order' }),
}).meta({ id: 'ClockExplanation' });

export const ExtensionInput = z.strictObject({ by: TermInput, taskId: taskId.optional() }).meta({
  id: 'ExtensionInput',
});

/** What an extension would do to deadlines, before it is ordered. */
export const ExtensionPreview = z
  .object({
    appointment: z.object({ before: instant, after: instant }).meta({
      description: 'which the applicant would be given in the letter; null while the clock is paused',
    }),
    deadlines: z.array(
      z.object({ clock: z.string(), taskId: z.string().nullable(), before: instant, after: instant }),
    ),
    latest: instant.meta({
      description:
        'the latest date that extensions may reach, by the procedure’s maximum; null: it names none',
    }),
  })
  .meta({ id: 'ExtensionPreview' });
