/** Pages fetched once for all who want them. */
export interface AwaitedPages<Page> {
  /** @throws an AbortError when the signal came first; what the fetching gives */
  page(number: number, signal: AbortSignal): Promise<Page>;
  /** Gives up whatever is on its way. */
  close(): void;
}

interface Fetching<Page> {
  readonly page: Promise<Page>;
  readonly waiting: Set<AbortSignal>;
  readonly stop: AbortController;
  isHere: boolean;
}

/**
 * Keeps the pages asked for last, and gives up the fetching of a page when the last who wanted it has left: whoever
 * scrolls through a long document leaves hundreds of pages behind, and the one in view must not wait for them.
 */
export function awaitedPages<Page>(
  fetchPage: (number: number, signal: AbortSignal) => Promise<Page>,
  keptPages: number,
): AwaitedPages<Page> {
  const kept = new Map<number, Fetching<Page>>();

  function begin(number: number): Fetching<Page> {
    const stop = new AbortController();
    const fetching: Fetching<Page> = {
      page: fetchPage(number, stop.signal),
      waiting: new Set(),
      stop,
      isHere: false,
    };
    void arrival(number, fetching);
    return fetching;
  }

  async function arrival(number: number, fetching: Fetching<Page>): Promise<void> {
    try {
      await fetching.page;
      fetching.isHere = true;
    } catch {
      // Whoever waits is told; nobody else is to wait for it.
      giveUp(number, fetching);
    }
  }

  function giveUp(number: number, fetching: Fetching<Page>): void {
    fetching.stop.abort();
    if (kept.get(number) === fetching) kept.delete(number);
  }

  return {
    async page(number, signal) {
      signal.throwIfAborted();
      const fetching = kept.get(number) ?? begin(number);
      kept.delete(number);
      kept.set(number, fetching);
      const leave = (): void => {
        fetching.waiting.delete(signal);
        if (fetching.waiting.size === 0 && !fetching.isHere) giveUp(number, fetching);
      };
      fetching.waiting.add(signal);
      signal.addEventListener('abort', leave, { once: true });
      const [oldest] = kept.keys();
      if (kept.size > keptPages && oldest !== undefined) kept.delete(oldest);
      try {
        return await fetching.page;
      } finally {
        signal.removeEventListener('abort', leave);
        fetching.waiting.delete(signal);
      }
    },
    close: () => kept.forEach((fetching, number) => giveUp(number, fetching)),
  };
}
