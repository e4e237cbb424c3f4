/** The work of a field team: what the API says, or where there is no network, what it said last. */

import { useQuery } from '@tanstack/react-query';
import { createStore, get, set } from 'idb-keyval';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Case } from '../case/data.ts';
import { listOpenComplaints, type OpenComplaint } from '../complaints/data.ts';
import { api, dataOf, isRefusal } from '../shell/client.ts';
import { procedureQuery } from '../shell/directory.ts';
import { queries } from '../shell/queries.ts';
import { useMe } from '../shell/session.ts';
import { dropOthers } from './drafts.ts';

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
    (me?.roles ?? []).flatMap(({ role, agency }) =>
      role === 'field-team' && agency !== null ? [agency] : [],
    ),
  );
  return useQuery({
    queryKey: ['complaints', 'field', user],
    queryFn: async (): Promise<Known> => {
      try {
        const before = (await get<Known>(user ?? '', store))?.jobs ?? [];
        const known = { jobs: await jobsOf(user ?? '', places, before), at: Date.now(), isOld: false };
        await set(user ?? '', known, store);
        return known;
      } catch (error) {
        const known = isRefusal(error) ? undefined : await get<Known>(user ?? '', store);
        if (known === undefined) throw error;
        return { ...known, isOld: true };
      }
    },
    refetchInterval: LOOK_MS,
    retry: false,
    enabled: user !== undefined,
  });
}

/** What waits for this person outdoors: theirs already, or nobody's, of the agencies whose field work they do. Each once. */
export function ownIn(
  complaints: readonly OpenComplaint[],
  user: string,
  agencies: ReadonlySet<string>,
): readonly Pick<Job, 'complaint' | 'task'>[] {
  const each = new Map(complaints.map((complaint) => [complaint.id, complaint]));
  return [...each.values()].flatMap((complaint) =>
    complaint.tasks
      .filter(
        ({ role, agency, assignee }) =>
          role === 'field-team' && agencies.has(agency) && (assignee === null || assignee === user),
      )
      .map((task) => ({ complaint, task })),
  );
}

/** A complaint that is as it was needs no second look; of a procedure, the version that the case runs holds for good. */
async function jobsOf(user: string, places: ReadonlySet<string>, before: readonly Job[]): Promise<Job[]> {
  const lists = await Promise.all([...places].map((agency) => listOpenComplaints({ agency })));
  const own = ownIn(
    lists.flatMap(({ items }) => items),
    user,
    places,
  );
  const jobs = await Promise.all(
    own.slice(0, MOST).map(async ({ complaint, task }) => {
      const known = before.find((each) => each.shown.id === complaint.id);
      const isSame = known?.shown.version === complaint.version;
      const shown = isSame ? known.shown : await caseOf(complaint.code);
      const { code, version } = shown.procedure;
      const isRun = known?.procedure.code === code && known.procedure.version === version;
      const procedure = isRun
        ? known.procedure
        : await queries.ensureQueryData(procedureQuery(code, version));
      return { complaint, task, shown, procedure };
    }),
  );
  await dropOthers(
    user,
    jobs.map(({ complaint, task }) => ({ code: complaint.code, task: task.id })),
  );
  return jobs;
}

const caseOf = (code: string): Promise<Case> =>
  dataOf(api.GET('/v1/cases/{idOrCode}', { params: { path: { idOrCode: code } } }));
