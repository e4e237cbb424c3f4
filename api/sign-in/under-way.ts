/**
 * A sign-in that is under way, between leaving for the provider and coming back. The browser keeps it itself, sealed: nobody's
 * asking fills a table, and two tabs may ask at once.
 */
import { hkdfSync } from 'node:crypto';
import type { Request, Response } from 'express';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { KeyRing } from '../../temporal/codec.ts';

export interface SignInUnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** A path of ours, where they were. */
  readonly to: string;
}

/** Long enough to look for one's token or telephone. */
const MINUTES = 20;
/** Of tabs; the others asked so long ago, or so often, that nobody comes back to them. */
const MOST = 5;
const PREFIX = 'motcua-requested-';
const PATH = '/auth';

export async function keep(
  req: Request,
  res: Response,
  keys: KeyRing,
  isSecure: boolean,
  underWay: SignInUnderWay,
) {
  const [key] = secrets(keys);
  if (key === undefined) throw new Error('no key to seal a sign-in with');
  const sealed = await new EncryptJWT({ ...underWay })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(`${MINUTES}m`)
    .encrypt(key);
  for (const name of [...cookiesOf(req).keys()].filter(isUnderWay).slice(0, -MOST + 1))
    res.clearCookie(name, { path: PATH });
  res.cookie(nameOf(underWay.state), sealed, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    path: PATH,
    maxAge: MINUTES * 60_000,
  });
}

/** What was asked under this state by this browser, once; null: nothing, or too long ago. */
export async function take(
  req: Request,
  res: Response,
  keys: KeyRing,
  state: string,
): Promise<SignInUnderWay | null> {
  const name = nameOf(state);
  const sealed = cookiesOf(req).get(name);
  if (sealed === undefined) return null;
  res.clearCookie(name, { path: PATH });
  for (const key of secrets(keys)) {
    const opened = await jwtDecrypt<SignInUnderWay>(sealed, key).catch(() => null);
    if (opened !== null && opened.payload.state === state) return opened.payload;
  }
  return null;
}

export function cookiesOf(req: Request): ReadonlyMap<string, string> {
  const pairs = (req.headers.cookie ?? '').split(';').flatMap((pair): [string, string][] => {
    const [, name, value] = /^\s*([^=\s]+)=(.*)$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return new Map(pairs);
}

const nameOf = (state: string) => `${PREFIX}${state.slice(0, 10)}`;
const isUnderWay = (name: string) => name.startsWith(PREFIX);
const secrets = (keys: KeyRing) =>
  keys.map(({ key }) => new Uint8Array(hkdfSync('sha256', key, '', 'motcua sign-in 1', 32)));
