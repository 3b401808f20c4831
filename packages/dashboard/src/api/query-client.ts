import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from './refused.ts';

const TRIES_MAX = 3;

/** What was read is kept here; live events keep it true. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // Only what may come right by itself is asked again.
      retry: (failed, error) => failed < TRIES_MAX - 1 && refusalOf(error).retryable,
    },
    // A change is repeated by the person who asked for it, under the same key.
    mutations: { retry: false },
  },
});
