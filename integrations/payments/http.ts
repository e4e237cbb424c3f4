/** A payment provider over HTTP. */
import type { z } from 'zod';
import type { Instant } from '../../domain/time/instant.ts';
import { type PaymentProvider, ProviderDown, ProviderRefused } from './types.ts';
import { PATHS, WireOrdered, WireRefunded, WireRefusal, WireStatement } from './wire.ts';

const ANSWERS_WITHIN_MS = 8_000;
const AGAIN = [408, 425, 429];

export function httpProvider(
  name: string,
  { url, key }: { readonly url: string; readonly key: string },
  withinMs = ANSWERS_WITHIN_MS,
): PaymentProvider {
  const base = url.replace(/\/+$/, '');

  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    answer: z.ZodType<T>,
    body?: object,
    once?: string,
  ) {
    const response = await fetch(base + path, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(once === undefined ? {} : { 'Idempotency-Key': once }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    }).catch((error: unknown) => {
      throw new ProviderDown(`${path}: ${error instanceof Error ? error.name : 'no answer'}`);
    });
    const said: unknown = await response.json().catch(() => null);
    if (response.status >= 200 && response.status < 300) {
      const read = answer.safeParse(said);
      if (read.success) return read.data;
      throw new ProviderDown(`${path}: an answer of another shape`);
    }
    const refusal = WireRefusal.safeParse(said);
    // Our account is not the payment's fault: it goes on when somebody has mended it.
    const isAboutIt =
      response.status >= 400 && response.status < 500 && ![401, 403, ...AGAIN].includes(response.status);
    if (isAboutIt && refusal.success) throw new ProviderRefused(refusal.data.code);
    throw new ProviderDown(`${path}: ${response.status}`);
  }

  return {
    name,
    order: ({ id, amount, reference }) =>
      ask('POST', PATHS.orders, WireOrdered, { id, amount, reference }, id),
    refund: async (transfer, amount, once) => {
      const { refund, at } = await ask('POST', PATHS.refunds, WireRefunded, { transfer, amount }, once);
      return { refund, at: Date.parse(at) as Instant };
    },
    statement: async (day) => {
      const { lines } = await ask('GET', `${PATHS.statement}?day=${day}`, WireStatement);
      return lines.map(({ at, ...line }) => ({ ...line, at: Date.parse(at) as Instant }));
    },
  };
}
