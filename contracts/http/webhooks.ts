/** Addresses that are notified of the events of cases. */
import { z } from 'zod';
import type { FactName } from '../../domain/cases/state/events.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { en } from '../texts/en.ts';
import { InstantInput } from './instants.ts';

const EVENTS = Object.keys(en.events) as [FactName, ...FactName[]];
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(100);

export const SubscriptionInput = z
  .strictObject({
    events: some(z.enum(EVENTS)).meta({ description: 'the receiver sees `vn.motcua.case.<event>`' }),
    kinds: some(z.enum(CASE_KINDS)).optional(),
    procedures: some(z.string().min(1).max(100)).optional(),
    agencies: some(z.string().min(1).max(100))
      .optional()
      .meta({ description: 'cases in which one of these has been involved' }),
  })
  .meta({ id: 'SubscriptionInput', description: 'what is left out is not checked' });

export const SubscriptionView = z
  .object({
    events: z.array(z.string()),
    kinds: z.array(z.string()).nullable(),
    procedures: z.array(z.string()).nullable(),
    agencies: z.array(z.string()).nullable(),
    position: z.number().int().meta({ description: 'the last event up to which everything has been sent' }),
  })
  .meta({ id: 'Subscription' });

export const EventReplay = z
  .union([
    z.strictObject({
      after: z
        .number()
        .int()
        .min(0)
        .max(1e15)
        .meta({ description: '`position` of the last event to leave out' }),
    }),
    z.strictObject({ since: InstantInput }),
  ])
  .meta({ id: 'EventReplay' });
