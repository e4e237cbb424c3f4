/** What happens while the page is open: the API's stream of events makes what is shown of a case anew. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Happened, type Pace, paceOf, REFRESHING_TYPES } from './synced.ts';

export type Connection = 'connecting' | 'live' | 'offline';

/** Many events at once are one look. */
const GATHER_MS: Readonly<Record<Pace, number>> = { soon: 400, later: 20_000 };
/** The API says that it is there every 15 s; a line that says nothing for this long is dead, whatever the browser thinks. */
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** A page that nobody looks at has no stream: a browser keeps few lines to one server. What it missed is asked for when it is looked at again. */
export function useLive(isSignedIn: boolean): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (!isSignedIn) return;
    const gathered = gathering(queries);
    let stream: EventSource | null = null;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let losses = 0;
    /** Something may have happened that no stream told of. */
    let hasMissed = false;

    const heard = () => {
      clearTimeout(waiting);
      waiting = setTimeout(lost, SILENCE_MS);
    };
    const open = () => {
      stream = new EventSource('/v1/events');
      stream.onopen = () => {
        heard();
        losses = 0;
        setConnection('live');
        if (hasMissed) void queries.invalidateQueries();
        hasMissed = false;
      };
      // Refused (503, 401), or broken off: a browser does not come back to each of these by itself.
      stream.onerror = lost;
      stream.addEventListener('here', heard);
      for (const type of REFRESHING_TYPES)
        stream.addEventListener(type, ({ data }: MessageEvent<string>) => {
          heard();
          gathered.add(JSON.parse(data) as Happened);
        });
    };
    const close = () => {
      clearTimeout(waiting);
      stream?.close();
      stream = null;
      hasMissed = true;
    };
    const lost = () => {
      close();
      setConnection('offline');
      // The session may have ended: then there is somebody to tell, and nothing to wait for.
      void queries.invalidateQueries({ queryKey: ['me'] });
      waiting = setTimeout(open, pauseAfter(losses++, Math.random()));
    };
    const looked = () => {
      if (document.visibilityState === 'hidden') close();
      else if (stream === null) {
        clearTimeout(waiting);
        open();
      }
    };
    looked();
    document.addEventListener('visibilitychange', looked);
    return () => {
      document.removeEventListener('visibilitychange', looked);
      close();
      gathered.stop();
    };
  }, [isSignedIn, queries]);
  return connection;
}

/** Longer each time, and not for everybody the same: a server that comes up again is not run over. */
export function pauseAfter(losses: number, chance: number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** losses, LONGEST_PAUSE_MS);
  return longest * (0.5 + chance / 2);
}

function gathering(queries: QueryClient): { add(each: Happened): void; stop(): void } {
  const paces = (['soon', 'later'] as const).map((pace) => {
    let happened: Happened[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const seen = happened;
      happened = [];
      // A look that is under way is not begun anew: with an event each second a long list would never come.
      void queries.invalidateQueries(
        { predicate: (query) => paceOf(query, seen) === pace },
        { cancelRefetch: pace === 'soon' },
      );
    };
    return {
      add(each: Happened) {
        happened.push(each);
        timer ??= setTimeout(look, GATHER_MS[pace]);
      },
      stop: () => clearTimeout(timer),
    };
  });
  return {
    add: (each) => {
      for (const { add } of paces) add(each);
    },
    stop: () => {
      for (const { stop } of paces) stop();
    },
  };
}
