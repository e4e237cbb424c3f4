/** An identity provider for first runs: gives out tokens for users of the database to anybody who asks. Never beside a real one. */
import { existsSync, readFileSync } from 'node:fs';
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
import { secretFile } from '../../temporal/secret-file.ts';

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
  const file = join(dataDir, 'keys', 'dev-identity.jwk.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return JSON.parse(secretFile(file, JSON.stringify(await exportJWK(privateKey)))) as JWK;
}
