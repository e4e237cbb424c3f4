import { z } from 'zod';
import { DayInput } from '../../contracts/http/instants.ts';
import { Reconciliation } from '../../contracts/http/payments.ts';
import { asActor } from '../../db/core/reader.ts';
import { bookingsBetween, referencesElsewhere, straysBetween } from '../../db/payments/reports.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { reconcilePayments, type StatementLine, totalsOf } from '../../domain/payments/reconciliation.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { ANSWER_FORMATS } from '../../domain/vocabulary/formats.ts';
import { paymentTable } from '../export/payments.ts';
import { FILES, formatOf, sendTable } from '../export/send.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';

const DAY_MS = 24 * 60 * 60_000;

export const paymentReportRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/reports/payments',
    tag: 'Reports',
    summary: 'Fees of one day: the cases compared with the payment provider’s statement',
    description:
      'Days are those of the bank, from midnight to midnight in Vietnam. For the province office and auditors, and for the heads of ' +
      'agencies for their own cases; theirs is not compared with the statement, which covers the whole province.',
    query: z.strictObject({ day: DayInput, format: z.enum(ANSWER_FORMATS).optional() }),
    answers: {
      200: {
        description: 'Totals and differences; as a file, every fee',
        body: Reconciliation,
        files: FILES,
      },
    },
    problems: ['not-permitted'],
    run: async ({ query: { day, format: requestedFormat }, actor, language, req, res, context }) => {
      const isWide = actor.roles.some(({ role }) => role === 'province-office' || role === 'auditor');
      if (!isWide && !actor.roles.some(({ role }) => role === 'agency-head'))
        throw new Problem('not-permitted', { action: 'report' });
      const from = instant(`${day}T00:00:00+07:00`);
      const to = (from + DAY_MS) as Instant;
      const said = isWide ? await statementOf(context, day) : null;
      const { bookings, strays, statement } = await read(context, actor, from, to, said);
      const compared = reconcilePayments(bookings, statement, strays);
      const { matched, differences } = compared;
      const format = formatOf(req, requestedFormat);
      if (format !== null)
        return sendTable({ actor, context, req, res }, format, `fees-${day}`, async () =>
          paymentTable(bookings, compared, statement !== null, language),
        );
      return ok({
        day,
        totals: [...totalsOf(bookings)],
        statement: statement === null ? ('not-available' as const) : ('compared' as const),
        matched,
        differences: differences.map(({ caseId, ...rest }) => ({ ...rest, case: caseId })),
      });
    },
  }),
];

/** Of the provider's statement, which is of all provinces that it serves, what is not of another one. */
function read(
  context: Context,
  actor: Actor,
  from: Instant,
  to: Instant,
  said: readonly StatementLine[] | null,
) {
  const days = { province: actor.province, provider: context.settings.payment.name, from, to };
  return asActor(context.db, actor, async (session) => {
    const references = (said ?? []).map(({ reference }) => reference);
    const elsewhere = await referencesElsewhere(session.sql, actor.province, references);
    return {
      bookings: await bookingsBetween(session, days),
      strays: await straysBetween(session, days),
      statement: said?.filter(({ reference }) => !elsewhere.has(reference)) ?? null,
    };
  });
}

/** null: there is no provider, or it does not answer now. */
async function statementOf({ payments, logger }: Context, day: string) {
  if (payments === null) return null;
  return payments.statement(day).catch((error: unknown) => {
    logger.warn({ err: error }, 'the payment provider gave no statement');
    return null;
  });
}
