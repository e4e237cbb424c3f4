/** A dossier as it is being taken in, kept in this tab until it was filed: nothing typed is lost by a reload. */
import { useSessionStorage } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Procedure } from '../../domain/procedures/types.ts';
import type { paths } from '../api/schema.gen.ts';
import { answersOf, type FormSchema, filled } from '../form/rule.ts';
import { api, dataOf } from '../shell/client.ts';
import { useAgencies } from '../shell/directory.ts';
import { holds, type Me } from '../shell/session.ts';

type Filing = NonNullable<paths['/v1/dossiers']['post']['requestBody']>['content']['application/json'];
export type DeliveryWay = NonNullable<Filing['delivery']>;

export interface Draft {
  readonly applicant: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly papers: readonly { readonly rule: string; readonly upload: string; readonly name: string }[];
  readonly owner: string | null;
  readonly delivery: DeliveryWay | null;
  /** Names the order, so that a click that is repeated files once. */
  readonly key: string;
}

const fresh = (): Draft => ({
  applicant: {},
  form: {},
  papers: [],
  owner: null,
  delivery: null,
  key: crypto.randomUUID(),
});

export function useDraft(procedure: string) {
  return useSessionStorage<Draft>({
    key: `motcua.filing.${procedure}`,
    defaultValue: fresh(),
    getInitialValueInEffect: false,
  });
}

/** Offices that may decide it; first the one of the counter's own area. */
export function useOwners(procedure: Procedure, me: Me | null | undefined) {
  const agencies = useAgencies();
  const counter = me?.roles.find(({ role }) => role === 'receptionist')?.agency;
  const area = agencies.find(({ id }) => id === counter)?.area ?? null;
  return agencies
    .filter(({ fulfils }) => fulfils.includes(procedure.owner))
    .sort((a, b) => Number(b.area === area) - Number(a.area === area));
}

/** Whoever stands behind the counter files there; a citizen files from home. */
export function channelOf(me: Me | null | undefined): 'counter' | 'online' {
  return holds(me, 'receptionist') ? 'counter' : 'online';
}

export function useFee(
  procedure: Procedure,
  channel: 'counter' | 'online',
  form: Readonly<Record<string, unknown>>,
) {
  const asked = answersOf(procedure.form as FormSchema, form);
  return useQuery({
    queryKey: ['fee', procedure.code, channel, asked],
    queryFn: () =>
      dataOf(
        api.POST('/v1/procedures/{code}/fee', {
          params: { path: { code: procedure.code } },
          body: { channel, form: asked },
        }),
      ).then(({ fee }) => fee),
    placeholderData: (before) => before,
  });
}

export function useFile(procedure: Procedure) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, owner, channel }: { draft: Draft; owner: string; channel: 'counter' | 'online' }) =>
      dataOf(
        api.POST('/v1/dossiers', {
          headers: { 'Idempotency-Key': draft.key },
          body: {
            procedure: procedure.code,
            channel,
            owner,
            applicant: { ...filled(draft.applicant), name: draft.applicant.name ?? '' },
            form: answersOf(procedure.form as FormSchema, draft.form),
            documents: draft.papers.map(({ rule, upload }) => ({ rule, upload })),
            ...(draft.delivery === null ? {} : { delivery: draft.delivery }),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['counts'] }),
  });
}
