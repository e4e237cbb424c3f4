/** Short texts to telephones, by a gateway that takes JSON over HTTP; or into files, where there is none. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelName } from '../../domain/vocabulary/messages.ts';
import { AddressRefused, type Channel, ChannelDown, MessageRefused } from './types.ts';

const ANSWERS_WITHIN_MS = 10_000;

/**
 * The gateway gets `POST {to, text}` with the message's name as Idempotency-Key, by which it knows a second copy; user and
 * password of the address become basic authentication. It answers 2xx with `{id}`, 422 for a number that there is not, another
 * 4xx for what it will never take; 401, 403, 408, 429 and 5xx mean: later.
 */
export function gatewayChannel(address: string, answersWithinMs = ANSWERS_WITHIN_MS): Channel {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const known = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    async send({ to, text }, key) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
          ...(username === '' ? {} : { Authorization: `Basic ${Buffer.from(known).toString('base64')}` }),
        },
        body: JSON.stringify({ to: numberOf(to), text }),
        // Nothing is told to whom the gateway points at.
        redirect: 'error',
        signal: AbortSignal.timeout(answersWithinMs),
      }).catch(() => {
        throw new ChannelDown('no answer');
      });
      const said: unknown = await answer.json().catch(() => null);
      if (answer.ok) return idIn(said);
      const why = `answered ${answer.status}`;
      if (answer.status === 422) throw new AddressRefused(why);
      if (answer.status >= 500 || LATER.includes(answer.status)) throw new ChannelDown(why);
      throw new MessageRefused(why);
    },
    close: () => undefined,
  };
}

const LATER: readonly number[] = [401, 403, 408, 429];

function idIn(said: unknown): { providerId?: string } {
  const id = said !== null && typeof said === 'object' && 'id' in said ? said.id : undefined;
  return typeof id === 'string' ? { providerId: id.slice(0, 200) } : {};
}

/** As gateways want it, E.164: `0905 123 456` is +84905123456. @throws AddressRefused */
export function numberOf(given: string): string {
  const digits = given.replaceAll(/[\s.()-]/g, '').replace(/^(\+|00)84/, '0');
  if (/^0\d{9,10}$/.test(digits)) return `+84${digits.slice(1)}`;
  if (/^\+[1-9]\d{7,14}$/.test(digits)) return digits;
  throw new AddressRefused('not a telephone number');
}

/** One file for each message; the same message again is the same file. */
export function fileChannel(folder: string, channel: ChannelName): Channel {
  const own = join(folder, channel);
  return {
    async send({ to, subject, text }, key) {
      const name = `${key.replaceAll(/[^\w.-]/g, '-')}.json`;
      const said = { to: channel === 'mail' ? to : numberOf(to), subject, text };
      try {
        await mkdir(own, { recursive: true });
        const draft = join(own, `.${name}.${process.pid}`);
        await writeFile(draft, `${JSON.stringify(said, null, 2)}\n`, { mode: 0o600 });
        await rename(draft, join(own, name));
      } catch (error) {
        throw new ChannelDown(error instanceof Error && 'code' in error ? String(error.code) : 'no file');
      }
      return {};
    },
    close: () => undefined,
  };
}
