/** Hears of every recorded transition, for those who follow along. */
import pg from 'pg';
import type { AgencyId, CaseId, ProvinceId } from '../domain/ids.ts';

/** Says that a case moved, and nothing of what happened: that is read under the reader's own rights. */
export interface CaseMoved {
  readonly case: CaseId;
  readonly version: number;
  readonly province: ProvinceId;
  /** Those that have to do with it now. */
  readonly agencies: readonly AgencyId[];
}

export interface Follower {
  close(): Promise<void>;
}

const RETRY_MS = 1_000;

/**
 * Listens on a connection of its own, and connects again when it breaks. What moved in between is not told:
 * `onGap` is called each time it listens again, and whoever follows reads anew.
 */
export function followCases(
  url: string,
  { onMoved, onGap }: { readonly onMoved: (moved: CaseMoved) => void; readonly onGap: () => void },
): Follower {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let listened = false;

  const listen = async (): Promise<void> => {
    const mine = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 2_500,
      keepAlive: true,
      application_name: 'motcua follow',
      options: '-c role=motcua_api',
    });
    client = mine;
    let lost = false;
    const again = (): void => {
      if (lost || closed) return;
      lost = true;
      void mine.end().catch(() => undefined);
      timer = setTimeout(() => void listen(), RETRY_MS);
    };
    mine.on('error', again);
    mine.on('end', again);
    mine.on('notification', ({ payload }) => {
      if (payload !== undefined) onMoved(JSON.parse(payload) as CaseMoved);
    });
    try {
      await mine.connect();
      await mine.query('LISTEN motcua_events');
      if (listened) onGap();
      listened = true;
    } catch {
      again();
    }
  };
  void listen();
  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
