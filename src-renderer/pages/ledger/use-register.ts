import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { StationEvent } from '#shared/contract/events.ts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { LedgerBook, RegisterCounts, RegisterPage, RegisterRow } from '#shared/contract/ledger-views.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { useStationEvent } from '../../bridge/events.ts';

const rowsPerPage = 100;

export interface Register {
  readonly rows: readonly RegisterRow[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

type Pages = InfiniteData<RegisterPage, number | undefined>;
type PagesKey = readonly ['register', RegisterFilter];

const pagesKey = (filter: RegisterFilter): PagesKey => ['register', filter];

/**
 * Entries of a filter, newest first, page by page. Entries never change, so that news are put on top and what was read
 * before is kept; its key is apart from the other answers of the ledger, which are asked for anew.
 */
export function useRegister(filter: RegisterFilter): Register {
  const key = useMemo(() => pagesKey(filter), [filter]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(filter, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useStationEvent(
    useCallback(
      (event: StationEvent) => {
        if (event.type === 'entry.appended' || event.type === 'stamping.completed') void takeNews(filter);
        if (event.type === 'sync.changed' && filter.view === 'pending')
          void queryClient.resetQueries({ queryKey: key });
      },
      [filter, key],
    ),
  );
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    isLoading: query.isPending,
    error: data ? null : query.error,
    hasMore: hasNextPage,
    more,
    again: () => void query.refetch(),
  };
}

function readPage(filter: RegisterFilter, before: number | undefined, signal?: AbortSignal): Promise<RegisterPage> {
  const asked = { filter: { view: 'all' as const, ...filter }, limit: rowsPerPage };
  return client.ledger.page(before === undefined ? asked : { ...asked, before }, signal ? { signal } : {});
}

/** Puts what was appended since on top of what is there. */
async function takeNews(filter: RegisterFilter): Promise<void> {
  const key = pagesKey(filter);
  const known = queryClient.getQueryData<Pages>(key);
  const top = known?.pages[0]?.rows[0]?.leafIndex;
  if (!known || top === undefined) return void queryClient.resetQueries({ queryKey: key });
  const fresh = await readPage(filter, undefined);
  const news = fresh.rows.filter((row) => row.leafIndex > top);
  // More than a page is new: what lies between is not known.
  if (news.length === rowsPerPage) return void queryClient.resetQueries({ queryKey: key });
  if (news.length > 0) queryClient.setQueryData<Pages>(key, (pages) => pages && withNews(pages, news));
}

/** Pages are put together as they were; two events in a row may bring the same rows. */
export function withNews(pages: Pages, news: readonly RegisterRow[]): Pages {
  const [first, ...others] = pages.pages;
  if (!first) return pages;
  const top = first.rows[0]?.leafIndex ?? -1;
  const rows = [...news.filter((row) => row.leafIndex > top), ...first.rows];
  return { ...pages, pages: [{ ...first, rows }, ...others] };
}

/** What the head of the page says: the book, the last check, what the registry has witnessed. */
export function useBook(): { readonly book: LedgerBook | undefined; readonly error: Error | null } {
  const { data, error } = useQuery(station.ledger.book.queryOptions());
  return { book: data, error };
}

export function useCounts(filter: RegisterFilter): RegisterCounts | undefined {
  const asked = { filter: { view: 'all' as const, ...filter } };
  return useQuery({
    ...station.ledger.count.queryOptions({ input: asked }),
    placeholderData: (before) => before,
  }).data;
}
