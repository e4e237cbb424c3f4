/**
 * The shape of a procedure file as an office writes it. Strict: a key that is not known here is refused, never
 * ignored, because a misspelt `due` would otherwise be a deadline that nobody keeps. The `error` texts say what is
 * expected, in terms of the file; `parse.ts` puts them into both languages. What the whole must satisfy is in `check.ts`.
 */
import { z } from 'zod';
import { ASSIGN_WAYS } from '../../vocabulary/agencies.ts';
import { CHANNELS } from '../../vocabulary/channels.ts';
import { CLOCK_SORTS, RESUMPTIONS } from '../../vocabulary/clocks.ts';
import { DELIVERY_WAYS } from '../../vocabulary/delivery-ways.ts';
import { CARD_COLOURS } from '../../vocabulary/escalations.ts';
import { CASE_KINDS } from '../../vocabulary/kinds.ts';
import { FEE_MOMENTS } from '../../vocabulary/payments.ts';
import { TRANSFER_CLOCKS } from '../../vocabulary/procedures.ts';
import { WORKING_ROLES } from '../../vocabulary/roles.ts';
import { AMOUNT_UNITS, COUNTINGS } from '../../vocabulary/units.ts';

/** Which of two shapes a step has; a key that nobody writes into a file by chance. */
const SHAPE = '(shape)';

/** The keys known here become the text of the error about one that is not. */
function object<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape)
    .filter((key) => key !== SHAPE)
    .join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}

