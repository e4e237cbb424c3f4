/** Signing in by OpenID Connect: authorization code with PKCE, against any provider. The browser gets a cookie, never a token. */
import { type Request, Router } from 'express';
import * as oidc from 'openid-client';
import type { Settings } from '../../config/settings.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { userOf, type Vouched } from './citizens.ts';
import { beginSession, endSession, isSecureAt, signedInUser } from './sessions.ts';
import { cookiesOf, keep, type SignInUnderWay, take } from './under-way.ts';

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

  const { settings, keys } = context;
  const isSecure = isSecureAt(settings);

  router.get('/auth/sign-in', async (req, res) => {
    const origin = originOf(req, settings);
    const provider = await reached(providerAt(origin));
    const verifier = oidc.randomPKCECodeVerifier();
    const underWay: SignInUnderWay = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      to: pathIn(req.query.to),
    };
    await keep(req, res, keys, isSecure, underWay);
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: `${origin}/auth/callback`,
      scope: settings.oidcCitizens === null ? 'openid' : 'openid profile',
      state: underWay.state,
      nonce: underWay.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // Whoever signed out here meant it: the next one at this computer is asked who they are, whatever the provider remembers.
      ...(isDevelopment(settings) || cookiesOf(req).has(ANEW) ? { prompt: 'login' } : {}),
    });
    res.redirect(url.href);
  });

  router.get('/auth/callback', async (req, res) => {
    const { state } = req.query;
    const underWay = typeof state === 'string' ? await take(req, res, keys, state) : null;
    // A link of old, one that somebody else began, or a browser that keeps no cookies.
    if (underWay === null) return void res.redirect('/sign-in?refused=failed');
    const origin = originOf(req, settings);
    const vouched = await vouchedFor(
      await reached(providerAt(origin)),
      new URL(req.originalUrl, origin),
      underWay,
    );
    if (typeof vouched === 'string') return void res.redirect(`/sign-in?refused=${vouched}`);
    const user = await userOf(context, vouched);
    if (user === null) return void res.redirect('/sign-in?refused=unknown');
    await beginSession(req, user);
    res.clearCookie(ANEW, { path: '/auth' });
    res.redirect(underWay.to);
  });

  /** Who is signed in, and what a change has to say: the first question of every page. */
  router.get('/auth/session', (req, res) => {
    const { user, csrf } = req.session;
    res.json({ user: user ?? null, csrf: csrf ?? null });
  });

  /** Says where to go from here: to the provider, where it can be signed out of too. */
  router.post('/auth/sign-out', async (req, res) => {
    if (signedInUser(req) !== null) await endSession(req);
    res.cookie(ANEW, '1', {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      path: '/auth',
      maxAge: ANEW_DAYS * 86_400_000,
    });
    const origin = originOf(req, settings);
    // That the provider is away keeps nobody here.
    const provider = isDevelopment(settings) ? null : await providerAt(origin).catch(() => null);
    res.json({ to: provider === null ? '/' : farewellOf(provider, origin) });
  });
  return router;
}

/** That somebody signed out at this computer, until somebody has signed in. */
const ANEW = 'motcua-anew';
const ANEW_DAYS = 30;

const isDevelopment = ({ jwksUrl, oidcIssuer }: Settings) => jwksUrl === null && oidcIssuer === null;

/** Who signed in is not named to the provider: what would name them, an id token, has no place in an address. */
function farewellOf(provider: oidc.Configuration, origin: string): string {
  if (provider.serverMetadata().end_session_endpoint === undefined) return '/';
  return oidc.buildEndSessionUrl(provider, { post_logout_redirect_uri: `${origin}/` }).href;
}

async function discovered(settings: Settings, origin: string): Promise<oidc.Configuration> {
  const { oidcIssuer, oidcClientId, oidcClientSecret } = settings;
  // On one machine the provider is this server itself.
  const issuer = oidcIssuer ?? (isDevelopment(settings) ? `${origin}/dev/identity` : null);
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

/** Whom the provider vouches for; or why not, as /sign-in tells it. */
async function vouchedFor(
  provider: oidc.Configuration,
  url: URL,
  underWay: SignInUnderWay,
): Promise<Vouched | 'cancelled' | 'failed'> {
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, url, {
      pkceCodeVerifier: underWay.verifier,
      expectedState: underWay.state,
      expectedNonce: underWay.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const sub = claims?.sub ?? '';
    const hasName =
      provider.serverMetadata().userinfo_endpoint !== undefined && tokens.scope?.includes('profile');
    const { name } = hasName ? await oidc.fetchUserInfo(provider, tokens.access_token, sub) : (claims ?? {});
    return { sub, name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null };
  } catch (error) {
    const isCancelled = error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied';
    return isCancelled ? 'cancelled' : 'failed';
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
