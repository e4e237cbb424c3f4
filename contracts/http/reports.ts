import { z } from 'zod';
import { CARD_COLOURS } from '../../domain/vocabulary/escalations.ts';
import { ANSWER_FORMATS } from '../../domain/vocabulary/formats.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { DIMENSIONS, MEASURES, QUALITY_GROUPS, WORKS } from '../../domain/vocabulary/reports.ts';
import { CaseQuery, flag, pageOf, paging } from './inbox.ts';
import { InstantInput } from './instants.ts';

const id = z.string().min(1).max(200);
const instant = z.iso.datetime().nullable();
const kind = z.enum(CASE_KINDS);
const minutes = z.number().int();

/** As which the answer comes; `Accept: text/csv` says the same. */
const format = z
  .enum(ANSWER_FORMATS)
  .optional()
  .meta({ description: 'csv and xlsx: every row, streamed; pages and their size do not apply' });

const period = { from: InstantInput, to: InstantInput };

export const CaseExportQuery = CaseQuery.extend({ format });

export const BreachQuery = z.strictObject({
  ...paging,
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  agency: id.optional(),
  procedure: id.optional(),
  step: id.optional(),
  kind: kind.optional(),
  running: flag.optional().meta({ description: 'true: only open work' }),
  finishedFrom: InstantInput.optional().meta({
    description: 'of work that was finished then, wherever its deadline fell',
  }),
  finishedTo: InstantInput.optional(),
  format,
  explain: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .meta({
      description: 'of exports: with the assigned officers and times; some thousand rows a second slower',
    }),
});

export const ReportQuery = z.strictObject({
  ...period,
  by: z.enum(DIMENSIONS).default('agency'),
  of: z
    .enum(WORKS)
    .optional()
    .meta({ description: 'whole cases, tasks, or first responses; by step always tasks' }),
  agency: id.optional(),
  procedure: id.optional(),
  kind: kind.optional(),
  atLeast: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(10)
    .meta({ description: 'those with fewer completed are listed without a rank' }),
  format,
});

export const QualityQuery = z.strictObject({ ...period, at: InstantInput.optional(), agency: id.optional() });

export const PortalQuery = z.strictObject({
  at: InstantInput.optional(),
  agency: id.optional(),
  kind: kind.optional(),
});

export const ScorecardQuery = z.strictObject({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .meta({ description: 'in Vietnam’s time; by default the current one', examples: ['2026-11'] }),
});

export const AsOfQuery = z.strictObject({ asOf: InstantInput.optional() });
export const DifferenceQuery = z.strictObject(period);

const LateCase = z.object({ caseId: id, code: z.string(), lateMinutes: minutes });

const Turn = z.object({
  task: z.string(),
  step: z.string(),
  agency: z.string(),
  role: z.string(),
  holder: z.string().nullable().meta({ description: 'null: unassigned' }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  workingMinutes: minutes.meta({ description: 'while the clock ran' }),
});

const explained = {
  lateElapsedMinutes: minutes.meta({
    description: 'elapsed time from the due instant to the stop, or to now',
  }),
  lateWorkingMinutes: minutes
    .nullable()
    .meta({ description: 'the same in working time, while the clock ran' }),
  heldMinutes: minutes.nullable().meta({ description: 'working minutes in which it was assigned' }),
  idleMinutes: minutes.nullable().meta({ description: 'working minutes in which it was unassigned' }),
  pausedMinutes: minutes.nullable().meta({ description: 'working minutes in which the clock was paused' }),
};

const missed = {
  caseId: id,
  code: z.string(),
  kind,
  procedure: z.string(),
  procedureVersion: z.number().int(),
  clock: z.string(),
  step: z.string().nullable().meta({ description: 'null: no task’s clock' }),
  agency: z.string(),
  dueAt: instant,
  dueAgainAt: instant.meta({
    description: 'the deadline of an extension, missed as well: a second breach; null: there is none',
  }),
  stoppedAt: instant.meta({ description: 'null: still running' }),
  budgetMinutes: minutes,
  ...explained,
};

export const Breach = z
  .object({
    ...missed,
    holders: z
      .array(z.object({ agency: z.string(), holder: z.string().nullable(), workingMinutes: minutes }))
      .meta({ description: 'the assignees and their total time; the longest first' }),
  })
  .meta({ id: 'Breach' });

export const CaseBreach = z
  .object({
    ...missed,
    turns: z.array(Turn),
    reactions: z
      .array(z.object({ at: z.iso.datetime(), type: z.string(), text: z.string() }))
      .meta({ description: 'the escalations of this clock' }),
  })
  .meta({ id: 'CaseBreach' });

const PeriodCounts = z.object({
  finished: z.number().int(),
  onTime: z.number().int(),
  early: z.number().int(),
  late: z.number().int(),
  lateTwice: z
    .number()
    .int()
    .meta({ description: 'of those late, the ones that missed the deadline of an extension as well' }),
  overdue: z.number().int(),
  onTimePercent: z.number().nullable(),
  averageLateMinutes: minutes.nullable(),
  averageWorkingMinutes: minutes.nullable(),
});

export const SlaReport = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    before: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
    by: z.string(),
    of: z.string(),
    atLeast: z.number().int(),
    rows: z.array(
      z.object({
        name: z.string().nullable().meta({ description: 'null: agencies that serve no ward' }),
        label: z.string(),
        rank: z.number().int().nullable(),
        unranked: z.string().nullable().meta({ description: 'why there is no rank' }),
        ...PeriodCounts.shape,
        before: PeriodCounts,
        change: z
          .object({
            finished: z.number().int(),
            late: z.number().int(),
            overdue: z.number().int(),
            onTimePercent: z.number().nullable().meta({ description: 'percentage points' }),
          })
          .meta({ description: 'compared with the previous period of the same length' }),
        worst: LateCase.nullable(),
      }),
    ),
  })
  .meta({ id: 'SlaReport' });

