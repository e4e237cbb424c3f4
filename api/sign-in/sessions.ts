/** Who is signed in with a browser: a cookie that scripts cannot read, and a session in PostgreSQL that holds the user's id. */
import { hkdfSync, randomBytes } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../db/core/client.ts';
import type { UserId } from '../../domain/ids.ts';
import type { KeyRing } from '../../temporal/codec.ts';
import { Problem } from '../http/problem.ts';

declare module 'express-session' {
  interface SessionData {
    user: UserId;
    /** Said by every request that changes something, which another site's page cannot know. */
    csrf: string;
  }
}

/** A working day with its evening. */
const HOURS = 12;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
export const CSRF_HEADER = 'x-csrf-token';

/** Whether browsers reach us by TLS. In development they come as they like. */
export function isSecureAt({ jwksUrl, publicUrl }: Settings): boolean {
  return jwksUrl !== null && publicUrl.startsWith('https:');
}

/** Behind TLS the cookie never leaves it. Requests that bring a token of their own have no session. */
export function sessionsIn(db: Database, keys: KeyRing, isSecure: boolean): RequestHandler {
  const Store = connectPgSimple(session);
  const secret = keys.map(({ key }) =>
    Buffer.from(hkdfSync('sha256', key, '', 'motcua sessions 1', 32)).toString('base64url'),
  );
  const withSession = session({
    name: isSecure ? '__Host-motcua' : 'motcua',
    // The server removes what has ended: a timer of the store would outlive the server's connections.
    store: new Store({ pool: db.pool, tableName: 'sessions', pruneSessionInterval: false }),
    secret,
    resave: false,
    saveUninitialized: false,
    proxy: isSecure,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/', maxAge: HOURS * 3_600_000 },
  });
  return (req, res, next) => {
    if (req.headers.authorization !== undefined) next();
    else withSession(req, res, next);
  };
}

/** @throws Problem cross-site-request when something would change and the request cannot have come from our own page */
export function signedInUser(req: Request): UserId | null {
  const { user, csrf } = req.session ?? {};
  if (user === undefined) return null;
  const site = req.headers['sec-fetch-site'];
  const isOurs = req.headers[CSRF_HEADER] === csrf && (site === undefined || site === 'same-origin');
  if (!SAFE.has(req.method) && !isOurs) throw new Problem('cross-site-request');
  return user;
}

/** A new session of that user: one that was known before the sign-in is worth nothing after it. */
export async function beginSession(req: Request, user: UserId): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
  req.session.user = user;
  req.session.csrf = randomBytes(24).toString('base64url');
}

export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    req.session.destroy((error) => (error ? reject(error) : resolve())),
  );
}
