/** Signing in with a browser, by OpenID Connect with a provider that is real, and what the session is good for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetSessions } from '../../db/sign-in/queries.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { BrowserSession } from '../../test/support/browser-session.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const { user: lan } = PEOPLE.receptionist;
let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const browser = () => new BrowserSession(api.url);
/** As far as the provider. */
async function leaving(one = browser(), to = '/') {
  const begun = await one.ask(`/auth/sign-in?to=${to}`);
  return { one, begun, at: (await one.follow(begun.headers.get('location') ?? '')).at };
}
/** Chooses there who to be, and gives where it leads back to. */
async function chosen({ one, at }: { one: BrowserSession; at: string }): Promise<string> {
  const answer = await one.ask(at, { method: 'POST', body: new URLSearchParams({ user: lan }) });
  return (await one.ask(answer.headers.get('location') ?? '')).headers.get('location') ?? '';
}
const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': `${Math.random()}`, ...headers },
  body: JSON.stringify(body),
});

describe('whoever signs in', () => {
  test('picks who to be, comes back to where they were, and has a cookie that scripts cannot read', async () => {
    const one = browser();
    const begun = await one.ask('/auth/sign-in?to=/inbox');
    expect(begun.headers.get('location')).toMatch(/code_challenge_method=S256/);
    expect(await one.signIn(lan, '/inbox')).toBe('/inbox');
    const me = await one.ask('/v1/me');
    expect([me.status, ((await me.json()) as { id: string }).id]).toEqual([200, lan]);
    const { user, csrf } = await one.session();
    expect([user, csrf]).toEqual([lan, expect.stringMatching(/^[\w-]{32}$/)]);
    const { begun: coming } = await leaving();
    expect(coming.headers.getSetCookie().join()).toMatch(
      /motcua-requested-[^;]+;.*Path=\/auth;.*HttpOnly;.*SameSite=Lax/i,
    );
    const other = await leaving();
    const set = (await other.one.ask(await chosen(other))).headers.getSetCookie().join();
    expect(set).toMatch(/motcua=[^;]+;.*HttpOnly;.*SameSite=Lax/i);
  });

  test('in two tabs at once arrives in both', async () => {
    const one = browser();
    const tabs = [await leaving(one, '/inbox'), await leaving(one, '/cases')];
    const arrived = [];
    for (const tab of tabs) arrived.push((await one.ask(await chosen(tab))).headers.get('location'));
    expect(arrived).toEqual(['/inbox', '/cases']);
  });

  test('and only asks, fills no table; what a browser keeps of it stays small', async () => {
    const rows = async () =>
      (await api.engine.owner.pool.query('SELECT count(*)::int AS n FROM sessions')).rows[0].n;
    const before = await rows();
    const one = browser();
    for (let time = 0; time < 9; time++) await one.ask('/auth/sign-in');
    expect(await rows()).toBe(before);
    expect(
      [...one.cookies.keys()].filter((name) => name.startsWith('motcua-asked')).length,
    ).toBeLessThanOrEqual(6);
  });

  test('is led to no other site', async () => {
    // Without a desk the first page is that of the API.
    for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'inbox'])
      expect(await browser().signIn(lan, to)).toBe('/docs');
  });

  test('gets another session than the one they came with', async () => {
    const one = browser();
    await one.signIn(lan);
    const before = one.cookies.get('motcua');
    await one.signIn(lan);
    expect(before).toBeDefined();
    expect(one.cookies.get('motcua')).not.toBe(before);
  });

  test('as somebody whom the province does not know, or has let go, is nobody', async () => {
    const one = browser();
    const { at } = await one.follow('/auth/sign-in');
    const again = await one.ask(at, { method: 'POST', body: new URLSearchParams({ user: 'nghi-viec' }) });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('<form');
    expect((await one.session()).user).toBeNull();
  });

  test('and signs out, is nobody, also with the cookie of before', async () => {
    const one = browser();
    await one.signIn(lan);
    const cookie = `motcua=${one.cookies.get('motcua')}`;
    const { csrf } = await one.session();
    const headers = { 'x-csrf-token': csrf ?? '' };
    expect((await one.ask('/auth/sign-out', { method: 'POST' })).status).toBe(403);
    const gone = await one.ask('/auth/sign-out', { method: 'POST', headers });
    expect([gone.status, await gone.json()]).toEqual([200, { to: '/' }]);
    expect((await fetch(`${api.url}/v1/me`, { headers: { cookie } })).status).toBe(401);
  });
});

describe('a change', () => {
  test('has to say what only our own page knows', async () => {
    const one = browser();
    await one.signIn(lan);
    const { csrf } = await one.session();
    const before = await api.counts();
    const ask = (headers: Record<string, string>) => one.ask('/v1/dossiers', json(permitFiling(), headers));
    for (const headers of [
      {},
      { 'x-csrf-token': 'guessed' },
      { 'x-csrf-token': csrf ?? '', 'sec-fetch-site': 'cross-site' },
      { 'x-csrf-token': csrf ?? '', 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await ask(headers);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'cross-site-request',
      ]);
    }
    expect(await api.counts()).toBe(before);
    expect((await ask({ 'x-csrf-token': csrf ?? '', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  test('by a token needs none of it: no browser sends that by itself', async () => {
    expect((await api.call(lan, 'POST', '/v1/dossiers', permitFiling())).status).toBe(201);
  });
});

describe('what does not fit together', () => {
  test('another state, a code that was used, or no sign-in that was begun', async () => {
    const { one, begun, at } = await leaving();
    const back = await chosen({ one, at });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const refused = async (path: string, who = one) => (await who.ask(path)).headers.get('location');
    for (const path of ['state=forged&code=abc', `state=${state}&code=abc`, 'code=abc', ''])
      expect(await refused(`/auth/callback?${path}`)).toBe('/sign-in?refused=failed');
    // What was asked is answered once; and by the browser that asked.
    const another = await chosen(await leaving());
    expect(await refused(back)).toBe('/sign-in?refused=failed');
    expect(await refused(another, browser())).toBe('/sign-in?refused=failed');
    expect((await one.session()).user).toBeNull();
  });

  test('a cookie that nobody of this house signed is none', async () => {
    const headers = { cookie: 'motcua=s%3Aforged.signature' };
    expect((await fetch(`${api.url}/v1/me`, { headers })).status).toBe(401);
  });

  test('a session that has ended is removed, and the others stay', async () => {
    const { pool } = api.engine.owner;
    await pool.query(`INSERT INTO sessions (sid, sess, expire) VALUES
      ('ended', '{}', now() - interval '1 minute'), ('goes-on', '{}', now() + interval '1 minute')`);
    expect(await forgetSessions(api.engine.owner, Date.now() as Instant)).toBe(1);
    const { rows } = await pool.query(`SELECT sid FROM sessions WHERE sid IN ('ended', 'goes-on')`);
    expect(rows).toEqual([{ sid: 'goes-on' }]);
  });
});
