import { fetchResource } from '../../bridge/resources.ts';
import { awaitedPages } from './awaited-pages.ts';
import { svgTextRuns } from './ofd-text.ts';
import type { DrawnPage, PageProblem, PageSource } from './page-source.ts';

/** Pages kept as text of their drawing; each is some ten or hundred kilobytes. */
const keptPages = 12;

interface FetchedPage {
  readonly svg: string;
  readonly problems: readonly PageProblem[];
}

/** First pages on their way to a viewer that is not there yet, by address. */
const ahead = new Map<string, Promise<FetchedPage>>();
const aheadMs = 10_000;

/** Asks for the first page of a document whose viewer is about to open: the two come about side by side. */
export function fetchFirstPage(address: string): void {
  if (ahead.has(address)) return;
  const page = fetchPage(address, 1);
  ahead.set(address, page);
  // Whoever opens it later asks again, and is told what is wrong.
  page.catch(() => ahead.delete(address));
  setTimeout(() => ahead.delete(address), aheadMs);
}

/** Pages the station draws as SVG. They are shown as images, so nothing in them can act. */
export function openOfdSource(address: string): PageSource {
  const first = ahead.get(address);
  ahead.delete(address);
  const pages = awaitedPages(
    (page, signal) => (page === 1 && first ? first : fetchPage(address, page, signal)),
    keptPages,
  );
  const shared = sharedAddresses();

  return {
    isScalable: true,
    draw: async ({ number }, _pxPerMm, _purpose, signal) => {
      const page = await pages.page(number, signal);
      signal.throwIfAborted();
      const { url, release } = shared.of(page);
      const image = document.createElement('img');
      image.className = 'sk-view-drawn';
      image.alt = '';
      image.src = url;
      try {
        await image.decode();
      } catch {
        // Shown as far as the browser can; what is missing stands in the problems.
      }
      if (signal.aborted) release();
      signal.throwIfAborted();
      return { element: image, problems: page.problems, release } satisfies DrawnPage;
    },
    text: async ({ number }, signal) => svgTextRuns((await pages.page(number, signal)).svg),
    close: () => pages.close(),
  };
}

/** One address for sheet and thumbnail of a page: the browser reads a drawing once for both. */
function sharedAddresses(): { of(page: FetchedPage): { readonly url: string; readonly release: () => void } } {
  const used = new Map<FetchedPage, { readonly url: string; users: number }>();
  return {
    of(page) {
      const use = used.get(page) ?? {
        url: URL.createObjectURL(new Blob([page.svg], { type: 'image/svg+xml' })),
        users: 0,
      };
      used.set(page, use);
      use.users += 1;
      let isReleased = false;
      const release = (): void => {
        if (isReleased) return;
        isReleased = true;
        use.users -= 1;
        if (use.users > 0) return;
        used.delete(page);
        URL.revokeObjectURL(use.url);
      };
      return { url: use.url, release };
    },
  };
}

async function fetchPage(address: string, page: number, signal?: AbortSignal): Promise<FetchedPage> {
  const response = await fetchResource(`${address}/page/${page}.svg`, signal ? { signal } : {});
  const told = response.headers.get('x-sealkeeper-problems');
  return { svg: await response.text(), problems: told === null ? [] : readProblems(decodeURIComponent(told)) };
}

/** Each either the key of a sentence of `ofdDraw`, or that key with what it is about. */
export function readProblems(text: string): readonly PageProblem[] {
  const list = JSON.parse(text) as readonly (string | { readonly reason: string; readonly about?: string })[];
  return list.map((problem) =>
    typeof problem === 'string'
      ? { key: `ofdDraw.${problem}`, facts: {} }
      : { key: `ofdDraw.${problem.reason}`, facts: { about: problem.about ?? '' } },
  );
}
