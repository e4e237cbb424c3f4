/** What happens while the page is open: the API's stream of events makes what is shown of a case anew. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CaseFact } from '../../domain/cases/events.ts';

export type Connection = 'connecting' | 'live' | 'offline';

interface Happened {
  readonly case: string;
  readonly code: string;
}

/** Many events at once are one look. */
const GATHER_MS = 400;
/** Each, so that a new type of event is not forgotten here: a stream hands over by name. */
const HEEDED: Readonly<Record<CaseFact['type'], true>> = {
  'calendar-changed': true,
  'card-given': true,
  'case-accepted': true,
  'case-appealed': true,
  'case-classified': true,
  'case-closed': true,
  'case-decided': true,
  'case-disputed': true,
  'case-filed': true,
  'case-merged': true,
  'case-not-accepted': true,
  'case-prioritised': true,
  'case-rated': true,
  'case-recategorised': true,
  'case-reopened': true,
  'case-resumed': true,
  'case-suspended': true,
  'case-withdrawn': true,
  'clock-breached': true,
  'deadline-extended': true,
  'delivery-chosen': true,
  'documents-attached': true,
  'fee-paid': true,
  'fee-refund-ordered': true,
  'fee-refunded': true,
  'note-added': true,
  'procedure-moved': true,
  'result-delivered': true,
  'result-published': true,
  'rung-reached': true,
  'shipment-late': true,
  'shipment-moved': true,
  'shipment-ordered': true,
  'shipment-readdressed': true,
  'shipment-recalled': true,
  'step-entered': true,
  'step-skipped': true,
  'supplement-expired': true,
  'supplement-received': true,
  'supplement-requested': true,
  'task-assigned': true,
  'task-cancelled': true,
  'task-claimed': true,
  'task-completed': true,
  'task-escalated': true,
  'task-opened': true,
  'task-raised': true,
  'task-released': true,
  'task-transferred': true,
  'work-returned': true,
};
const LISTS = ['tasks', 'counts', 'cases', 'complaints'];

export function useLive(isSignedIn: boolean): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (!isSignedIn) return;
    const source = new EventSource('/v1/events');
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heed = ({ data }: MessageEvent<string>) => {
      const happened = JSON.parse(data) as Happened;
      changed.add(happened.case).add(happened.code);
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh(queries, changed);
        changed.clear();
      }, GATHER_MS);
    };
    for (const type of Object.keys(HEEDED)) source.addEventListener(type, heed);
    source.onmessage = heed;
    source.onopen = () => setConnection('live');
    source.onerror = () => setConnection('offline');
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [isSignedIn, queries]);
  return connection;
}

function refresh(queries: QueryClient, changed: ReadonlySet<string>): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [kind, id] }) =>
      LISTS.includes(String(kind)) || (kind === 'case' && changed.has(String(id))),
  });
}
