import { z } from 'zod';
import { AGENCY_LEVELS, ASSIGN_WAYS } from '../../domain/vocabulary/agencies.ts';
import { EXCEPTION_KINDS } from '../../domain/vocabulary/calendars.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { CHANGE_KINDS } from '../../domain/vocabulary/procedures.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { COUNTINGS } from '../../domain/vocabulary/units.ts';
import { MOST_INTEGER } from './fields.ts';
import { text } from './inputs.ts';
import { DayInput } from './instants.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)
  .max(100);
const Localised = z.strictObject({ vi: text(300), en: text(300) });
const year = z.number().int().min(1900).max(2999);
/** From and until, in minutes after midnight. Not a tuple: many readers of OpenAPI 3.1 do not know `prefixItems`. */
const hours = z.array(z.array(z.number().int().min(0).max(1440)).length(2)).max(10);

export const ListedProcedure = z
  .object({
    code: z.string(),
    version: z.number().int(),
    hash: z.string(),
    kind: z.enum(CASE_KINDS),
    name: z.string(),
    names: Localised.meta({ description: 'In both languages: people look for either' }),
    description: z.string(),
    field: z.string(),
    owner: z.string(),
    channels: z.array(z.string()),
    publishedAt: z.string(),
  })
  .meta({ id: 'ListedProcedure' });

/** The text of a procedure file, as it would stand under `procedures/`. */
export const ProcedureText = z
  .strictObject({ yaml: z.string().min(1).max(500_000) })
  .meta({ id: 'ProcedureText' });

export const ProcedureFinding = z
  .object({
    path: z.string(),
    line: z.number().int().nullable(),
    code: z.string(),
    message: z.string(),
    mend: z.string(),
  })
  .meta({ id: 'ProcedureFinding' });

/** A version as it is in force: the procedure whole, as the engine runs it. */
export const PublishedVersion = z
  .object({
    code: z.string(),
    version: z.number().int(),
    hash: z.string(),
    publishedAt: z.string(),
    publishedBy: z.string(),
    procedure: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'PublishedVersion' });

export const ProcedureVersion = z
  .object({
    version: z.number().int(),
    hash: z.string(),
    publishedAt: z.string(),
    publishedBy: z.string(),
  })
  .meta({ id: 'ProcedureVersion' });

export const ProcedureChange = z
  .object({
    path: z.string(),
    kind: z.enum(CHANGE_KINDS),
    from: z.unknown(),
    to: z.unknown(),
    text: z.string(),
  })
  .meta({ id: 'ProcedureChange' });

export const MoveRequest = z
  .strictObject({
    from: z.number().int().min(1).max(MOST_INTEGER),
    to: z.number().int().min(1).max(MOST_INTEGER),
    /** For steps that are called otherwise in the new version. */
    mapping: z.record(z.string().max(100), z.string().max(100)).default({}),
    reason: text(4_000),
    /** Only these cases; left out: all that run the old version. */
    cases: z.array(z.string().max(200)).max(1_000).optional(),
    after: z
      .string()
      .max(200)
      .optional()
      .meta({ description: '`next` of the answer before; cases go by id' }),
    limit: z.number().int().min(1).max(1_000).default(1_000).meta({ description: 'cases at once' }),
  })
  .meta({ id: 'MoveRequest' });

export const MovePreview = z
  .object({
    affected: z.number().int().meta({ description: 'all that run the old version' }),
    movable: z.number().int().meta({ description: 'of those on this page' }),
    next: z
      .string()
      .nullable()
      .meta({ description: 'the `after` of the next page; null: these were the last' }),
    cases: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        status: z.string(),
        ok: z.boolean(),
        why: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'MovePreview' });

export const AgencyInput = z
  .strictObject({
    id,
    parent: id.nullable(),
    level: z.enum(AGENCY_LEVELS),
    name: Localised,
    code: z
      .string()
      .regex(/^[A-Z0-9]+(\.[A-Z0-9]+)*$/)
      .max(40),
    fulfils: z
      .array(
        z
          .string()
          .regex(/^[a-z][a-z0-9-]*$/)
          .max(60),
      )
      .max(50),
    area: z.string().max(60).nullable(),
    calendar: id
      .nullable()
      .exactOptional()
      .meta({ description: 'by which it works instead of the procedure’s; left out or null: as everywhere' }),
    assign: z
      .enum(ASSIGN_WAYS)
      .nullable()
      .exactOptional()
      .meta({ description: 'how its tasks are assigned if the procedure does not say; null: unassigned' }),
    account: z
      .strictObject({
        bank: z.string().regex(/^\d{6}$/),
        number: z.string().regex(/^[A-Za-z0-9]{1,19}$/),
        holder: z.string().min(1).max(200),
      })
      .nullable()
      .exactOptional()
      .meta({ description: 'the account for its fees; by default that of its parent' }),
  })
  .meta({ id: 'AgencyInput' });

export const AgencyView = AgencyInput.extend({ province: z.string() }).meta({ id: 'Agency' });

const role = z.enum(ROLES);

export const UserInput = z
  .strictObject({
    id,
    name: text(200),
    active: z.boolean().default(true),
    roles: z
      .array(
        z.strictObject({
          role,
          agency: id.nullable(),
          areas: z
            .array(text(80))
            .max(200)
            .exactOptional()
            .meta({ description: 'wards for which they are responsible there' }),
        }),
      )
      .max(20),
  })
  .meta({ id: 'UserInput' });

