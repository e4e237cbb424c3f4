import { z } from 'zod';
import { CHANNELS } from '../../domain/vocabulary/channels.ts';
import { CLOCK_PHASES } from '../../domain/vocabulary/clocks.ts';
import { DELIVERY_WAYS } from '../../domain/vocabulary/delivery-ways.ts';
import { DOCUMENT_ORIGINS } from '../../domain/vocabulary/documents.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { CASE_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { EmailInput, MOST_INTEGER } from './fields.ts';
import { phase } from './inbox.ts';
import { DocumentInput, Location, text } from './inputs.ts';
import { ShipmentView } from './shipments.ts';

const id = z.string().min(1).max(200);
const instant = z.iso.datetime().nullable();

export const Person = z.strictObject({
  name: text(200).optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9 .-]{8,20}$/)
    .optional(),
  email: EmailInput.optional(),
  address: text(500).optional(),
  idNumber: z
    .string()
    .regex(/^[0-9]{9,12}$/)
    .optional(),
});

const Filing = {
  procedure: id,
  channel: z.enum(CHANNELS),
  /** Where it is taken in; by default the caller's own counter, or the one of the owner's area. */
  counter: id.optional(),
  form: z.record(z.string().max(100), z.unknown()).default({}),
  documents: z.array(DocumentInput).max(50).default([]),
};

export const DossierFiling = z
  .strictObject({
    ...Filing,
    owner: id,
    applicant: Person.extend({
      name: text(200),
      representing: text(300)
        .optional()
        .meta({ description: 'On whose behalf they file, and by what authority' }),
    }),
    /** Of documents on paper: how many sets were handed in. */
    sets: z.number().int().min(1).max(20).optional(),
    delivery: z.enum(DELIVERY_WAYS).optional(),
  })
  .meta({ id: 'DossierFiling' });

export const ComplaintFiling = z
  .strictObject({
    ...Filing,
    /** Who is thought responsible; by default whoever is, in that area. The operations centre decides. */
    owner: id.optional(),
    /** The commune, as agencies name it. */
    area: id.optional(),
    location: Location.optional().meta({ description: 'WGS 84, degrees' }),
    address: text(500).optional(),
    description: text(4_000).optional(),
    /** Left out: anonymous. */
    reporter: Person.optional(),
    /** It goes to the agencies at once, without waiting for the operations centre. */
    dangerToLife: z.boolean().optional(),
  })
  .meta({ id: 'ComplaintFiling' });

export const Filed = z
  .object({
    id,
    code: z.string(),
    status: z.enum(CASE_STATUSES),
    dueAt: instant,
    version: z.number().int(),
    proof: z.string().nullable().meta({
      description:
        'Four digits to track it by if no telephone number was given; null: the last digits of the number',
    }),
  })
  .meta({ id: 'Filed' });

/** As somebody stated it. */
export const PersonShown = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  idNumber: z.string().nullable(),
});

const ApplicantShown = PersonShown.extend({ representing: z.string().nullable() });

export const Action = z
  .object({
    name: z.string(),
    title: z.string(),
    taskId: z.string().nullable(),
    input: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema (2020-12) of the body' }),
  })
  .meta({ id: 'Action' });

const Task = z.object({
  id,
  step: z.string(),
  name: z.string(),
  branch: z.string().nullable(),
  agency: z.string(),
  role: z.string(),
  assignee: z
    .string()
    .nullable()
    .meta({ description: 'The assignee; null also for citizens, who see only the agency.' }),
  openedAt: instant,
  dueAt: instant,
  closedAt: instant,
  outcome: z.string().nullable(),
});

const Clock = z.object({
  id,
  taskId: z.string().nullable(),
  phase: z.enum(CLOCK_PHASES),
  pausedFor: z.string().nullable(),
  budgetMinutes: z.number().int(),
  consumedMinutes: z.number().int(),
  startedAt: instant,
  dueAt: instant,
  stoppedAt: instant,
  missedAt: instant.meta({
    description: 'the first deadline that it missed before it was given more time; null: none',
  }),
  breached: z.boolean(),
});

const Related = z
  .object({
    id,
    code: z.string().nullable().meta({ description: 'null if the caller may not know it' }),
    status: z.enum(CASE_STATUSES).nullable(),
  })
  .meta({ id: 'RelatedCase' });

export const CaseView = z
  .object({
    id,
    code: z.string(),
    kind: z.enum(CASE_KINDS),
    procedure: z.object({ code: z.string(), version: z.number().int(), name: z.string() }),
    status: z.enum(CASE_STATUSES),
    statusText: z.string(),
    portalStatus: z.number().int(),
    ending: z.string().nullable(),
    urgency: z.enum(URGENCIES),
    channel: z.string(),
    counter: z.string(),
    owner: z.string(),
    filedAt: instant,
    acceptedAt: instant,
    decidedAt: instant,
    deliveredAt: instant,
    closedAt: instant,
    dueAt: instant,
    phase,
    version: z.number().int(),
    form: z.unknown(),
    applicant: ApplicantShown.nullable().meta({
      description: 'null if the caller may not know the applicant',
    }),
    fee: z
      .object({
        amount: z.number().int(),
        currency: z.literal('VND'),
        paid: z.boolean(),
        owed: z
          .number()
          .int()
          .meta({ description: 'still to be paid; less than the fee if a part was collected on delivery' }),
      })
      .nullable(),
    missing: z.array(z.string()),
    advice: z
      .record(z.string(), z.string())
      .meta({ description: 'Guidance on missing documents, by their rule' }),
    tasks: z.array(Task),
    clocks: z.array(Clock),
    documents: z.array(
      z.object({
        id,
        rule: z.string(),
        name: z.string(),
        mediaType: z.string(),
        size: z.number().int(),
        sha256: z.string(),
        origin: z.enum(DOCUMENT_ORIGINS),
        stored: z.boolean().meta({
          description:
            "At `/v1/documents/{id}/file`; false: the document is kept on paper in an agency's archive",
        }),
        scanned: z.boolean().nullable(),
        replaces: z.string().nullable().meta({ description: 'The document of which it is a newer version' }),
      }),
    ),
    shipments: z.array(ShipmentView),
    mergedInto: Related.nullable().meta({ description: 'The complaint that it was merged into' }),
    merged: z.array(Related).meta({ description: 'Complaints merged into it' }),
    watched: z.boolean().meta({ description: 'whether you are watching it' }),
    spamByReporter: z.number().int().nullable().meta({
      description:
        'How many complaints of the same reporter were refused as spam, for those who may know the reporter',
    }),
    actions: z.array(Action),
  })
  .meta({ id: 'Case' });

export const HistoryEvent = z
  .object({
    seq: z.number().int(),
    at: z.iso.datetime(),
    type: z.string(),
    text: z.string(),
    by: z.string().nullable().meta({ description: 'null if the caller may not know who it was' }),
    behalf: z.string().nullable().meta({ description: 'for whom, where they acted as a deputy' }),
    content: z.unknown(),
    data: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'HistoryEvent' });

export const BulkAction = z
  .strictObject({
    action: z.string().max(50),
    items: z
      .array(
        z.strictObject({
          case: id,
          /** Makes this item's order repeatable by itself, within the caller's keys. */
          key: z.string().regex(/^[\x21-\x7e]{1,255}$/),
          version: z.number().int().min(1).max(MOST_INTEGER).optional(),
          input: z.record(z.string().max(100), z.unknown()).default({}),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'BulkAction' });
