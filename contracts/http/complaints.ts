import { z } from 'zod';
import { AREA_KINDS, LINE_KINDS } from '../../domain/vocabulary/maps.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';
import { CASE_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { flag, ListedCase, paging } from './inbox.ts';
import { text } from './inputs.ts';

const instant = z.iso.datetime();
const id = z.string().min(1).max(200);

export const DuplicateQuery = z.strictObject({
  metres: z.coerce.number().int().min(10).max(5_000).default(200),
  days: z.coerce.number().int().min(1).max(60).default(7),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const Duplicate = z
  .object({
    id,
    code: z.string(),
    procedure: z.object({ code: z.string(), name: z.string() }),
    status: z.enum(CASE_STATUSES),
    urgency: z.enum(URGENCIES),
    filedAt: instant,
    ward: z.string().nullable(),
    address: z.string().nullable(),
    score: z.number().meta({ description: 'From 0 to 1' }),
    metres: z.number().int().nullable().meta({ description: 'null if one of the two has no location' }),
    minutesBefore: z.number().int().meta({ description: 'Below 0: filed after' }),
    words: z.array(z.string()),
    reason: z.string(),
    mayMerge: z.boolean().meta({ description: 'It is open: this one could be merged into it' }),
  })
  .meta({ id: 'Duplicate' });

const degrees = /^-?\d{1,3}(\.\d{1,10})?(,-?\d{1,3}(\.\d{1,10})?){3}$/;

const box = z
  .string()
  .regex(degrees, 'west,south,east,north')
  .transform((value) => value.split(',').map(Number) as [number, number, number, number])
  .refine(([west, south, east, north]) => west <= east && south <= north, 'west,south,east,north')
  .optional()
  .meta({ description: 'Part of the map: west,south,east,north in degrees, WGS 84' });

/** Open complaints, as a map or a board of them shows them. */
export const OpenComplaintQuery = z.strictObject({
  ...paging,
  limit: z.coerce.number().int().min(1).max(500).default(200),
  category: id.optional().meta({ description: 'Code of a complaint procedure' }),
  ward: id.optional(),
  agency: id.optional().meta({ description: 'Is or was involved' }),
  urgency: z.enum(URGENCIES).optional(),
  overdue: flag.optional(),
  box,
});

export const OpenComplaint = ListedCase.extend({
  ward: z.string().nullable(),
  address: z.string().nullable(),
  location: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  tasks: z
    .array(
      z.object({
        id,
        step: z.string(),
        name: z.string(),
        agency: z.string(),
        role: z.string(),
        assignee: z.string().nullable(),
        dueAt: instant.nullable(),
      }),
    )
    .meta({ description: 'Open ones' }),
}).meta({ id: 'OpenComplaint' });

const latLon = z.array(z.number()).length(2).meta({ description: 'Latitude, longitude; WGS 84' });
const localised = z.object({ vi: z.string(), en: z.string() });
const drawn = <K extends readonly [string, ...string[]]>(kinds: K) =>
  z.object({ kind: z.enum(kinds), name: localised.optional(), points: z.array(latLon) });

export const MapView = z
  .object({
    version: z.number().int(),
    source: localised,
    view: z.object({ from: latLon, to: latLon }),
    wards: z.array(z.object({ area: z.string(), name: localised, at: latLon })),
    lines: z.array(drawn(LINE_KINDS)),
    areas: z.array(drawn(AREA_KINDS)),
  })
  .meta({ id: 'Map' });

export const PublishedQuery = z.strictObject({
  ...paging,
  province: id.optional(),
  category: id.optional().meta({ description: 'Code of a complaint procedure' }),
  ward: id.optional(),
  agency: id.optional(),
  box,
  text: text(200).optional(),
});

export const PublishedResult = z
  .object({
    code: z.string(),
    province: z.string(),
    category: z.object({ code: z.string(), name: z.string() }),
    agency: z.object({ id, name: z.string() }),
    ward: z.string().nullable(),
    location: z.object({ lat: z.number(), lon: z.number() }).nullable(),
    title: z.string(),
    description: z.string(),
    answer: z.string(),
    photos: z.array(z.string()).meta({ description: 'Ids of documents' }),
    sentAt: instant,
    dueAt: instant.nullable(),
    handledAt: instant.nullable(),
    publishedAt: instant,
    rating: z.enum(RATINGS).nullable(),
  })
  .meta({ id: 'PublishedResult' });
