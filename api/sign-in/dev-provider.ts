/**
 * An OpenID provider for first runs and tests, inside the API: whoever comes picks one of the demonstration's users. Never
 * beside a real one.
 */
import { hkdfSync } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { findUser } from '../../db/agencies/queries.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Context } from '../http/context.ts';
import { languageOf } from '../http/problem.ts';
import { choosingPage } from './choosing-page.ts';
import { DEV_CLIENT } from './routes.ts';

export const DEV_PATH = '/dev/identity';
/** As many addresses as one machine may be known by. */
const MOST_ORIGINS = 8;
const SCRIPTLESS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

export function devProviderRouter(context: Context, jwk: JWK): Router {
  const router = Router();
  const providers = new Map<string, Provider>();
  const providerOf = (req: Request): Provider => {
    const origin = `${req.protocol}://${req.headers.host}`;
    const known = providers.get(origin) ?? providerAt(origin, context, jwk);
    if (providers.size >= MOST_ORIGINS) providers.clear();
    providers.set(origin, known);
    return known;
  };

  const page = async (req: Request, res: Response) => {
    const { uid } = await providerOf(req).interactionDetails(req, res);
    res.setHeader('Content-Security-Policy', SCRIPTLESS);
    const to = `${DEV_PATH}/choose/${uid}`;
    res.type('html').send(await choosingPage(context.db, to, languageOf(req)));
  };
  router.get(`${DEV_PATH}/choose/:uid`, page);
  router.post(`${DEV_PATH}/choose/:uid`, express.urlencoded({ extended: false }), async (req, res) => {
    const user = await findUser(context.db, String(req.body?.user) as UserId);
    if (user === null || !user.active) return page(req, res);
    await providerOf(req).interactionFinished(req, res, { login: { accountId: user.id } });
  });
  router.use(DEV_PATH, (req, res) => providerOf(req).callback()(req, res));
  return router;
}

function providerAt(origin: string, { keys }: Context, jwk: JWK): Provider {
  const cookieKeys = keys.map(({ key }) =>
    Buffer.from(hkdfSync('sha256', key, '', 'motcua dev provider 1', 32)).toString('base64url'),
  );
  return new Provider(`${origin}${DEV_PATH}`, {
    clients: [
      {
        client_id: DEV_CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${origin}/auth/callback`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...jwk, use: 'sig', alg: 'ES256' }] },
    cookies: { keys: cookieKeys },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `${DEV_PATH}/choose/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // Nobody is asked whether their own office may know who they are.
    async loadExistingGrant({ oidc: { provider, session, client } }) {
      const grant = new provider.Grant({
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
        ...(client?.clientId === undefined ? {} : { clientId: client.clientId }),
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    // Each sign-in asks anew who it is to be, and nobody has to take leave of who they were.
    expiresWithSession: () => false,
    ttl: {
      Session: 1,
      Interaction: 3_600,
      Grant: 600,
      AuthorizationCode: 60,
      AccessToken: 60,
      IdToken: 600,
    },
  });
}