/** Ids become keys of plain objects and parts of task ids, so they hold no dots and no inherited names. */
export const ID_SHAPE = /^(?!constructor$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const FACT_SHAPE = /^(?!constructor$)[a-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$/;

const UNIT = `(${AMOUNT_UNITS.map((unit) => unit.replace(/s$/, '')).join('|')})s?`;
/** Whole amounts: the regulation has no half days. A term of zero is read, and refused by `check-terms.ts`. */
const TERM_SHAPE = new RegExp(`^\\d{1,6} ${UNIT}$`);

const text = (max: number) => z.string().trim().min(1, '1+').max(max, `≤ ${max}`);
const localised = object({ vi: text(2000), en: text(2000) });
const id = z.string().max(40, '≤ 40').regex(ID_SHAPE, 'a-z 0-9 -, for instance site-visit');
export const term = z
  .string()
  .regex(
    TERM_SHAPE,
    '3 working-days | 8 working-hours | 30 working-minutes | 15 calendar-days | 2 weeks | 1 months | 4 hours',
  );
/** Of work that may have to be done on the day on which it came in. */
const workingTerm = z
  .string()
  .regex(
    new RegExp(`^(\\d{1,6} ${UNIT}|same-day)$`),
    '3 working-days | same-day | 8 working-hours | 30 working-minutes | 15 calendar-days | 2 weeks | 1 months | 4 hours',
  );
const feel = z.string().max(500, '≤ 500').regex(/^\s*=/, '= form.area > 200');
/** The error names all that it may be. */
const oneOf = <const M extends string>(members: readonly M[]) => z.enum(members, members.join(' | '));
const count = z.int('0, 1, 2 …').min(0, '≥ 0').max(100, '≤ 100');
const workingRole = oneOf(WORKING_ROLES);

const assign = oneOf(ASSIGN_WAYS);

const requires = object({
  documents: z.array(id).min(1, '1+').optional(),
  position: z.literal(true, 'true').optional(),
}).refine((proof) => Object.keys(proof).length > 0, '{documents: [after], position: true}');
const opinionShape = {
  name: localised.optional(),
  reason: z.boolean('true | false').optional(),
  requires: requires.optional(),
};
const outcome = object({ to: id, ...opinionShape });
const opinion = object(opinionShape);

const singleStep = object({
  [SHAPE]: z.literal('single'),
  id,
  name: localised,
  agency: id,
  role: workingRole,
  due: workingTerm,
  urgentDue: workingTerm.optional(),
  when: feel.optional(),
  otherwise: id.optional(),
  supplement: z.boolean('true | false').optional(),
  outcomes: z.record(id, outcome),
  assign: assign.optional(),
});

const branch = object({
  id: id.optional(),
  name: localised.optional(),
  agency: id,
  role: workingRole.optional(),
  due: workingTerm,
  urgentDue: workingTerm.optional(),
  assign: assign.optional(),
  outcomes: z.record(id, opinion).optional(),
});

const parallelStep = object({
  [SHAPE]: z.literal('parallel'),
  id,
  name: localised,
  when: feel.optional(),
  otherwise: id.optional(),
  parallel: object({
    join: z.union([z.enum(['all', 'any']), object({ atLeast: z.int() })], 'all | any | {atLeast: 2}'),
    branches: z.array(branch).min(2, '2+'),
  }),
  // biome-ignore lint/suspicious/noThenProperty: the language's word; never a callable
  then: z
    .union(
      [id, z.array(object({ when: feel.optional(), to: id })).min(1)],
      'a step | [{when: "= …", to: a step}, {to: a step}]',
    )
    .optional(),
});

/** What has `parallel` is a parallel step: said here, so that errors speak of the one shape that was meant. */
const step = z.preprocess(
  (given) =>
    typeof given === 'object' && given !== null
      ? { ...given, [SHAPE]: 'parallel' in given ? 'parallel' : 'single' }
      : given,
  z.discriminatedUnion(SHAPE, [singleStep, parallelStep]),
);

const WORKING = `(${WORKING_ROLES.join('|')})`;
/** One action of an escalation level. */
const ACTION_SHAPE = new RegExp(
  `^(${[
    'breach',
    `card (${CARD_COLOURS.join('|')})`,
    `remind (assignee|${WORKING})`,
    `(notify|reassign) ${WORKING}`,
    'raise',
    'prioritise urgent',
    `follow-up ${WORKING} \\d{1,6} ${UNIT}`,
    'webhook [a-z][a-z0-9-]{0,39}',
  ].join('|')})$`,
);

const escalationLevel = object({
  at: z
    .string()
    .refine(
      (at) => at === 'goal' || /^\d{1,4}%$/.test(at) || (at.startsWith('+') && TERM_SHAPE.test(at.slice(1))),
      '75% | goal | +8 working-hours',
    ),
  on: z.array(oneOf(CLOCK_SORTS)).min(1, '1+').optional(),
  repeat: object({ every: term, times: z.int('1, 2, 3 …').min(1, '≥ 1').max(100, '≤ 100') }).optional(),
  do: z
    .array(
      z
        .string()
        .regex(
          ACTION_SHAPE,
          'remind assignee | breach | notify agency-head | reassign agency-head | card yellow | raise | prioritise urgent | follow-up agency-head 4 working-hours | webhook control-room',
        ),
    )
    .min(1, '1+'),
});

const channel = oneOf(CHANNELS);

export const procedureFile = object({
  code: z.string('"1.004194"').regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, '"1.004194"'),
  version: z.int('1, 2, 3 …').min(1, '≥ 1').max(1_000_000, '≤ 1000000'),
  kind: oneOf(CASE_KINDS),
  name: localised,
  description: localised,
  legalBasis: z.array(text(500)).optional(),
  field: id,
  owner: id,
  channels: z.array(channel).min(1, '1+'),
  form: z.record(z.string(), z.unknown()),
  facts: z.array(z.string().max(40, '≤ 40').regex(FACT_SHAPE, 'a-z A-Z 0-9, for instance area')).optional(),
  documents: z
    .array(
      object({
        id,
        name: localised,
        required: z.boolean('true | false').optional(),
        accept: z
          .array(
            z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/, 'a media type, for instance application/pdf'),
          )
          .min(1, '1+')
          .optional(),
        copies: z.int('1, 2 …').min(1, '≥ 1').max(100, '≤ 100').optional(),
      }),
    )
    .optional(),
  fee: object({
    amount: z.number('15000'),
    currency: z.literal('VND', 'VND').optional(),
    due: oneOf(FEE_MOMENTS),
    name: localised.optional(),
    items: z
      .array(
        object({
          id,
          name: localised,
          amount: z.number('15000'),
          per: text(80).optional(),
          when: feel.optional(),
        }),
      )
      .max(50, '≤ 50')
      .optional(),
    reductions: z
      .array(
        object({
          id,
          name: localised,
          basis: z.union([text(300), localised]),
          when: feel,
          percent: z.number('50').optional(),
          off: z.number('15000').optional(),
        }),
      )
      .max(50, '≤ 50')
      .optional(),
  }).optional(),
  sla: object({
    total: workingTerm,
    urgent: workingTerm.optional(),
    danger: workingTerm.optional(),
    response: workingTerm.optional(),
    goal: workingTerm.optional(),
    maximum: term.optional(),
    calendar: id.optional(),
    counting: oneOf(COUNTINGS).optional(),
    minutesPerWorkingDay: z.int('480').min(60, '≥ 60').max(1440, '≤ 1440').optional(),
    sameDayUntil: z
      .string('"15:00"')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '"15:00"')
      .optional(),
  }),
  supplement: object({
    mode: oneOf(RESUMPTIONS).optional(),
    term: term.optional(),
    max: count.optional(),
  }).optional(),
  suspension: object({ mode: oneOf(RESUMPTIONS) }).optional(),
  extension: object({ max: count.optional(), approver: workingRole.optional() }).optional(),
  transfer: object({
    max: count.optional(),
    clock: oneOf(TRANSFER_CLOCKS).optional(),
  }).optional(),
  closing: object({ after: term }).optional(),
  appeal: object({ max: count.optional(), direct: z.boolean('true | false').optional() }).optional(),
  steps: z.array(step).min(1, '1+').max(60, '≤ 60'),
  escalations: z.array(escalationLevel).max(20, '≤ 20').optional(),
  quiet: z
    .string('"21:00-06:00"')
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, '"21:00-06:00"')
    .optional(),
  result: object({
    document: id,
    name: localised,
    delivery: z.array(oneOf(DELIVERY_WAYS)).min(1, '1+'),
  }).optional(),
});

export type ProcedureFile = z.infer<typeof procedureFile>;
export type ProofFile = z.infer<typeof requires>;
