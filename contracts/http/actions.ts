/** What a caller sends with each action. The rules decide whether it is allowed; these say only what it looks like. */
import { z } from 'zod';
import type { CommandName } from '../../domain/cases/state/commands.ts';
import { SUSPENSION_REASONS } from '../../domain/cases/state/state.ts';
import { DELIVERY_WAYS } from '../../domain/procedures/language/types.ts';

/** Text of a person: no control characters but line breaks and tabs. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/);

const id = z.string().min(1).max(200);
const reason = text(4_000);

/** A document of which it is only said what it is: it stands in the office's archive. */
const DescribedDocument = z
  .strictObject({
    rule: id,
    name: text(200),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
    size: z.number().int().min(1).max(2_000_000_000),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'DescribedDocument' });

/** A file that was handed over before, at `/v1/documents` or `/v1/uploads`. */
const UploadedDocument = z
  .strictObject({
    rule: id,
    upload: id,
    replaces: id.optional().meta({ description: 'The document of which it is a newer version; both stay' }),
  })
  .meta({ id: 'UploadedDocument' });

/** A document that an officer has seen and that stays on paper. */
const PaperDocument = z.strictObject({ rule: id, onPaper: z.literal(true) }).meta({ id: 'PaperDocument' });

export const DocumentInput = z
  .union([UploadedDocument, PaperDocument, DescribedDocument])
  .meta({ id: 'DocumentInput' });

const documents = z.array(DocumentInput).max(50);

/** Where something is, WGS 84, degrees. */
export const Location = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});

/** As the device of an officer reads it; `accuracy` in metres. */
const Position = Location.extend({ accuracy: z.number().min(0).max(100_000) });

const TermInput = z.strictObject({
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(['working-minutes', 'working-hours', 'working-days', 'calendar-days', 'hours']),
});

const way = z.enum(DELIVERY_WAYS);

/** To whom, or from whom, the post goes. */
export const PostalAddress = z
  .strictObject({
    name: text(200),
    phone: z.string().regex(/^\+?[0-9 .-]{8,20}$/),
    address: text(500),
  })
  .meta({ id: 'PostalAddress' });

export const ACTION_INPUTS = {
  accept: z.strictObject({}),
  refuse: z.strictObject({
    reason,
    /** Of complaints: nothing but spam, which is counted. */
    spam: z.boolean().optional(),
  }),
  classify: z.strictObject({ urgency: z.enum(['normal', 'urgent', 'danger']), owner: id.optional() }),
  recategorise: z.strictObject({ procedure: id, owner: id.optional(), reason }),
  merge: z.strictObject({ into: id, reason }),
  /** `advice`: how to mend it, by the rule of the document. */
  'request-supplement': z
    .strictObject({
      taskId: id.optional(),
      missing: z.array(id).min(1).max(50),
      advice: z.record(id, text(500)).optional(),
      reason,
    })
    .refine(({ missing, advice = {} }) => Object.keys(advice).every((rule) => missing.includes(rule)), {
      path: ['advice'],
    }),
  'receive-supplement': z.strictObject({ documents: documents.min(1) }),
  claim: z.strictObject({ taskId: id }),
  release: z.strictObject({ taskId: id }),
  assign: z.strictObject({ taskId: id, assignee: id }),
  complete: z.strictObject({
    taskId: id,
    outcome: id,
    reason: reason.optional(),
    documents: documents.optional(),
    position: Position.optional(),
  }),
  transfer: z.strictObject({ taskId: id, agency: id, reason }),
  return: z.strictObject({ taskId: id, step: id, reason }),
  extend: z.strictObject({ by: TermInput, taskId: id.optional(), reason }),
  suspend: z.strictObject({ reason, why: z.enum(SUSPENSION_REASONS).default('force-majeure') }),
  resume: z.strictObject({}),
  withdraw: z.strictObject({ reason }),
  /** `mentions`: colleagues who are told of it, and watch the case from then on. */
  note: z.strictObject({ text: text(10_000), mentions: z.array(id).max(20).optional() }),
  attach: z.strictObject({ documents: documents.min(1) }),
  pay: z.strictObject({ amount: z.number().int().min(0), receipt: z.string().regex(/^[\w./-]{1,64}$/) }),
  /** `receipt`: of what is given back in cash. */
  refund: z.strictObject({
    reason,
    receipt: z
      .string()
      .regex(/^[\w./-]{1,64}$/)
      .nullable()
      .default(null),
  }),
  'choose-delivery': z.strictObject({ way }),
  /** Without an address: the one of the form. */
  send: z.strictObject({ to: PostalAddress.optional() }),
  fetch: z.strictObject({ from: PostalAddress.optional() }),
  readdress: z.strictObject({ shipment: id, to: PostalAddress }),
  recall: z.strictObject({ shipment: id }),
  deliver: z.strictObject({ way }),
  /** All of it for everybody to read: no personal data. */
  publish: z.strictObject({
    title: text(200),
    description: text(4_000),
    answer: text(10_000),
    /** Ids of the pictures among the documents of the case that everybody may see. */
    photos: z.array(id).max(20).default([]),
  }),
  rate: z.strictObject({
    rating: z.enum(['satisfied', 'acceptable', 'not-satisfied']),
    content: text(4_000).optional(),
  }),
  dispute: z.strictObject({ reason }),
  appeal: z.strictObject({ reason }),
  reopen: z.strictObject({ reason }),
  close: z.strictObject({}),
} as const satisfies Record<
  Exclude<CommandName, 'submit' | 'tick' | 'balance' | 'track' | 'move-procedure'>,
  z.ZodType
>;

export type ActionName = keyof typeof ACTION_INPUTS;
export type ActionInput<N extends ActionName> = z.infer<(typeof ACTION_INPUTS)[N]>;

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(ACTION_INPUTS, name);
}
