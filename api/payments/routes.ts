import { toSVG } from 'bwip-js/node';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { text } from '../../contracts/http/inputs.ts';
import {
  CasePayments,
  FeeView,
  PaymentView,
  TransferCall,
  TransferTaken,
} from '../../contracts/http/payments.ts';
import { codeOf, paymentFor } from '../../contracts/payments/payment-code.ts';
import { type CaseRecord, findCase } from '../../db/cases/queries.ts';
import { saveTextContent } from '../../db/cases/submissions.ts';
import { asActor } from '../../db/core/reader.ts';
import { addOutboxJob } from '../../db/outbox/queries.ts';
import {
  accountOf,
  askPayment,
  keepTransfer,
  orderRefund,
  type Payment,
  paymentsOfCase,
  refundReasonId,
  setPayUrl,
  type Transfer,
  transfersOfCase,
} from '../../db/payments/queries.ts';
import { currentProcedure } from '../../db/procedures/queries.ts';
import { isPayable } from '../../domain/cases/rules/availability.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { owedOf } from '../../domain/cases/state/state.ts';
import type { Localised } from '../../domain/ids.ts';
import { feeOf } from '../../domain/payments/fee.ts';
import type { BankAccount } from '../../domain/payments/vietqr.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { isoOf } from '../../domain/time/instant.ts';
import { CHANNELS } from '../../domain/vocabulary/channels.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { factsOf } from '../cases/filing.ts';
import type { Context } from '../http/context.ts';
import { keyOf, onceFor } from '../http/keys.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, reply, route } from '../http/registry.ts';
import { demandSigned } from '../http/signed-call.ts';

const MINUTE = 60_000;
const byCaller = limitOf(6_000, MINUTE);
const byForger = limitOf(30, MINUTE);

