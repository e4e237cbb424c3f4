/** A dossier as it is being taken in, kept in this tab until it was filed: nothing typed is lost by a reload. */
import { useSessionStorage } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { components, paths } from '../api/schema.gen.ts';
import { answersOf, type FormSchema, filled } from '../form/rule.ts';
import { ApiProblem, api, dataOf } from '../shell/client.ts';
import { type Agency, useAgencies } from '../shell/directory.ts';
import { holds, type Me } from '../shell/session.ts';

type Filing = NonNullable<paths['/v1/dossiers']['post']['requestBody']>['content']['application/json'];
export type DeliveryWay = NonNullable<Filing['delivery']>;

/** A file that was handed over; or the sheet itself, which an officer has seen and which stays on paper. */
export type Paper =
  | { readonly rule: string; readonly upload: string; readonly name: string }
  | { readonly rule: string; readonly onPaper: true };

export const inputOf = (document: Paper) =>
  'upload' in document
    ? { rule: document.rule, upload: document.upload }
    : ({ rule: document.rule, onPaper: true } as const);

export interface FilingDraft {
  readonly applicant: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly documents: readonly Paper[];
  /** Of documents on paper; null: not counted. */
  readonly sets: number | null;
  readonly owner: string | null;
  readonly delivery: DeliveryWay | null;
  /** Names the order, so that a click that is repeated files once. */
  readonly key: string;
}

export const fresh = (): FilingDraft => ({
  applicant: {},
  form: {},
  documents: [],
  sets: 1,
  owner: null,
  delivery: null,
  key: crypto.randomUUID(),
});

/** Somebody has begun to fill it in. */
export const isBegun = ({ applicant, form, documents }: FilingDraft): boolean =>
  documents.length > 0 || Object.keys(filled(applicant)).length > 0 || Object.keys(filled(form)).length > 0;

export function useDraft(procedure: string) {
  return useSessionStorage<FilingDraft>({
    key: `motcua.filing.${procedure}`,
    defaultValue: fresh(),
    getInitialValueInEffect: false,
  });
}

export function useOwners(procedure: Procedure, me: Me | null | undefined) {
  return ownersOf(procedure, useAgencies(), me);
}

/** Offices that may decide it; first the one of the counter's own area. */
export function ownersOf(
  procedure: Pick<Procedure, 'owner'>,
  agencies: readonly Agency[],
  me: Me | null | undefined,
): readonly Agency[] {
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
  const answers = answersOf(procedure.form as FormSchema, form);
  return useQuery({
    queryKey: ['fee', procedure.code, channel, answers],
    queryFn: () =>
      dataOf(
        api.POST('/v1/procedures/{code}/fee', {
          params: { path: { code: procedure.code } },
          body: { channel, form: answers },
        }),
      ).then(({ fee }) => fee),
    placeholderData: (before) => before,
  });
}

export type Filed = Pick<components['schemas']['Filed'], 'code' | 'proof'>;

const OF_ANOTHER_VERSION = ['unknown-procedure', 'invalid-input', 'channel-not-offered', 'document-missing'];

/** The draft as it is filed. */
export function dossierOf(
  { code, form }: Pick<Procedure, 'code' | 'form'>,
  draft: FilingDraft,
  { owner, channel }: { readonly owner: string; readonly channel: 'counter' | 'online' },
): Filing {
  return {
    procedure: code,
    channel,
    owner,
    applicant: { ...filled(draft.applicant), name: draft.applicant.name ?? '' },
    form: answersOf(form as FormSchema, draft.form),
    documents: draft.documents.map(inputOf),
    // Paper that nobody has seen is counted by nobody.
    ...(channel === 'counter' && draft.sets ? { sets: draft.sets } : {}),
    ...(draft.delivery === null ? {} : { delivery: draft.delivery }),
  };
}

export function useFile(procedure: Procedure) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, ...to }: { draft: FilingDraft; owner: string; channel: 'counter' | 'online' }) =>
      dataOf(
        api.POST('/v1/dossiers', {
          headers: { 'Idempotency-Key': draft.key },
          body: dossierOf(procedure, draft, to),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['counts'] }),
    // It may be that another version of the procedure is in force since the form was opened.
    onError: (error) => {
      if (!(error instanceof ApiProblem) || !OF_ANOTHER_VERSION.includes(error.code)) return;
      void queries.invalidateQueries({ queryKey: ['procedures'] });
      void queries.invalidateQueries({ queryKey: ['procedure', procedure.code] });
    },
  });
}
