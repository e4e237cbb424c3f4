/** Who stands in for whom, and the addresses that escalations call. */
import { z } from 'zod';
import { DELIVERY_STATUSES } from '../../domain/vocabulary/webhooks.ts';
import { text } from './inputs.ts';
import { InstantInput } from './instants.ts';
import { SubscriptionInput, SubscriptionView } from './webhooks.ts';

const id = z.string().min(1).max(100);

export const DelegationInput = z
  .strictObject({
    principal: id.optional().meta({ description: 'by default: yourself' }),
    deputy: id.nullable().meta({ description: 'null: absent without a deputy' }),
    role: z
      .string()
      .max(40)
      .nullable()
      .default(null)
      .meta({ description: 'null: every role that can be delegated' }),
    agency: id
      .nullable()
      .default(null)
      .meta({ description: 'null: wherever the principal has it; a head names their own' }),
    from: InstantInput,
    until: InstantInput,
    reason: text(500),
  })
  .meta({ id: 'DelegationInput' });

export const DelegationView = z
  .object({
    id: z.string(),
    principal: z.string(),
    deputy: z.string().nullable(),
    role: z.string().nullable(),
    agency: z.string().nullable(),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    reason: z.string().nullable().meta({ description: 'null: hidden from the deputy' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: 'Delegation' });

export const WebhookInput = z
  .strictObject({
    name: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9-]*$/),
    url: z.url({ protocol: /^https?$/ }).max(2_000),
    subscription: SubscriptionInput.optional().meta({ description: 'left out: only escalations call it' }),
  })
  .meta({ id: 'WebhookInput' });

const webhook = {
  name: z.string(),
  url: z.string(),
  active: z.boolean(),
  offWhy: z.string().nullable().meta({ description: 'why it was switched off' }),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  rotatedAt: z.iso.datetime().nullable(),
  subscription: SubscriptionView.nullable().meta({ description: 'the events of cases that it receives' }),
};

export const WebhookView = z.object(webhook).meta({ id: 'Webhook' });

export const WebhookSecret = z
  .object({
    ...webhook,
    secret: z.string().meta({ description: 'signs what is sent; shown only once' }),
  })
  .meta({ id: 'WebhookSecret' });

export const DeliveryView = z
  .object({
    id: z.string().meta({ description: 'the webhook-id that the receiver sees' }),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.number().int(),
    lastError: z.string().nullable(),
    case: z.string().nullable().meta({ description: 'null: a test' }),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Delivery' });

export const DeliveryStarted = z.object({ id: z.string() }).meta({ id: 'DeliveryStarted' });
