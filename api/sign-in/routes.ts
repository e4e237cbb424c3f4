/** Signing in by OpenID Connect: authorization code with PKCE, against any provider. The browser gets a cookie, never a token. */
import { type Request, Router } from 'express';
import * as oidc from 'openid-client';
import type { Settings } from '../../config/settings.ts';
import { findUser } from '../../db/queries/directory.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { beginSession, endSession, signedInUser } from './sessions.ts';

export const DEV_CLIENT = 'motcua-desk';
/** In development a machine may be known by several names. */
const MOST_ORIGINS = 8;

export function signInRouter(context: Context): Router {
  const router = Router();
  const providers = new Map<string, Promise<oidc.Configuration>>();
  const providerAt = (origin: string): Promise<oidc.Configuration> => {
    const known = providers.get(origin) ?? discovered(context.settings, origin);
    if (providers.size >= MOST_ORIGINS) providers.clear();
    providers.set(origin, known);
    // Away now is not away for ever.
    known.catch(() => providers.delete(origin));
    return known;
  };

  router.get('/auth/sign-in', async (req, res) => {
    const origin = originOf(req, context.settings);
    const provider = await reached(providerAt(origin));
    const verifier = oidc.randomPKCECodeVerifier();
    const asked = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      to: pathIn(req.query.to),
    };
    req.session.asked = asked;
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: `${origin}/auth/callback`,
      scope: 'openid',
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    res.redirect(url.href);
  });

  router.get('/auth/callback', async (req, res) => {
    const { asked } = req.session;
    // A link of old, or one that somebody else began.
    if (asked === undefined) return void res.redirect('/auth/sign-in');
    const origin = originOf(req, context.settings);
    const provider = await reached(providerAt(origin));
    const user = await subjectOf(provider, new URL(req.originalUrl, origin), asked);
    const found = await findUser(context.db, user);
    if (found === null || !found.active) return void res.redirect('/sign-in?refused=unknown');
    await beginSession(req, user);
    res.redirect(asked.to);
  });

  /** Who is signed in, and what a change has to say: the first question of every page. */
  router.get('/auth/session', (req, res) => {
    const { user, csrf } = req.session;
    res.json({ user: user ?? null, csrf: csrf ?? null });
  });

  router.post('/auth/sign-out', async (req, res) => {
    if (signedInUser(req) !== null) await endSession(req);
    res.status(204).end();
  });
  return router;
}

async function discovered(settings: Settings, origin: string): Promise<oidc.Configuration> {
  const { oidcIssuer, oidcClientId, oidcClientSecret, jwksUrl } = settings;
  // On one machine the provider is this server itself.
  const isDevelopment = jwksUrl === null && oidcIssuer === null;
  const issuer = oidcIssuer ?? (isDevelopment ? `${origin}/dev/identity` : null);
  if (issuer === null) throw new Problem('unavailable');
  const execute = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidcClientSecret === null
    ? oidc.discovery(new URL(issuer), oidcClientId ?? DEV_CLIENT, undefined, oidc.None(), { execute })
    : oidc.discovery(new URL(issuer), oidcClientId ?? DEV_CLIENT, oidcClientSecret, undefined, { execute });
}

async function reached(provider: Promise<oidc.Configuration>): Promise<oidc.Configuration> {
  try {
    return await provider;
  } catch {
    throw new Problem('unavailable');
  }
}

type Asked = NonNullable<Request['session']['asked']>;

/** @throws Problem unauthorised for whatever does not fit together */
async function subjectOf(provider: oidc.Configuration, url: URL, asked: Asked): Promise<UserId> {
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    return (tokens.claims()?.sub ?? '') as UserId;
  } catch {
    throw new Problem('unauthorised');
  }
}

/** As browsers reach it. */
export function originOf(req: Request, { publicUrl, jwksUrl }: Settings): string {
  return jwksUrl === null ? `${req.protocol}://${req.headers.host}` : new URL(publicUrl).origin;
}

/** Only ever a page of ours: no other site is led to by a sign-in. */
function pathIn(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to)) return '/';
  return to;
}
