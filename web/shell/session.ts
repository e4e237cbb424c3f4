import { useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf, headersOfChange, sayWithChanges } from './client.ts';

export type Me = components['schemas']['User'];
export type Role = Me['roles'][number]['role'];

/** Who is signed in; null: nobody. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 5 * 60_000, refetchOnReconnect: 'always' });
}

const KNOWN = 'motcua.me';

/** Without a network, who it was last: what they did meanwhile is theirs. */
async function readMe(): Promise<Me | null> {
  try {
    const me = await askMe();
    if (me === null) localStorage.removeItem(KNOWN);
    else localStorage.setItem(KNOWN, JSON.stringify(me));
    return me;
  } catch (error) {
    const known = navigator.onLine ? null : localStorage.getItem(KNOWN);
    if (known === null) throw error;
    return JSON.parse(known) as Me;
  }
}

async function askMe(): Promise<Me | null> {
  const answer = await fetch('/auth/session');
  const { user, csrf } = (await answer.json()) as { user: string | null; csrf: string | null };
  sayWithChanges(csrf);
  return user === null ? null : dataOf(api.GET('/v1/me'));
}

/** Comes back to this page, or to another. */
export function signIn(to = `${location.pathname}${location.search}`): void {
  location.assign(`/auth/sign-in?to=${encodeURIComponent(to)}`);
}

export async function signOut(): Promise<void> {
  // Drafts hold what citizens said; who sits here next has no part in them.
  sessionStorage.clear();
  localStorage.removeItem(KNOWN);
  indexedDB.deleteDatabase('motcua-field');
  indexedDB.deleteDatabase('motcua-field-drafts');
  await fetch('/auth/sign-out', { method: 'POST', headers: headersOfChange() });
  location.assign('/');
}

export function holds(me: Me | null | undefined, ...roles: readonly Role[]): boolean {
  return me?.roles.some(({ role }) => roles.includes(role)) ?? false;
}