export const UserView = z
  .object({
    id: z.string(),
    name: z.string(),
    province: z.string(),
    active: z.boolean(),
    roles: z.array(
      z.object({
        role,
        agency: z.string().nullable(),
        areas: z.array(z.string()).exactOptional(),
        of: z.string().exactOptional().meta({ description: 'whose role it is, if held as their deputy' }),
      }),
    ),
  })
  .meta({ id: 'User' });

export const CalendarInput = z
  .strictObject({
    id,
    name: Localised,
    offsetMinutes: z.number().int().min(-720).max(840),
    always: z.boolean(),
    hours: z
      .array(
        z.strictObject({
          since: DayInput,
          months: z.array(z.number().int().min(1).max(12)).max(12),
          week: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), hours),
          decision: text(300),
        }),
      )
      .max(50),
    holidays: z
      .array(
        z
          .object({
            name: Localised,
            decision: text(300),
            from: year.nullable(),
            until: year.nullable(),
            substitute: z.boolean(),
            month: z.number().int().min(1).max(12),
            day: z.number().int().min(1).max(31),
          })
          .and(
            z.union([
              z.object({ rule: z.literal('solar') }),
              z.object({ rule: z.literal('lunar'), offset: z.number().int().min(-10).max(10) }),
            ]),
          ),
      )
      .max(100),
    exceptions: z
      .array(
        z.strictObject({
          day: DayInput,
          kind: z.enum(EXCEPTION_KINDS),
          hours: hours.nullable(),
          name: Localised,
          decision: text(300),
          areas: z.array(text(80)).min(1).max(200).exactOptional(),
          sparesCitizens: z
            .literal(true)
            .exactOptional()
            .meta({ description: 'the terms of citizens stand still on that day too' }),
        }),
      )
      .max(2_000),
    announcedUntil: year.exactOptional().meta({
      description: 'the last year whose public holidays are announced; later years are provisional',
    }),
    counting: z
      .strictObject({ workingDays: z.enum(COUNTINGS), calendarDays: z.enum(COUNTINGS) })
      .exactOptional()
      .meta({ description: 'how terms in days are counted where the procedure does not say' }),
  })
  .meta({ id: 'CalendarInput' });

/** Why a calendar changes: the number or title of the decision, and whether deadlines that have passed are counted anew. */
const decided = {
  decision: text(300),
  retroactive: z.boolean().default(false),
};

export const CalendarChange = CalendarInput.extend(decided).meta({ id: 'CalendarChange' });

export const Closure = z
  .strictObject({
    day: DayInput,
    until: DayInput.optional().meta({ description: 'the last day of several; at most 60' }),
    hours: hours.nullable().default(null),
    name: Localised,
    areas: z
      .array(text(80))
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'communes to which it is limited, as agencies name them' }),
    sparesCitizens: z
      .boolean()
      .default(false)
      .meta({ description: 'the terms of citizens stand still on these days too' }),
    ...decided,
  })
  .meta({ id: 'Closure' });

/** A closure that does not come about after all: the days and communes as they were declared. */
export const ClosureWithdrawal = Closure.pick({
  day: true,
  until: true,
  areas: true,
  decision: true,
  retroactive: true,
}).meta({ id: 'ClosureWithdrawal' });

/** What a closure would do to deadlines that run. */
export const ClosurePreview = z
  .object({
    open: z.number().int().meta({ description: 'open cases looked at' }),
    isComplete: z.boolean().meta({ description: 'false: there are more than were checked' }),
    moved: z.number().int(),
    deadlines: z.array(
      z.object({
        case: z.string(),
        code: z.string(),
        clock: z.string(),
        procedure: z.string(),
        procedureVersion: z.number().int(),
        step: z.string().nullable().meta({ description: 'of the task; null: of the case’s own clocks' }),
        before: z.iso.datetime().nullable(),
        after: z.iso.datetime().nullable(),
        ended: z.iso.datetime().nullable().meta({
          description: 'when the work was done, which a decision with force for the past judges anew',
        }),
        late: z
          .object({ before: z.boolean(), after: z.boolean() })
          .nullable()
          .meta({ description: 'whether that work counts as late; null: it is not done' }),
      }),
    ),
  })
  .meta({ id: 'ClosurePreview' });

export const Tracked = z
  .object({
    code: z.string(),
    kind: z.string(),
    procedure: z.string(),
    status: z.string(),
    statusText: z.string(),
    ending: z.string().nullable(),
    filedAt: z.string().nullable(),
    dueAt: z.string().nullable(),
    decidedAt: z.string().nullable(),
    deliveredAt: z.string().nullable(),
    closedAt: z.string().nullable(),
  })
  .meta({ id: 'Tracked' });

export const CalendarView = CalendarInput.extend({ version: z.number().int() }).meta({ id: 'Calendar' });

export const MoveResult = z
  .object({
    moved: z.number().int(),
    next: z.string().nullable().meta({
      description:
        'repeat with it as `after`: there are more cases than were checked; null: there are no more',
    }),
    results: z.array(
      z.object({ id: z.string(), code: z.string(), ok: z.boolean(), why: z.string().nullable() }),
    ),
  })
  .meta({ id: 'MoveResult' });
