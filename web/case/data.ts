import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';

export type Case = components['schemas']['Case'];
export type Action = Case['actions'][number];
export type Task = Case['tasks'][number];
export type Shipment = Case['shipments'][number];
export type HistoryEvent = components['schemas']['HistoryEvent'];

const path = (code: string) => ({ params: { path: { idOrCode: code } } });

export function useCase(code: string) {
  return useQuery({
    queryKey: ['case', code],
    queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}', path(code))),
  });
}

export function useHistory(code: string) {
  return useQuery({
    queryKey: ['case', code, 'history'],
    queryFn: () => wholeHistory(code),
  });
}

/** The most that the API gives at once. */
const HISTORY_PAGE = 200;

/** From the first event to the last, page after page. */
async function wholeHistory(code: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: { items: HistoryEvent[]; next: number | null } = await dataOf(
      api.GET('/v1/cases/{idOrCode}/history', {
        params: { path: { idOrCode: code }, query: { after, limit: HISTORY_PAGE } },
      }),
    );
    events.push(...page.items);
    after = page.next;
  }
  return events;
}

/** How long after an event its documents may be in the making. */
const MAKING_MS = 60_000;
const MAKING_LOOK_MS = 4_000;
/** Where a document took longer, or the clock of this machine is wrong. */
const USUAL_LOOK_MS = 60_000;

export function useDocuments(code: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['case', code, 'documents'],
    // A document is made a moment after its event, and is no event itself.
    refetchInterval: () => {
      const last = queries.getQueryData<readonly HistoryEvent[]>(['case', code, 'history'])?.at(-1);
      // Where nobody shows the history, as at the counter, a document is what is waited for.
      const isFresh = last === undefined || Date.now() - Date.parse(last.at) < MAKING_MS;
      return isFresh ? MAKING_LOOK_MS : USUAL_LOOK_MS;
    },
    queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}/documents', path(code))).then(({ items }) => items),
  });
}

export function useMessages(code: string) {
  return useQuery({
    queryKey: ['case', code, 'messages'],
    queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}/messages', path(code))).then(({ items }) => items),
  });
}

/** Why a deadline is when it is, day by day. */
export function useWhy(code: string, clock: string) {
  return useQuery({
    queryKey: ['case', code, 'why', clock],
    queryFn: () =>
      dataOf(
        api.GET('/v1/cases/{idOrCode}/clocks/{clock}/why', {
          params: { path: { idOrCode: code, clock } },
        }),
      ),
  });
}

/** Does an action on the version that was looked at: what a colleague did meanwhile is never overwritten unseen. */
export function useAct(code: string, version: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, input }: { name: string; input: Record<string, unknown> }) =>
      dataOf(
        api.POST('/v1/cases/{idOrCode}/actions/{name}', {
          params: { path: { idOrCode: code, name } },
          headers: { 'If-Match': `"${version}"` },
          body: input,
        }),
      ),
    onSuccess: (after) => {
      queries.setQueryData(['case', code], after);
      void queries.invalidateQueries({ queryKey: ['case', code, 'history'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
    // What is true now is shown beside what was typed.
    onError: () => queries.invalidateQueries({ queryKey: ['case', code] }),
  });
}
