import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './client.ts';

const TRIES = 3;

/** What the API refuses, it refuses again; only what did not reach it is tried anew. */
export const queries = new QueryClient({
  defaultOptions: {
    // What the network does not bring is told, and not waited for without a word.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, error) => count < TRIES && (!(error instanceof ApiProblem) || error.status >= 500),
      refetchOnWindowFocus: true,
    },
  },
});