const work = { agency: id.optional(), procedure: id.optional(), kind: kind.optional() };

export const OpenWorkQuery = z.strictObject(work);
export const OpenWork = z
  .object({
    at: z.iso.datetime(),
    weekEnd: z.iso.datetime().meta({ description: 'the midnight after Sunday, in the time of Vietnam' }),
    open: z.number().int().meta({ description: 'cases that are not decided yet' }),
    overdue: z.number().int(),
    dueThisWeek: z.number().int().meta({ description: 'not overdue, and due before the end of the week' }),
    paused: z.number().int().meta({ description: 'the clock stands still' }),
  })
  .meta({ id: 'OpenWork' });

export const TrendQuery = z.strictObject({
  ...work,
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .meta({ description: 'the last one; by default the current one' }),
  months: z.coerce.number().int().min(2).max(36).default(12),
  of: z.enum(WORKS).default('cases'),
});
export const Trend = z
  .object({
    of: z.string(),
    items: z.array(
      z.object({
        month: z.string(),
        received: z.number().int().meta({ description: 'cases filed' }),
        ...PeriodCounts.omit({ overdue: true, lateTwice: true }).shape,
      }),
    ),
  })
  .meta({ id: 'Trend' });

export const StepsQuery = z.strictObject({ ...period, ...work, format });
export const StepsReport = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    rows: z.array(
      z.object({
        procedure: z.string(),
        step: z.string(),
        label: z.string(),
        finished: z.number().int(),
        late: z.number().int(),
        medianMinutes: minutes.nullable().meta({ description: 'working minutes, over completed work' }),
        p90Minutes: minutes.nullable().meta({ description: '90th percentile' }),
        budgetMinutes: minutes.nullable().meta({ description: 'the median of the terms' }),
        open: z.number().int().meta({ description: 'open tasks' }),
        overdue: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'StepsReport' });

export const CardsQuery = z.strictObject({
  ...paging,
  ...period,
  ...work,
  colour: z.enum(CARD_COLOURS).optional(),
});
export const GivenCards = pageOf(
  z.object({
    caseId: id,
    code: z.string(),
    procedure: z.string(),
    procedureVersion: z.number().int(),
    agency: z.string().meta({ description: 'that received it' }),
    colour: z.enum(CARD_COLOURS),
    clock: z.string(),
    step: z.string().nullable().meta({ description: 'null: of the case’s own clock' }),
    at: z.iso.datetime(),
  }),
)
  .extend({
    yellow: z.number().int().meta({ description: 'of the whole period, whatever colour is listed' }),
    red: z.number().int(),
  })
  .meta({ id: 'GivenCards' });

const MonthCounts = PeriodCounts.omit({ overdue: true, lateTwice: true });

export const Scorecard = z
  .object({
    agency: z.string(),
    name: z.string(),
    month: z.string(),
    cases: MonthCounts,
    tasks: MonthCounts,
    responses: MonthCounts,
    overdue: z.number().int().meta({ description: 'clocks that are running and overdue' }),
    worst: LateCase.extend({ clock: z.string(), step: z.string().nullable() }).nullable(),
    cards: z.object({
      yellow: z.number().int(),
      red: z.number().int(),
      newest: z.array(
        z.object({
          caseId: id,
          code: z.string(),
          clock: z.string(),
          colour: z.enum(CARD_COLOURS),
          at: z.iso.datetime(),
        }),
      ),
    }),
    trend: z
      .array(
        z.object({
          month: z.string(),
          cases: MonthCounts,
          tasks: MonthCounts,
          yellow: z.number().int(),
          red: z.number().int(),
        }),
      )
      .meta({ description: 'twelve months, ending with the requested one' }),
  })
  .meta({ id: 'Scorecard' });

export const QualityReport = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    at: z.iso.datetime(),
    agency: z.string().nullable(),
    counts: z.object({
      received: z.number().int(),
      onTime: z.number().int(),
      late: z.number().int(),
      inTerm: z.number().int(),
      overdue: z.number().int(),
      noTerm: z.number().int(),
      online: z.number().int(),
      digitised: z.number().int(),
      rated: z.number().int(),
      content: z.number().int(),
    }),
    groups: z.array(
      z.object({
        group: z.enum(QUALITY_GROUPS),
        name: z.string(),
        most: z.number(),
        measured: z.enum(MEASURES),
        note: z.string(),
        points: z.number().nullable(),
        sharePercent: z.number().nullable(),
      }),
    ),
    measuredPoints: z.number(),
    measuredMost: z.number().meta({ description: 'the maximum of the fully measured groups' }),
  })
  .meta({ id: 'QualityReport' });

export const PortalReport = z
  .object({
    at: z.iso.datetime(),
    agency: z.string().nullable(),
    total: z.number().int(),
    codes: z.array(z.object({ code: z.number().int(), name: z.string(), count: z.number().int() })),
    groups: z.object({
      'in-process': z.number().int(),
      paused: z.number().int(),
      done: z.number().int(),
    }),
  })
  .meta({ id: 'PortalReport' });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const CaseDifference = z
  .object({
    id,
    code: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    versions: z.object({
      from: z.number().int().meta({ description: '0: not filed yet' }),
      to: z.number().int(),
    }),
    changes: z
      .array(z.object({ path: z.string(), before: value.optional(), after: value.optional() }))
      .meta({ description: 'by JSON pointer; no `before`: it was not there, no `after`: it is gone' }),
    events: z.array(
      z.object({
        seq: z.number().int(),
        at: z.iso.datetime(),
        type: z.string(),
        text: z.string(),
        by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CaseDifference' });
