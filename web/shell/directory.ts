/** Names for the ids that cases speak of. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from './client.ts';
import { useLanguage } from './language.tsx';
import { isOutsider, useMe } from './session.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = 200;

export type Agency = components['schemas']['Agency'];
type Me = components['schemas']['User'];

/** The offices of the province; none while they are not known. */
export function useAgencies(): readonly Agency[] {
  const { data } = useQuery({
    queryKey: ['agencies'],
    queryFn: () => dataOf(api.GET('/v1/agencies')),
    staleTime: HOUR,
  });
  return data?.items ?? [];
}

/** By id, in the chosen language; an id that is not known stands for itself. */
export function useAgencyNames(): (id: string) => string {
  const { language } = useLanguage();
  const agencies = useAgencies();
  return (id) => agencies.find((each) => each.id === id)?.name[language] ?? id;
}

/** Everybody who works in the province; none while they are not known. */
export function useUsers(isStaff = true): readonly Me[] {
  const { data } = useQuery({ queryKey: ['users'], queryFn: listUsers, staleTime: HOUR, enabled: isStaff });
  return data ?? [];
}

/** Page after page, by id. */
export async function listUsers(): Promise<readonly Me[]> {
  const users: Me[] = [];
  let after: string | null = null;
  do {
    const page: { items: Me[]; next: string | null } = await dataOf(
      api.GET('/v1/users', { params: { query: { limit: PAGE, ...(after === null ? {} : { after }) } } }),
    );
    users.push(...page.items);
    after = page.next;
  } while (after !== null);
  return users;
}

/** Names of colleagues. A citizen knows their own name; who else worked on it is an officer of the office that is named. */
export function useUserNames(isStaff: boolean): (id: string) => string {
  const { data: me } = useMe();
  const { says } = useLanguage();
  const isOutside = isOutsider(me);
  const users = useUsers(isStaff && !isOutside);
  if (isOutside && me) return (id) => (id === me.id ? me.name : says.shell.officer);
  return (id) => users.find((each) => each.id === id)?.name ?? id;
}

/** The version asked for, or the one in force. */
export function useProcedure(code: string | undefined, version?: number) {
  return useQuery({ ...procedureQuery(code ?? '', version), enabled: code !== undefined });
}

export function procedureQuery(code: string, version?: number) {
  return queryOptions({
    queryKey: ['procedure', code, version],
    queryFn: () =>
      dataOf(
        api.GET('/v1/procedures/{code}', {
          params: { path: { code }, ...(version === undefined ? {} : { query: { version } }) },
        }),
      ).then(
        // The document of the API leaves the language of procedures to the rules that read it.
        ({ procedure }) => procedure as unknown as Procedure,
      ),
    // A version stays as it is; which one is in force may change.
    staleTime: version === undefined ? 5 * MINUTE : Number.POSITIVE_INFINITY,
  });
}
