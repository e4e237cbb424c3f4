/** The way by post, as the API shows it. */
import { z } from 'zod';
import { DIRECTIONS, SCAN_KINDS, SHIPMENT_STATUSES } from '../../domain/vocabulary/shipments.ts';
import { paging } from './inbox.ts';
import { InstantInput } from './instants.ts';

const instant = z.iso.datetime().nullable();

export const ScanView = z
  .object({
    kind: z.enum(SCAN_KINDS),
    text: z.string(),
    at: z.iso.datetime(),
    place: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Scan' });

export const ShipmentView = z
  .object({
    id: z.string(),
    case: z.string(),
    counter: z.string(),
    direction: z.enum(DIRECTIONS),
    directionText: z.string(),
    status: z.enum(SHIPMENT_STATUSES),
    statusText: z.string(),
    carrier: z.string().nullable().meta({ description: 'null until its order is processed' }),
    tracking: z.string().nullable(),
    attempts: z.number().int(),
    cod: z.number().int().nullable().meta({ description: 'whole đồng to collect on delivery' }),
    collected: z.number().int().nullable(),
    remittedAt: instant.meta({ description: 'when what was collected was handed over to the agency' }),
    orderedAt: instant,
    handedOverAt: instant,
    dueAt: instant.meta({ description: 'when delivery is due' }),
    isLate: z.boolean(),
    heldUntil: instant,
    endedAt: instant,
    refusedWhy: z.string().nullable(),
    scans: z.array(ScanView),
    to: z
      .object({ name: z.string(), phone: z.string(), address: z.string() })
      .nullable()
      .meta({ description: 'null if the caller may not know the applicant' }),
    receivedBy: z
      .object({
        name: z.string().nullable(),
        relation: z.string().nullable(),
        document: z.string().nullable().meta({ description: 'the picture that proves it' }),
      })
      .nullable(),
  })
  .meta({ id: 'Shipment' });

export const SHIPMENTS_QUERY = z.strictObject({
  ...paging,
  counter: z.string().max(100).optional(),
  status: z.enum(SHIPMENT_STATUSES).optional(),
  direction: z.enum(DIRECTIONS).optional(),
  open: z.enum(['true']).optional().meta({ description: 'only those in progress' }),
  late: z.enum(['true']).optional().meta({ description: 'only those delivered late or overdue' }),
  owed: z
    .enum(['true'])
    .optional()
    .meta({ description: 'only those whose cash on delivery has not been handed over' }),
});

export const POST_REPORT_QUERY = z.strictObject({
  from: InstantInput,
  to: InstantInput,
});

export const PostReport = z
  .object({
    items: z.array(
      z.object({
        carrier: z.string(),
        direction: z.enum(DIRECTIONS),
        directionText: z.string(),
        handedOver: z.number().int(),
        onTime: z.number().int(),
        late: z.number().int().meta({ description: 'delivered late, or not yet delivered and overdue' }),
        failed: z.number().int().meta({ description: 'returned, lost or damaged' }),
        onTimePercent: z
          .number()
          .nullable()
          .meta({ description: 'of those on time and late; null: none yet' }),
      }),
    ),
  })
  .meta({ id: 'PostReport' });

export const ShipmentLine = ShipmentView.omit({ scans: true, to: true, receivedBy: true })
  .extend({ code: z.string().meta({ description: 'of its case' }) })
  .meta({ id: 'ShipmentLine' });
