import { useQuery } from '@tanstack/react-query';
import { OUTSIDE_ROLES } from '../../domain/vocabulary/roles.ts';
import type { components } from '../api/schema.gen.ts';
import { ApiProblem, api, dataOf, headersOfChange, sayWithChanges } from './client.ts';

export type Me = components['schemas']['User'];
export type Role = Me['roles'][number]['role'];

/** Who is signed in; null: nobody. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 5 * 60_000, refetchOnReconnect: 'always' });
}

const KNOWN = 'motcua.me';

/** While nobody answers, who it was last: what they did meanwhile is theirs. A browser that is "online" may reach nobody all the same. */
async function readMe(): Promise<Me | null> {
  try {
    const me = await askMe();
    if (me === null) localStorage.removeItem(KNOWN);
    else localStorage.setItem(KNOWN, JSON.stringify(me));
    return me;
  } catch (error) {
    const known = localStorage.getItem(KNOWN);
    const isRefusal = error instanceof ApiProblem && error.status < 500;
    if (known === null || isRefusal) throw error;
    return JSON.parse(known) as Me;
  }
}

/** A page in a train must not wait for ever to learn whose it is. */
const PATIENCE_MS = 8_000;

async function askMe(): Promise<Me | null> {
  if ((await askUser()) === null) return null;
  try {
    return await dataOf(api.GET('/v1/me'));
  } catch (error) {
    // The session ended between the two.
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Also learns what changes have to say from now on. */
async function askUser(): Promise<string | null> {
  const answer = await fetch('/auth/session', { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new ApiProblem(answer.status, {});
  const { user, csrf } = (await answer.json()) as { user: string | null; csrf: string | null };
  sayWithChanges(csrf);
  return user;
}

/** Comes back to this page, or to another. */
export function signIn(to = `${location.pathname}${location.search}`): void {
  location.assign(`/auth/sign-in?to=${encodeURIComponent(to)}`);
}

/** @throws while nobody answers: then nobody is signed out either */
export async function signOut(): Promise<void> {
  // Another tab may have begun another session.
  await askUser();
  const answer = await fetch('/auth/sign-out', { method: 'POST', headers: headersOfChange() });
  if (!answer.ok) throw new ApiProblem(answer.status, {});
  const { to } = (await answer.json()) as { to: string };
  // Drafts hold what citizens said; who sits here next has no part in them.
  sessionStorage.clear();
  localStorage.removeItem(KNOWN);
  indexedDB.deleteDatabase('motcua-field');
  indexedDB.deleteDatabase('motcua-field-drafts');
  // Where the provider takes its leave too, it does so next.
  location.assign(to);
}

/** Whoever does not work in an office: they know offices, not officers. */
export function isOutsider(me: Me | null | undefined): boolean {
  return holds(me, ...OUTSIDE_ROLES);
}

export function holds(me: Me | null | undefined, ...roles: readonly Role[]): boolean {
  return me?.roles.some(({ role }) => roles.includes(role)) ?? false;
}
