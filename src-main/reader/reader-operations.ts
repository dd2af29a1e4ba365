import fs from 'node:fs';
import type { PageSizes } from '#main/documents/page-sizes.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import type { PageView } from '#shared/contract/documents.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { StationError, type ErrorShape } from '#shared/errors/station-error.ts';
import { budgetedFileSource } from './budgeted-source.ts';
import type { ReaderLimits } from './reader-limits.ts';
import type { ReaderRequest, ReaderRequestOf } from './reader-protocol.ts';

/**
 * What a reader does, one operation at a time: a path comes in, plain values go out. Each operation is loaded when it
 * is first asked for: a reader that judges one file for the command line must not wait for what draws pages.
 */
export function createReaderOperations(
  limits: ReaderLimits,
  font: string,
): (request: ReaderRequest) => Promise<unknown> {
  const open = budgetedFileSource(limits);
  let readTrust: ReturnType<(typeof import('./trust-words.ts'))['createTrustReading']> | undefined;
  let standIn: Uint8Array | undefined;

  async function withSource<T>(file: string, act: (source: ByteSource) => Promise<T>): Promise<T> {
    const source = openKept(file);
    try {
      return await act(source);
    } finally {
      source.close();
    }
  }

  function openKept(file: string): ReturnType<typeof open> {
    try {
      return open(file);
    } catch (error) {
      throw new StationError('DOC_NOT_FOUND', { file }, error);
    }
  }

  async function verify({ file, trust }: ReaderRequestOf<'verify'>): Promise<VerifyResult> {
    const { verifyFile } = await import('#main/verification/verify-file.ts');
    readTrust ??= (await import('./trust-words.ts')).createTrustReading();
    let refusal: ErrorShape | null = null;
    const report = await verifyFile(
      file,
      readTrust(trust),
      (shape) => {
        refusal = shape;
        return { code: shape.code, what: '', why: '', next: '' };
      },
      open,
    );
    return { report, refusal };
  }

  return async (request) => {
    switch (request.op) {
      case 'inspect': {
        const { inspectDocument } = await import('#main/documents/inspect-document.ts');
        return withSource(request.file, (source) => inspectDocument(request.format, source));
      }
      case 'measure': {
        const { pageSizes } = await import('#main/documents/page-sizes.ts');
        return withSource(request.file, async (source) => pageViews(await pageSizes(request.format, source)));
      }
      case 'isBlank': {
        const { isPageBlank } = await import('#main/documents/inspect-document.ts');
        return withSource(request.file, (source) => isPageBlank(request.format, source, request.pages));
      }
      case 'verify':
        return verify(request);
      case 'look': {
        const { lookAtFile } = await import('#main/verification/look-at-file.ts');
        return lookAtFile(request.file, openKept);
      }
      case 'compare': {
        const { compareRevisions } = await import('#main/verification/compare-revisions.ts');
        return withSource(request.file, (source) => compareRevisions(source, request.end));
      }
      case 'draw':
        // Read when the first page is drawn, and once.
        standIn ??= fs.readFileSync(font);
        return withSource(request.file, (source) => draw(source, request, standIn));
    }
  };
}

async function draw(
  source: ByteSource,
  { page, stamps }: ReaderRequestOf<'draw'>,
  standIn: Uint8Array | undefined,
): Promise<unknown> {
  const { openOfd } = await import('#main/formats/ofd/package.ts');
  const { drawOfdPage } = await import('#main/formats/ofd/draw/draw-page.ts');
  return drawOfdPage(await openOfd(source), 0, page, { stamps, hasText: true, ...(standIn && { standIn }) });
}

interface VerifyResult {
  readonly report: FileReport;
  readonly refusal: ErrorShape | null;
}

function pageViews({ count, size }: PageSizes): PageView[] {
  return Array.from({ length: count }, (_, index) => {
    const { widthMm, heightMm } = size(index + 1);
    return { number: index + 1, widthMm, heightMm };
  });
}
