import {
  getDocument,
  GlobalWorkerOptions,
  TextLayer,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from 'pdfjs-dist';
import { StationError } from '#shared/errors/station-error.ts';
import type { PageSize } from './page-layout.ts';
import type { TextRun } from '#shared/placing/find-text.ts';
import type { DrawnPage, PageSource } from './page-source.ts';
import { openTransport, rangeBytes } from './pdf-transport.ts';
import { textRuns } from './pdf-text.ts';
import { loadStandardFonts } from './standard-fonts.ts';
import { LineCanvasFactory } from './text-lines.ts';

/** Beside the program: worker, character maps, fonts, decoders. Nothing is fetched from elsewhere. */
const asset = (path: string): string => new URL(`pdfjs/${path}`, location.href.split('#')[0]).href;

/** More pixels than this are not kept for one page; the browser stretches what is drawn. */
const mostPixels = 16_000_000;

/** @throws DOC_BROKEN when pdf.js cannot read it; what the resource answers */
export async function openPdfSource(path: string, signal: AbortSignal): Promise<PageSource> {
  GlobalWorkerOptions.workerSrc = asset('pdf.worker.min.mjs');
  let readFailure: unknown = null;
  const range = await openTransport(path, signal, (error) => {
    readFailure = error;
    void task.destroy();
  });
  const fonts = asset('standard_fonts/');
  const task = getDocument({
    range,
    rangeChunkSize: rangeBytes,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: asset('cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: fonts,
    wasmUrl: asset('wasm/'),
    iccUrl: asset('iccs/'),
    CanvasFactory: LineCanvasFactory,
    enableXfa: false,
    verbosity: 0,
  });
  // Ended while it opens, pdf.js's worker throws where nobody can catch it; so whoever leaves waits for the opening.
  const leave = (): void => {
    const end = (): void => void task.destroy();
    void task.promise.then(end, end);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    const [document] = await Promise.all([task.promise, loadStandardFonts(fonts)]);
    return pdfSource(document, () => void task.destroy());
  } catch (error) {
    if (signal.aborted) throw new DOMException('left', 'AbortError');
    if (readFailure) throw readFailure;
    throw new StationError('DOC_BROKEN', { detail: error instanceof Error ? error.message : '' }, error);
  }
}

function pdfSource(document: PDFDocumentProxy, close: () => void): PageSource {
  return {
    isScalable: false,
    draw: async (size, pxPerMm, purpose, signal) => {
      const page = await document.getPage(size.number);
      signal.throwIfAborted();
      const canvas = await drawCanvas(page, size, pxPerMm, signal);
      const box = window.document.createElement('div');
      box.className = 'sk-view-drawn';
      box.append(canvas);
      const text = purpose === 'sheet' ? addTextLayer(page, size, pxPerMm, box) : null;
      return {
        element: box,
        problems: [],
        release: () => {
          text?.cancel();
          // A canvas without size gives its memory back at once.
          canvas.width = 0;
          canvas.height = 0;
          page.cleanup();
        },
      } satisfies DrawnPage;
    },
    text: async (size, signal) => {
      const page = await document.getPage(size.number);
      signal.throwIfAborted();
      const content = await page.getTextContent();
      return textRuns(
        content.items,
        page.getViewport({ scale: scaleFor(page, size, 1) }).transform,
      ) satisfies readonly TextRun[];
    },
    close,
  };
}

/** The scale that shows the page as wide as the station measured it. */
function scaleFor(page: PDFPageProxy, size: PageSize, pxPerMm: number): number {
  return (size.widthMm * pxPerMm) / page.getViewport({ scale: 1 }).width;
}

/** A canvas of its own for every drawing: two drawings never meet on one. */
async function drawCanvas(
  page: PDFPageProxy,
  size: PageSize,
  pxPerMm: number,
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  const area = size.widthMm * size.heightMm * pxPerMm ** 2;
  const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(mostPixels / area));
  const viewport = page.getViewport({ scale: scaleFor(page, size, pxPerMm) * density });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  const task: RenderTask = page.render({ canvas, viewport });
  const cancel = (): void => task.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
  } catch (error) {
    canvas.width = 0;
    if (signal.aborted) throw new DOMException('left', 'AbortError');
    const detail = error instanceof Error ? error.message : '';
    throw new StationError('DOC_BROKEN', { detail }, error);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  return canvas;
}

/** Text over the picture, for selecting and for screen readers. That it fails takes nothing from the picture. */
function addTextLayer(page: PDFPageProxy, size: PageSize, pxPerMm: number, box: HTMLElement): TextLayer {
  const container = window.document.createElement('div');
  container.className = 'sk-view-text';
  const scale = scaleFor(page, size, pxPerMm);
  container.style.setProperty('--total-scale-factor', String(scale));
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale }),
  });
  void layer.render().then(
    () => box.append(container),
    () => undefined,
  );
  return layer;
}
