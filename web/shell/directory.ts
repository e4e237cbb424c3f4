/** Names for the ids that cases speak of. */
import { useQuery } from '@tanstack/react-query';
import type { Procedure } from '../../domain/procedures/types.ts';
import { api, dataOf } from './client.ts';
import { useLanguage } from './language.tsx';

const HOUR = 3_600_000;

/** By id, in the chosen language; an id that is not known stands for itself. */
export function useAgencyNames(): (id: string) => string {
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['agencies'],
    queryFn: () => dataOf(api.GET('/v1/agencies')),
    staleTime: HOUR,
  });
  return (id) => data?.items.find((each) => each.id === id)?.name[language] ?? id;
}

/** Names of colleagues; who sees none of them sees ids. */
export function useUserNames(isStaff: boolean): (id: string) => string {
  const { data } = useQuery({
    queryKey: ['users'],
    queryFn: () => dataOf(api.GET('/v1/users', { params: { query: { limit: 200 } } })),
    staleTime: HOUR,
    enabled: isStaff,
  });
  return (id) => data?.items.find((each) => each.id === id)?.name ?? id;
}

/** The version asked for, or the one in force. */
export function useProcedure(code: string | undefined, version?: number) {
  return useQuery({
    queryKey: ['procedure', code, version],
    queryFn: () =>
      dataOf(
        api.GET('/v1/procedures/{code}', {
          params: { path: { code: code ?? '' }, ...(version === undefined ? {} : { query: { version } }) },
        }),
      ).then(
        // The document of the API leaves the language of procedures to the rules that read it.
        ({ procedure }) => procedure as unknown as Procedure,
      ),
    staleTime: HOUR,
    enabled: code !== undefined,
  });
}
