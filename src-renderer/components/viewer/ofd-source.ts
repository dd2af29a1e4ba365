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

/** Pages the station draws as SVG. They are shown as images, so nothing in them can act. */
export function openOfdSource(address: string): PageSource {
  const pages = awaitedPages((page, signal) => fetchPage(address, page, signal), keptPages);

  return {
    isScalable: true,
    draw: async ({ number }, _pxPerMm, _purpose, signal) => {
      const { svg, problems } = await pages.page(number, signal);
      signal.throwIfAborted();
      const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      const image = document.createElement('img');
      image.className = 'sk-view-drawn';
      image.alt = '';
      image.src = url;
      try {
        await image.decode();
      } catch {
        // Shown as far as the browser can; what is missing stands in the problems.
      }
      const release = (): void => URL.revokeObjectURL(url);
      if (signal.aborted) release();
      signal.throwIfAborted();
      return { element: image, problems, release } satisfies DrawnPage;
    },
    text: async ({ number }, signal) => svgTextRuns((await pages.page(number, signal)).svg),
    close: () => pages.close(),
  };
}

async function fetchPage(address: string, page: number, signal: AbortSignal): Promise<FetchedPage> {
  const response = await fetchResource(`${address}/page/${page}.svg`, { signal });
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
