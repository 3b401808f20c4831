import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listKey, type ObjectType } from '../api/keys.ts';
import { type PageOf, walking } from '../api/pages-of.ts';

/** A list, walked page after page and kept up to date by live events. */
export interface List<T> {
  readonly rows: readonly T[];
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  loadMore(): void;
  /** It is too long to be read again by itself, and is not what it was. */
  readonly isChanged: boolean;
  refresh(): void;
  /** Reads a page of it afresh, to export it. */
  readPage(after: string | undefined): Promise<PageOf<T>>;
}

/**
 * Reads a list of the API.
 * @param filters what it is narrowed down by, as the URL of the page has it
 * @param read reads the page after that place
 */
export function useList<T>(
  type: ObjectType,
  filters: object,
  read: (after: string | undefined, signal: AbortSignal | undefined) => Promise<PageOf<T>>,
): List<T> {
  const client = useQueryClient();
  const queryKey = listKey(type, filters);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    ...walking,
  });
  const rows = useMemo(() => query.data?.pages.flatMap(({ content }) => content) ?? [], [query.data]);
  return {
    rows,
    isLoading: query.isPending,
    error: query.isError && query.data === undefined ? query.error : undefined,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore() {
      if (!query.isFetching) void query.fetchNextPage();
    },
    isChanged: client.getQueryState(queryKey)?.isInvalidated === true && !query.isFetching,
    refresh: () => void client.resetQueries({ queryKey, exact: true }),
    readPage: (after) => read(after, undefined),
  };
}
