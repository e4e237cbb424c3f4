/** An identity provider for first runs: gives out tokens for users of the database to anybody who asks. Never beside a real one. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';
import type { Settings } from '../../config/settings.ts';
import type { UserId } from '../../domain/ids.ts';

export interface DevIdentity {
  readonly jwks: JSONWebKeySet;
  /** The private key, for the provider of the same house. */
  readonly jwk: JWK;
  token(user: UserId): Promise<string>;
}

export const TOKEN_HOURS = 12;

/** The provider with the key of this data folder, made when it is missing. */
export async function devIdentity(
  settings: Pick<Settings, 'dataDir' | 'tokenIssuer' | 'tokenAudience'>,
): Promise<DevIdentity> {
  const jwk = await keyOf(settings.dataDir);
  const key = await importJWK(jwk, 'ES256');
  const { d: _, ...open } = jwk;
  const kid = await calculateJwkThumbprint(open);
  return {
    jwk: { ...jwk, kid },
    jwks: { keys: [{ ...open, kid, alg: 'ES256', use: 'sig' }] },
    token: (user) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid })
        .setSubject(user)
        .setIssuer(settings.tokenIssuer)
        .setAudience(settings.tokenAudience)
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_HOURS}h`)
        .sign(key),
  };
}

async function keyOf(dataDir: string): Promise<JWK> {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'dev-identity.jwk.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another server of this installation made it first.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
}
