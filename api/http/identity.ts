/** Who calls: a bearer token by JWKS or a session of a browser, and the user that the database knows by its subject. */
import type { Request } from 'express';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Settings } from '../../config/settings.ts';
import { actorOf } from '../../db/agencies/queries.ts';
import type { Database } from '../../db/core/client.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DevIdentity } from '../sign-in/dev-identity.ts';
import { signedInUser } from '../sign-in/sessions.ts';
import { Problem } from './problem.ts';

/** Signatures that are taken; never `none`, never a shared secret. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
/** A change of roles is felt after this at the latest. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 10_000;

export interface Identity {
  /** @throws Problem unauthorised, or cross-site-request */
  actorOf(req: Request): Promise<Actor>;
  /** Roles were changed: ask the database again. */
  forget(user: UserId): void;
  readonly dev: DevIdentity | null;
}

export function identityWith(settings: Settings, db: Database, dev: DevIdentity | null): Identity {
  const keys: JWTVerifyGetKey =
    dev !== null
      ? createLocalJWKSet(dev.jwks)
      : createRemoteJWKSet(new URL(settings.jwksUrl ?? ''), { timeoutDuration: 3_000 });
  const remembered = new Map<UserId, { readonly actor: Actor; readonly until: number }>();
  return {
    dev,
    forget: (user) => void remembered.delete(user),
    async actorOf(req) {
      const user = await userOf(req, keys, settings);
      const known = remembered.get(user);
      if (known !== undefined && known.until > Date.now()) return known.actor;
      const actor = await actorOf(db, user, Date.now() as Instant);
      if (actor === null) throw new Problem('unauthorised');
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(user, { actor, until: Date.now() + REMEMBERED_MS });
      return actor;
    },
  };
}

async function userOf(req: Request, keys: JWTVerifyGetKey, settings: Settings): Promise<UserId> {
  const { authorization } = req.headers;
  const user = authorization === undefined ? signedInUser(req) : null;
  if (user !== null) return user;
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw new Problem('unauthorised');
  return subjectOf(token, keys, settings);
}

async function subjectOf(token: string, keys: JWTVerifyGetKey, settings: Settings): Promise<UserId> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.tokenIssuer,
      audience: settings.tokenAudience,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
    });
    return (payload.sub ?? '') as UserId;
  } catch (error) {
    // The provider of keys being away is no fault of the caller.
    if (error instanceof errors.JWKSTimeout || (error instanceof Error && error.name === 'TypeError'))
      throw new Problem('unavailable');
    throw new Problem('unauthorised');
  }
}
