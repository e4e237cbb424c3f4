/** What a carrier of the public postal service tells of shipments: one call for each scan, signed as Standard Webhooks has it. */
import { z } from 'zod';
import { SCAN_KINDS } from '../../domain/vocabulary/shipments.ts';
import { InstantInput } from './instants.ts';

export const ReportedScan = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/)
      .meta({
        description: 'The carrier’s own. The same scan has the same id however often it is reported.',
      }),
    tracking: z.string().regex(/^[A-Z0-9]{4,40}$/),
    kind: z.enum(SCAN_KINDS),
    at: InstantInput.meta({ description: 'When it happened, not when it is reported.' }),
    place: z.string().min(1).max(200).optional(),
    reason: z.string().min(1).max(300).optional(),
    until: InstantInput.optional().meta({
      description: 'Of `held`: until when it is kept at the post office.',
    }),
    collected: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .optional()
      .meta({ description: 'Of `delivered`: whole đồng collected at the door.' }),
    receiver: z
      .strictObject({ name: z.string().min(1).max(200), relation: z.string().min(1).max(100) })
      .optional()
      .meta({ description: 'Of `delivered`: who received it, and their relation to the addressee.' }),
  })
  .meta({ id: 'ReportedScan' });

export const ScanCall = z
  .strictObject({ type: z.literal('shipment.scanned'), timestamp: InstantInput, data: ReportedScan })
  .meta({ id: 'ScanCall' });

export const ScanTaken = z.object({
  id: z.string(),
  shipment: z.enum(['known', 'unknown']).meta({
    description: '`unknown`: no shipment has this number yet. The scan is stored until one has it.',
  }),
});
