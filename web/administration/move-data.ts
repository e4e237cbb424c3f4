/** Moving open cases to another version: looked at page by page, and done page by page. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { fill } from '../texts/index.ts';
import { useChange } from './change.ts';

export interface Move {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** Steps that are called otherwise in the new version. */
  readonly mapping: Readonly<Record<string, string>>;
}

export type Moving = components['schemas']['MovePreview']['cases'][number];

const LOOKED_AT = 200;
const MOVED_AT_ONCE = 100;

const pageOf = ({ from, to, mapping }: Move, after: string | null, limit: number) => ({
  from,
  to,
  mapping,
  limit,
  ...(after === null ? {} : { after }),
});

/** Which cases a move would touch; asked when somebody wants to see it. */
export function usePreview(move: Move, isRequested: boolean) {
  const { code, ...which } = move;
  return useInfiniteQuery({
    queryKey: ['procedure', code, 'move', which],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.POST('/v1/procedures/{code}/migrations/preview', {
          params: { path: { code } },
          body: pageOf(move, pageParam, LOOKED_AT),
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: isRequested,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Moves them all. Broken off in the middle, what was moved is moved, and the rest is there to be moved. */
export function useMove(move: Move, said: { readonly moved: string; readonly left: string }) {
  const [count, setCount] = useState(0);
  const doing = useChange(
    async (reason: string) => {
      setCount(0);
      let [moved, refused] = [0, 0];
      let after: string | null = null;
      do {
        const page: components['schemas']['MoveResult'] = await dataOf(
          api.POST('/v1/procedures/{code}/migrations', {
            params: { path: { code: move.code }, header: { 'Idempotency-Key': crypto.randomUUID() } },
            body: { ...pageOf(move, after, MOVED_AT_ONCE), reason },
          }),
        );
        moved += page.moved;
        refused += page.results.length - page.moved;
        setCount(moved);
        after = page.next;
      } while (after !== null);
      return { moved, refused };
    },
    ['cases', 'case', 'procedure'],
    ({ moved, refused }) =>
      [
        fill(said.moved, { count: moved }),
        ...(refused === 0 ? [] : [fill(said.left, { count: refused })]),
      ].join(' '),
  );
  return { doing, count };
}
