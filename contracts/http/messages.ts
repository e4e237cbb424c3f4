/** Messages, their templates, and how somebody prefers to be notified, in the API. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import { FAILED, MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../domain/vocabulary/messages.ts';
import { AUDIENCE_NAMES, TOPICS, WEIGHT_NAMES } from '../../domain/vocabulary/topics.ts';
import { EmailInput } from './fields.ts';
import { paging } from './inbox.ts';

export const MessageView = z
  .object({
    id: z.string(),
    case: z.object({ id: z.string(), code: z.string().nullable() }).nullable(),
    topic: z.enum(TOPICS),
    topicText: z.string(),
    to: z.enum(AUDIENCE_NAMES),
    person: z.string().nullable().meta({ description: 'user:… or case:…; null: not for you to know' }),
    channel: z.enum(MESSAGE_CHANNELS).nullable().meta({ description: 'null: there is no channel' }),
    address: z.string().nullable().meta({ description: 'masked' }),
    language: z.enum(LANGUAGES),
    status: z.enum(MESSAGE_STATUSES),
    attempts: z.number().int(),
    why: z.string().nullable(),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Message' });

export const FailedQuery = z.strictObject({ ...paging, status: z.enum(FAILED).optional() });

const minutes = z.number().int().min(0).max(1439);
const topic = z.enum(TOPICS);

/** What is left out stays; null takes it away. */
export const ContactInput = z
  .strictObject({
    email: EmailInput.max(200).nullable().exactOptional(),
    phone: z
      .string()
      .max(30)
      .regex(/^[+\d][\d .()-]{6,}$/)
      .nullable()
      .exactOptional(),
  })
  .meta({ id: 'ContactInput' });

export const PreferencesInput = z
  .strictObject({
    channels: z
      .array(z.enum(MESSAGE_CHANNELS))
      .max(3)
      .refine((list) => new Set(list).size === list.length),
    language: z.enum(LANGUAGES),
    digest: z.boolean().meta({ description: 'of officers: new tasks come with the daily digest' }),
    quiet: z
      .strictObject({ from: minutes, until: minutes })
      .nullable()
      .meta({ description: 'minutes after midnight; null: none for mail, the night for telephones' }),
    muted: z.array(topic).max(TOPICS.length),
    contact: ContactInput.optional().meta({
      description: 'of your account; what is left out stays as it is, null removes it',
    }),
  })
  .meta({ id: 'PreferencesInput' });

export const PreferencesView = z
  .object({
    person: z.string(),
    channels: z.array(z.enum(MESSAGE_CHANNELS)),
    language: z.enum(LANGUAGES),
    digest: z.boolean(),
    quiet: z.object({ from: minutes, until: minutes }).nullable(),
    muted: z.array(topic),
    contact: z.object({ email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
    topics: z.array(
      z.object({
        topic,
        name: z.string(),
        weight: z.enum(WEIGHT_NAMES),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'Preferences' });

const said = z.string().trim().min(1).max(1_000);
export const TemplateInput = z
  .strictObject({
    language: z.enum(LANGUAGES),
    subject: z.string().trim().min(1).max(200),
    paragraphs: z.array(said).min(1).max(12),
    short: z.string().trim().min(1).max(300),
  })
  .meta({ id: 'MessageTemplateInput' });

export const TemplateView = z
  .object({
    topic,
    name: z.string(),
    weight: z.enum(WEIGHT_NAMES),
    placeholders: z.array(z.string()),
    texts: z.array(
      z.object({
        language: z.enum(LANGUAGES),
        own: z.boolean().meta({ description: "the province's own, replacing the product's" }),
        subject: z.string(),
        paragraphs: z.array(z.string()),
        short: z.string(),
      }),
    ),
  })
  .meta({ id: 'MessageTemplate' });

export const PreviewView = z
  .object({ subject: z.string(), text: z.string(), html: z.string(), short: z.string() })
  .meta({ id: 'MessagePreview' });

/** What a mail server says of mail that came back (RFC 3464), as whoever reads its reports writes it down. */
export const BounceInput = z
  .strictObject({
    messageId: z.string().max(500).meta({ description: 'the Message-ID of the mail that came back' }),
    status: z
      .string()
      .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
      .meta({ description: 'RFC 3463, for instance 5.1.1' }),
  })
  .meta({ id: 'BounceInput' });
