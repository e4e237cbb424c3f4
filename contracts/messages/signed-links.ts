/** Links that somebody may follow without signing in: they name a message, and nobody else can make one. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The first signs; all are taken. */
export type LinkKeys = readonly Uint8Array[];

/** Made of the keys of an installation, and of no use for anything that those protect. */
export function linkKeysOf(keys: readonly { readonly key: Uint8Array }[]): LinkKeys {
  return keys.map(({ key }) => new Uint8Array(hkdfSync('sha256', key, '', 'motcua signed links 1', 32)));
}

export function signedToken(message: string, keys: LinkKeys): string {
  const [key] = keys;
  if (key === undefined) throw new RangeError('no key signs');
  return `${Buffer.from(message).toString('base64url')}.${signature(message, key)}`;
}

/** The message that it names; null: nobody of this house signed it. */
export function messageIn(token: string, keys: LinkKeys): string | null {
  const [, named = '', signed = ''] = /^([\w-]{1,400})\.([\w-]{43})$/.exec(token) ?? [];
  const message = Buffer.from(named, 'base64url').toString('utf8');
  if (message === '') return null;
  const isOurs = keys.some((key) =>
    timingSafeEqual(Buffer.from(signature(message, key)), Buffer.from(signed)),
  );
  return isOurs ? message : null;
}

function signature(message: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(message).digest('base64url');
}
