/** A complaint as it is being written, kept in this tab until it was taken in. */
import { useSessionStorage } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { type FilingDraft as Dossier, inputOf } from '../counter/filing.ts';
import { answersOf, type FormSchema, filled } from '../form/rule.ts';
import { api, dataOf } from '../shell/client.ts';
import { holds, type Me } from '../shell/session.ts';

export interface ComplaintDraft {
  readonly form: Readonly<Record<string, unknown>>;
  readonly documents: Dossier['documents'];
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly ward: string | null;
  readonly isAnonymous: boolean;
  readonly reporter: Readonly<Record<string, string>>;
  readonly isDanger: boolean;
  /** Names the order, so that a click that is repeated sends once. */
  readonly key: string;
}

export function useDraft(procedure: string) {
  return useSessionStorage<ComplaintDraft>({
    key: `motcua.report.${procedure}`,
    defaultValue: {
      form: {},
      documents: [],
      place: null,
      ward: null,
      isAnonymous: false,
      reporter: {},
      isDanger: false,
      key: crypto.randomUUID(),
    },
    getInitialValueInEffect: false,
  });
}

/** The operations centre writes down what it is told by telephone. */
export function channelOf(me: Me | null | undefined): 'phone' | 'online' {
  return holds(me, 'receptionist') ? 'phone' : 'online';
}

/** The draft as it is filed. Who wants to stay unnamed is not named, whatever they typed before. */
export function complaintOf(
  { code, form }: Pick<Procedure, 'code' | 'form'>,
  draft: ComplaintDraft,
  channel: 'phone' | 'online',
) {
  return {
    procedure: code,
    channel,
    form: answersOf(form as FormSchema, draft.form),
    documents: draft.documents.map(inputOf),
    ...(draft.place === null ? {} : { location: draft.place }),
    ...(draft.ward === null ? {} : { area: draft.ward }),
    ...(draft.isAnonymous ? {} : { reporter: filled(draft.reporter) }),
    ...(draft.isDanger ? { dangerToLife: true } : {}),
  };
}

export function useReport(procedure: Procedure) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, channel }: { draft: ComplaintDraft; channel: 'phone' | 'online' }) =>
      dataOf(
        api.POST('/v1/complaints', {
          headers: { 'Idempotency-Key': draft.key },
          body: complaintOf(procedure, draft, channel),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['complaints'] }),
  });
}

/** The commune is chosen beside the map. */
export function withoutWard({ properties = {}, ...schema }: FormSchema): FormSchema {
  const { ward: _, ...rest } = properties;
  return { ...schema, properties: rest };
}
