import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { TextRun } from '#shared/placing/find-text.ts';
import type { PageSize } from './page-layout.ts';

/** Something that is not drawn as the file asks for, as a key of the catalogue. */
export interface PageProblem {
  readonly key: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** A page that was drawn. It belongs to whoever asked; `release` gives its memory back. */
export interface DrawnPage {
  /** Fills the box it is put into. */
  readonly element: HTMLElement;
  readonly problems: readonly PageProblem[];
  release(): void;
}

/** Where the pages of one document come from, whatever its format. */
export interface PageSource {
  /** A drawing that fits every size; others are drawn again for each scale. */
  readonly isScalable: boolean;
  /**
   * @param pxPerMm CSS pixels
   * @param purpose `sheet` carries text that can be selected and read aloud, `thumb` only the picture
   * @throws StationError; an AbortError when the signal came first
   */
  draw(page: PageSize, pxPerMm: number, purpose: 'sheet' | 'thumb', signal: AbortSignal): Promise<DrawnPage>;
  /** Text in the order of the file; empty where the page carries none. */
  text(page: PageSize, signal: AbortSignal): Promise<readonly TextRun[]>;
  close(): void;
}

/**
 * @param address of the resource without its last part, such as `document/3f2a…`
 * @param original last part of the address of the whole file
 */
export async function openPageSource(
  format: DocumentFormat,
  address: string,
  original: string,
  signal: AbortSignal,
): Promise<PageSource> {
  if (format === 'OFD') {
    const { openOfdSource } = await import('./ofd-source.ts');
    return openOfdSource(address);
  }
  const { openPdfSource } = await import('./pdf-source.ts');
  return openPdfSource(`${address}/${original}`, signal);
}

/** A viewer of this document is about to open: what can be on its way already, is. */
export async function expectPages(format: DocumentFormat, address: string): Promise<void> {
  if (format === 'OFD') (await import('./ofd-source.ts')).fetchFirstPage(address);
  else await import('./pdf-source.ts');
}