export const paymentRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/procedures/{code}/fee',
    tag: 'Fees',
    summary: 'Calculate the fee of a filing',
    description:
      'For the version that new cases start with. Nothing is stored; the form need not be complete.',
    params: z.object({ code: z.string().min(1).max(100) }),
    body: z.strictObject({
      channel: z.enum(CHANNELS),
      form: z.record(z.string().max(100), z.unknown()).default({}),
    }),
    answers: { 200: { description: 'The fee; null: there is none', body: z.object({ fee: FeeView }) } },
    problems: ['not-found'],
    run: async ({ params, body, actor, language, context }) => {
      const published = await currentProcedure(context.db, actor.province, params.code);
      if (published === null) throw new Problem('not-found');
      const { procedure } = published;
      const state = { channel: body.channel, facts: factsOf(procedure, body.form) };
      return ok({ fee: feeView({ state }, procedure, language) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/payments',
    tag: 'Fees',
    summary: 'The fee of a case, how to pay it, and payments received',
    params: caseParams,
    answers: { 200: { description: 'The fee, requested payments, transfers', body: CasePayments } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        return {
          found,
          payments: await paymentsOfCase(session.sql, found.id),
          transfers: await transfersOfCase(session.sql, found.id),
          account: await accountOf(session.sql, found.counter),
        };
      });
      if (read === null) throw new Problem('not-found');
      const { found, payments, transfers, account } = read;
      const { procedure } = await context.definitions.procedure(found.province, found.procedureHash);
      return ok({
        fee: feeView(found, procedure, language),
        payments: payments.map((each) => paymentView(each, account)),
        transfers: transfers.map(transferView),
        payable: isPayable(found.state) && mayAsk(actor, found),
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/cases/{idOrCode}/payments',
    tag: 'Fees',
    summary: 'Start a payment by transfer',
    description:
      'Returns the code for a banking app and the provider’s page. Repeating it returns the same payment.',
    params: caseParams,
    body: z.strictObject({}),
    answers: { 200: { description: 'How to pay', body: PaymentView } },
    problems: ['not-found', 'not-permitted', 'no-fee', 'already-paid', 'not-allowed-now'],
    run: async ({ params, actor, context }) => {
      const { payment, account } = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) throw new Problem('not-found');
        if (!mayAsk(actor, found)) throw new Problem('not-permitted', { action: 'pay' });
        const { fee } = found.state;
        if (fee === null) throw new Problem('no-fee');
        if (fee.paid) throw new Problem('already-paid');
        if (!isPayable(found.state))
          throw new Problem('not-allowed-now', { status: found.status, action: 'pay' });
        return {
          payment: await askPayment(session.sql, paymentFor(found, owedOf(fee)), actor.user),
          account: await accountOf(session.sql, found.counter),
        };
      });
      return ok(paymentView(await withPage(context, actor, payment), account));
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/payments/code.svg',
    tag: 'Fees',
    summary: 'The code for a banking app, as an image',
    description: 'Of the requested payment that is still due.',
    params: caseParams,
    answers: { 200: { description: 'VietQR', body: z.string(), mediaType: 'image/svg+xml' } },
    problems: ['not-found'],
    run: async ({ params, actor, res, context }) => {
      const code = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        const fee = found?.state.fee ?? null;
        if (found === null || fee === null || fee.paid) return null;
        const known = (await paymentsOfCase(session.sql, found.id)).find(
          ({ amount }) => amount === owedOf(fee),
        );
        return known === undefined ? null : codeOf(known, await accountOf(session.sql, found.counter));
      });
      if (code === null) throw new Problem('not-found');
      const options = { bcid: 'qrcode', text: code, eclevel: 'M', padding: 8, backgroundcolor: 'ffffff' };
      res.type('svg').send(toSVG(options));
      return null;
    },
  }),
  route({
    method: 'post',
    path: '/v1/cases/{idOrCode}/transfers/{transfer}/refund',
    tag: 'Fees',
    summary: 'Refund the fee of a closed case',
    description:
      'For an open case use the action `refund`. For the head of the deciding agency and the province office.',
    keyed: 'key',
    params: caseParams.extend({ transfer: z.string().max(100) }),
    body: z.strictObject({ reason: text(4_000) }),
    answers: { 202: { description: 'It is on its way', body: z.object({ transfer: z.string() }) } },
    problems: ['not-found', 'not-permitted', 'not-allowed-now'],
    run: async ({ params, body, actor, req, context }) => {
      const keyed = keyOf(req, actor, { ...params, body });
      return onceFor(context, actor, keyed, async () => {
        await asActor(context.db, actor, async (session) => {
          const found = await findCase(session, params.idOrCode);
          if (found === null) throw new Problem('not-found');
          if (!mayRefund(actor, found)) throw new Problem('not-permitted', { action: 'refund' });
          if (found.status !== 'closed')
            throw new Problem('not-allowed-now', { status: found.status, action: 'refund' });
          if (!(await orderRefund(session.sql, found.id, params.transfer))) throw new Problem('not-found');
          const { id: caseId, province } = found;
          const content = body.reason;
          const id = refundReasonId(caseId, params.transfer);
          await saveTextContent(session, { id, caseId, kind: 'reason', author: actor.user, content });
          await addOutboxJob(session.sql, {
            id: `payment-refund-${params.transfer}`,
            kind: 'payment',
            province,
            caseId,
            seq: 0,
            subject: params.transfer,
          });
        });
        return reply(202, { transfer: params.transfer });
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/payments/notifications/{provider}',
    tag: 'Fees',
    summary: 'Report a payment received',
    description:
      'For payment providers. Needs no account: signed according to Standard Webhooks. One that is answered 2xx is stored, and processed ' +
      'once however often it arrives; any other answer means: send it again.',
    access: 'public',
    before: demandProvider,
    params: z.object({ provider: z.string().min(1).max(40) }),
    body: TransferCall,
    answers: {
      200: { description: 'Stored', body: TransferTaken },
      202: { description: 'Stored for review: it matches no payment', body: TransferTaken },
    },
    problems: ['bad-signature', 'not-found', 'too-many-requests'],
    run: async ({ params, body, context }) => {
      const { transfer: id, reference, amount, at } = body.data;
      const came = { id, reference, amount, at };
      const isKnown = await keepTransfer(context.db.sql, params.provider, came);
      return isKnown
        ? ok({ transfer: id, payment: 'known' as const })
        : reply(202, { transfer: id, payment: 'unknown' as const });
    },
  }),
];

async function demandProvider(req: Request, res: Response, context: Context): Promise<void> {
  const { name, webhookSecrets } = context.settings.payment;
  await byCaller(req, res);
  if (req.params.provider !== name) throw new Problem('not-found');
  try {
    demandSigned(req, webhookSecrets, context.now());
  } catch (error) {
    await byForger(req, res);
    throw error;
  }
}

/** Whoever filed it, and the counter, at which somebody may stand and want to pay. */
function mayAsk({ user, roles }: Actor, { state, counter }: CaseRecord): boolean {
  return (
    state.applicant === user ||
    roles.some(({ role, agency }) => role === 'receptionist' && agency === counter)
  );
}

function mayRefund({ roles }: Actor, { owner }: CaseRecord): boolean {
  return roles.some(
    ({ role, agency }) => role === 'province-office' || (role === 'agency-head' && agency === owner),
  );
}

/** A provider that does not answer leaves the code, which any bank takes. */
async function withPage(context: Context, actor: Actor, payment: Payment): Promise<Payment> {
  if (payment.payUrl !== null || context.payments === null) return payment;
  const { id, amount, reference } = payment;
  const ordered = await context.payments.order({ id, amount, reference }).catch((error: unknown) => {
    context.logger.warn({ err: error, payment: id }, 'the payment provider gave no page');
    return null;
  });
  if (ordered === null) return payment;
  await asActor(context.db, actor, (session) => setPayUrl(session.sql, id, ordered.payUrl));
  return { ...payment, payUrl: ordered.payUrl };
}

function paymentView(payment: Payment, account: BankAccount | null): z.infer<typeof PaymentView> {
  const { id, amount, reference, payUrl, createdAt } = payment;
  return {
    id,
    amount,
    reference,
    paymentCode: codeOf(payment, account),
    payUrl,
    createdAt: isoOf(createdAt),
  };
}

function transferView({ id, amount, at, status, why, refund, refundedAt }: Transfer) {
  return {
    id,
    amount,
    at: isoOf(at),
    status,
    why,
    refund,
    refundedAt: refundedAt === null ? null : isoOf(refundedAt),
  };
}

export function feeView(
  { state }: { readonly state: Parameters<typeof feeOf>[1] },
  procedure: Procedure,
  language: Language,
) {
  const reckoned = feeOf(procedure, state);
  if (reckoned === null || procedure.fee === null) return null;
  const { items, full, reduction, amount } = reckoned;
  return {
    items: items.map(({ name, ...item }) => ({ ...item, name: name[language] })),
    full,
    reduction:
      reduction === null
        ? null
        : { ...reduction, name: reduction.name[language], basis: inLanguage(reduction.basis, language) },
    amount,
    due: procedure.fee.due,
  };
}

function inLanguage(text: string | Localised, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}
