import { z } from 'zod';
import { CLOCK_PHASES } from '../../domain/vocabulary/clocks.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { CASE_SORTS, COMMON_ACTIONS, DECIDED_WHEN, TASK_BOXES } from '../../domain/vocabulary/lists.ts';
import { CASE_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { InstantInput } from './instants.ts';

const id = z.string().min(1).max(200);
const instant = z.iso.datetime().nullable();
/** By it a list knows why there is no deadline. */
export const phase = z
  .enum(CLOCK_PHASES)
  .nullable()
  .meta({ description: 'of its clock; null: it has none, or none yet' });
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** @param found what is found by them */
export const searchText = (found: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({
      description: `${found}. Names and numbers of people belong into no address: they are asked for by POST`,
    });
const textOfCase = searchText('the case’s code, or words of it; marks need not be typed');

/** Why a search is asked for by POST. */
export const TEXT_IN_BODY =
  'What is asked for may name people: it travels in the body, and stands in no address and no log of addresses.';

export const CaseQuery = z.strictObject({
  ...paging,
  agency: id.optional().meta({ description: 'is or was involved in any way' }),
  owner: id.optional().meta({ description: 'the agency that decides' }),
  ward: id
    .optional()
    .meta({ description: 'of a complaint where it is, of a dossier whom its agency serves' }),
  step: id.optional().meta({ description: 'has an open task of this step' }),
  own: flag
    .optional()
    .meta({ description: 'of your own agencies: that decide it, or with `step` that have the task' }),
  assignee: id.optional(),
  status: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(CASE_STATUSES)).max(8))
    .optional(),
  procedure: id.optional(),
  kind: z.enum(CASE_KINDS).optional(),
  dueFrom: InstantInput.optional().meta({ description: 'of clocks that run' }),
  dueBefore: InstantInput.optional(),
  finishedFrom: InstantInput.optional(),
  finishedTo: InstantInput.optional(),
  punctuality: z.enum(DECIDED_WHEN).optional().meta({ description: 'of decided cases' }),
  overdue: flag.optional(),
  text: textOfCase,
  sort: z.enum(CASE_SORTS).default('filed'),
});

export const TaskQuery = z.strictObject({
  ...paging,
  box: z.enum(TASK_BOXES).default('agency').meta({
    description:
      'assigned to you; for one of your roles, and for anybody in an agency that you head; unclaimed for one of your roles; of cases that you watch; all that you may see',
  }),
  text: textOfCase,
  agency: id.optional(),
  procedure: id.optional(),
  kind: z.enum(CASE_KINDS).optional(),
  overdue: flag.optional(),
  dueBefore: InstantInput.optional(),
});

const ProcedureName = z.object({ code: z.string(), version: z.number().int(), name: z.string() });

export const ListedCase = z
  .object({
    id,
    code: z.string(),
    kind: z.enum(CASE_KINDS),
    procedure: ProcedureName,
    status: z.enum(CASE_STATUSES),
    statusText: z.string(),
    ending: z.string().nullable(),
    urgency: z.enum(URGENCIES),
    channel: z.string(),
    owner: z.string(),
    counter: z.string(),
    filedAt: instant,
    dueAt: instant,
    phase,
    closedAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'ListedCase' });

export const ListedTask = z
  .object({
    id,
    step: z.string(),
    name: z.string(),
    branch: z.string().nullable(),
    agency: z.string(),
    role: z.string(),
    assignee: z.string().nullable(),
    behalf: z.string().nullable().meta({ description: 'whose task it is, if you are their deputy' }),
    openedAt: instant,
    dueAt: instant,
    phase,
    case: z.object({
      id,
      code: z.string(),
      kind: z.enum(CASE_KINDS),
      procedure: ProcedureName,
      status: z.enum(CASE_STATUSES),
      urgency: z.enum(URGENCIES),
      version: z.number().int(),
    }),
  })
  .meta({ id: 'ListedTask' });

export const OptionsQuery = z
  .strictObject({
    action: z.enum(COMMON_ACTIONS),
    items: z
      .array(z.strictObject({ case: id, taskId: id }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'OptionsQuery' });

const count = z.object({ open: z.number().int(), overdue: z.number().int() });
export const TaskCounts = z
  .object({ mine: count, agency: count, free: count, watched: count })
  .meta({ id: 'TaskCounts' });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const SavedView = z
  .object({
    name: z.string().trim().min(1).max(60),
    filters: z
      .record(z.string().max(40), z.string().max(200))
      .refine((filters) => Object.keys(filters).length <= 20)
      .meta({ description: 'as in the address of the page' }),
  })
  .meta({ id: 'SavedView' });
