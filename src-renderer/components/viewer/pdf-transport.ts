import { PDFDataRangeTransport } from 'pdfjs-dist';
import { fetchResource } from '../../bridge/resources.ts';

const firstBytes = 64 * 1024;
/** What pdf.js asks for at once. */
export const rangeBytes = 256 * 1024;

/**
 * Reads a PDF piece by piece, so that a page of a large file is drawn before the file has arrived. The first failure
 * ends the reading.
 *
 * @throws StationError when the file cannot be read at all
 */
export async function openTransport(
  path: string,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<PDFDataRangeTransport> {
  const first = await read(path, 0, firstBytes, signal);
  return new ResourceTransport(path, first, onFailure);
}

class ResourceTransport extends PDFDataRangeTransport {
  readonly #path: string;
  readonly #onFailure: (error: unknown) => void;
  readonly #stop = new AbortController();

  constructor(path: string, first: Piece, onFailure: (error: unknown) => void) {
    super(first.size, first.bytes, first.bytes.length >= first.size);
    this.#path = path;
    this.#onFailure = onFailure;
  }

  override requestDataRange(begin: number, end: number): void {
    void (async () => {
      try {
        const { bytes } = await read(this.#path, begin, end, this.#stop.signal);
        this.onDataRange(begin, bytes);
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#onFailure(error);
      }
    })();
  }

  override abort(): void {
    this.#stop.abort();
  }
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly size: number;
}

async function read(path: string, begin: number, end: number, signal: AbortSignal): Promise<Piece> {
  const response = await fetchResource(path, { headers: { range: `bytes=${begin}-${end - 1}` }, signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  return { bytes, size: total === undefined ? bytes.length : Number(total) };
}
