/** Signing in with a provider of the province's own, behind a proxy that ends TLS: what a production installation does. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../../test/support/api.ts';
import { BrowserSession } from '../../test/support/browser-session.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const PUBLIC = 'https://mot-cua.example';
const { user: lan } = PEOPLE.receptionist;
/** Whom the provider's page lets in next; null: they leave again. */
let whoComes: string | null = lan;
let requests: URLSearchParams[] = [];
let provider: { readonly server: Server; readonly issuer: string };
let api: Api;

beforeAll(async () => {
  provider = await startProvider();
  api = await startApi({
    jwksUrl: `${provider.issuer}/jwks`,
    oidcIssuer: provider.issuer,
    oidcClientId: 'motcua',
    oidcClientSecret: 'a secret of the two of them',
    oidcCitizens: 'hue',
    tokenIssuer: provider.issuer,
    publicUrl: PUBLIC,
    trustedProxies: ['loopback'],
  });
});
afterAll(async () => {
  await api.close();
  provider.server.close();
});

async function startProvider() {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const op = new Provider(issuer, {
    clients: [
      {
        client_id: 'motcua',
        client_secret: 'a secret of the two of them',
        redirect_uris: [`${PUBLIC}/auth/callback`],
        post_logout_redirect_uris: [`${PUBLIC}/`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['of the provider'] },
    claims: { openid: ['sub'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `${issuer}/who/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Công dân ${id}` }) }),
    async loadExistingGrant({ oidc: { provider: at, session, client } }) {
      const grant = new at.Grant({
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
        ...(client?.clientId === undefined ? {} : { clientId: client.clientId }),
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const callback = op.callback();
  const answer: typeof callback = async (req, res) => {
    const url = new URL(req.url ?? '/', issuer);
    if (url.pathname === '/auth') requests.push(url.searchParams);
    if (!url.pathname.startsWith('/who/')) return callback(req, res);
    const result =
      whoComes === null
        ? { error: 'access_denied', error_description: 'left' }
        : { login: { accountId: whoComes } };
    await op.interactionFinished(req, res, result);
  };
  return { server, issuer };
}

/** A browser in front of the proxy: what is asked of the public address comes by TLS. */
class Visitor extends BrowserSession {
  override ask(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, PUBLIC);
    if (url.origin !== PUBLIC) return super.ask(path, init);
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-proto', 'https');
    return super.ask(`${url.pathname}${url.search}`, { ...init, headers });
  }
}
const visitor = () => new Visitor(api.url);
const arrive = async (who: string | null, one = visitor()) => {
  whoComes = who;
  requests = [];
  return { one, at: (await one.follow('/auth/sign-in?to=/inbox')).at };
};
const leave = async (one: Visitor) => {
  const { csrf } = await one.session();
  const answer = await one.ask('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrf ?? '' } });
  return ((await answer.json()) as { to: string }).to;
};

describe('whoever the provider vouches for', () => {
  test('is signed in by a cookie that leaves TLS never and is of this host alone', async () => {
    const { one, at } = await arrive(lan);
    expect(at).toBe('/inbox');
    expect((await one.session()).user).toBe(lan);
    expect(one.cookies.has('__Host-motcua')).toBe(true);
    const again = await one.ask('/auth/sign-in');
    expect(again.headers.getSetCookie().join()).toMatch(/motcua-requested-[^;]+;.*Secure/i);
    // What comes without TLS is given no session at all.
    expect((await new BrowserSession(api.url).ask('/auth/session')).headers.getSetCookie()).toEqual([]);
  });

  test('becomes a citizen and nothing else, when they come for the first time', async () => {
    const [{ one, at }, other] = await Promise.all([arrive('012-moi'), arrive('012-moi')]);
    expect([at, other.at]).toEqual(['/inbox', '/inbox']);
    const me = (await (await one.ask('/v1/me')).json()) as {
      name: string;
      province: string;
      roles: object[];
    };
    expect(me).toMatchObject({ name: 'Công dân 012-moi', roles: [{ role: 'citizen', agency: null }] });
    expect(me.roles).toHaveLength(1);
  });

  test('is refused who was let go, and who calls themselves as the engine does', async () => {
    await api.engine.owner.pool.query(
      `INSERT INTO users (id, name, province, active) VALUES ('da-nghi', 'Đã nghỉ', 'hue', false)`,
    );
    for (const who of ['da-nghi', 'engine']) {
      const { one, at } = await arrive(who);
      expect([who, at]).toEqual([who, '/sign-in?refused=unknown']);
      expect((await one.session()).user).toBeNull();
    }
  });

  test('who leaves the provider’s page is told so in words', async () => {
    expect((await arrive(null)).at).toBe('/sign-in?refused=cancelled');
  });
});

test('signing out leads to the provider, and the next one at this computer is asked who they are', async () => {
  const { one } = await arrive(lan);
  expect(requests[0]?.get('prompt')).toBeNull();
  const to = new URL(await leave(one));
  expect([to.origin, to.searchParams.get('post_logout_redirect_uri')]).toEqual([
    provider.issuer,
    `${PUBLIC}/`,
  ]);
  // Nothing that says who it was.
  expect(to.searchParams.get('id_token_hint')).toBeNull();
  const farewell = await (await one.ask(to.href)).text();
  const xsrf = /name="xsrf" value="(\w+)"/.exec(farewell)?.[1] ?? '';
  const gone = await one.ask(`${provider.issuer}/session/end/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  expect(gone.headers.get('location')).toBe(`${PUBLIC}/`);
  await arrive('dan', one);
  expect(requests[0]?.get('prompt')).toBe('login');
  expect((await one.session()).user).toBe('dan');
  await arrive('dan', one);
  expect(requests[0]?.get('prompt')).toBeNull();
});

test('development identities are not there', async () => {
  for (const path of ['/dev/users', '/dev/identity/.well-known/openid-configuration'])
    expect([path, (await fetch(`${api.url}${path}`)).status]).toEqual([path, 404]);
  const token = await fetch(`${api.url}/dev/token`, { method: 'POST', body: '{"user":"lan"}' });
  expect(token.status).toBe(404);
});

test('who asks often is counted by their own address, as the proxy says it; a stranger’s word for it is nothing', async () => {
  const look = async (from: string) =>
    (
      await fetch(`${api.url}/v1/track/H57-261123-0001`, {
        headers: { 'x-forwarded-for': from, 'tracking-proof': '1' },
      })
    ).headers
      .get('ratelimit')
      ?.match(/r=(\d+)/)?.[1];
  const first = await look('203.0.113.7');
  expect(await look('203.0.113.8')).toBe(first);
  expect(Number(await look('203.0.113.7'))).toBe(Number(first) - 1);
  // The proxy puts the address that it saw last.
  expect(Number(await look('198.51.100.1, 203.0.113.7'))).toBe(Number(first) - 2);
});
