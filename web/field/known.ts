/** The work of a field team: what the API says, or where there is no network, what it said last. */

import { useQuery } from '@tanstack/react-query';
import { createStore, get, set } from 'idb-keyval';
import type { Procedure } from '../../domain/procedures/types.ts';
import type { Case } from '../case/data.ts';
import { listOpenComplaints, type OpenComplaint } from '../complaints/data.ts';
import { ApiProblem, api, dataOf } from '../shell/client.ts';
import { useMe } from '../shell/session.ts';

export interface Job {
  readonly complaint: OpenComplaint;
  readonly task: OpenComplaint['tasks'][number];
  readonly shown: Case;
  readonly procedure: Procedure;
}

export interface Known {
  readonly jobs: readonly Job[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isOld: boolean;
}

const store = createStore('motcua-field', 'known');
/** Who opens the list on the way does not need more than these. */
const MOST = 40;
const LOOK_MS = 60_000;

export function useJobs() {
  const { data: me } = useMe();
  const user = me?.id;
  const places = new Set(
    (me?.roles ?? []).filter(({ role }) => role === 'field-team').map(({ agency }) => agency),
  );
  return useQuery({
    queryKey: ['complaints', 'field', user],
    queryFn: async (): Promise<Known> => {
      try {
        const known = { jobs: await jobsOf(user ?? '', places), at: Date.now(), isOld: false };
        await set(user ?? '', known, store);
        return known;
      } catch (error) {
        const known = error instanceof ApiProblem ? undefined : await get<Known>(user ?? '', store);
        if (known === undefined) throw error;
        return { ...known, isOld: true };
      }
    },
    refetchInterval: LOOK_MS,
    retry: false,
    enabled: user !== undefined,
  });
}

async function jobsOf(user: string, places: ReadonlySet<string | null>): Promise<Job[]> {
  const { items } = await listOpenComplaints({});
  const own = items.flatMap((complaint) =>
    complaint.tasks
      .filter(
        ({ role, agency, assignee }) =>
          role === 'field-team' && places.has(agency) && (assignee === null || assignee === user),
      )
      .map((task) => ({ complaint, task })),
  );
  return Promise.all(
    own.slice(0, MOST).map(async ({ complaint, task }) => {
      const [shown, { procedure }] = await Promise.all([
        dataOf(api.GET('/v1/cases/{idOrCode}', { params: { path: { idOrCode: complaint.code } } })),
        dataOf(api.GET('/v1/procedures/{code}', { params: { path: { code: complaint.procedure.code } } })),
      ]);
      // The document of the API leaves the language of procedures to the rules that read it.
      return { complaint, task, shown, procedure: procedure as unknown as Procedure };
    }),
  );
}
