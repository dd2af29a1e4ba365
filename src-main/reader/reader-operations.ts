import fs from 'node:fs';
import type { PageSizes } from '#main/documents/page-sizes.ts';
import type { ByteSource } from '#main/formats/byte-source.ts';
import type { PageView } from '#shared/contract/documents.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { StationError, type ErrorShape } from '#shared/errors/station-error.ts';
import { budgetedFileSource } from './budgeted-source.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { keepPackages, type KeptPackages } from './kept-packages.ts';
import { loadOperation as load } from './reader-modules.ts';
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
  const kept = keepPackages(openFile, limits.kept);
  let readTrust: ReturnType<Awaited<ReturnType<typeof load.verify>>['createTrustReading']> | undefined;
  let standIn: Uint8Array | undefined;

  async function withSource<T>(file: string, act: (source: ByteSource) => Promise<T>): Promise<T> {
    const source = openFile(file);
    try {
      return await act(source);
    } finally {
      source.close();
    }
  }

  function openFile(file: string): ReturnType<typeof open> {
    try {
      return open(file);
    } catch (error) {
      throw new StationError('DOC_NOT_FOUND', { file }, error);
    }
  }

  async function verify({ file, trust }: ReaderRequestOf<'verify'>): Promise<VerifyResult> {
    const { verifyFile, createTrustReading } = await load.verify();
    readTrust ??= createTrustReading();
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

  /** When it is first needed, and once; undefined where the program has none. */
  function readFont(): Uint8Array | undefined {
    if (fs.existsSync(font)) standIn ??= fs.readFileSync(font);
    return standIn;
  }

  async function rehearse(
    source: ByteSource,
    { format, placements, profile }: ReaderRequestOf<'rehearse'>,
  ): Promise<null> {
    const { rehearseStamp } = await load.rehearse();
    await rehearseStamp(format, source, { placements, signatureProfile: profile }, readFont);
    return null;
  }

  async function compareText(
    source: ByteSource,
    { format, pages, after }: ReaderRequestOf<'textChanges'>,
  ): Promise<unknown> {
    const { textChanges } = await load.textChanges();
    return withSource(after.file, (other) => textChanges({ format, pages, source }, { ...after, source: other }));
  }

  return async (request) => {
    switch (request.op) {
      case 'inspect': {
        const { inspectDocument } = await load.inspect();
        return withSource(request.file, (source) => inspectDocument(request.format, source));
      }
      case 'measure': {
        const { pageSizes, ofdPageSizes } = await load.measure();
        if (request.format === 'OFD') return kept.use(request.file, (pkg) => pageViews(ofdPageSizes(pkg)));
        return withSource(request.file, async (source) => pageViews(await pageSizes(request.format, source)));
      }
      case 'stamps': {
        const { existingStamps, stampsOfOfd } = await load.stamps();
        if (request.format === 'OFD') return kept.use(request.file, stampsOfOfd);
        return withSource(request.file, (source) => existingStamps(request.format, source));
      }
      case 'attachments': {
        const { attachedFiles, attachedToOfd } = await load.attachments();
        if (request.format === 'OFD') return kept.use(request.file, attachedToOfd);
        return withSource(request.file, (source) => attachedFiles(request.format, source));
      }
      case 'emptyFields': {
        const { emptyFields } = await load.emptyFields();
        return withSource(request.file, async (source) => emptyFields(source));
      }
      case 'find': {
        const { findInDocument } = await load.find();
        return withSource(request.file, (source) => findInDocument(request.format, source, request.text));
      }
      case 'rehearse':
        return withSource(request.file, (source) => rehearse(source, request));
      case 'textChanges':
        return withSource(request.file, (source) => compareText(source, request));
      case 'isBlank': {
        const { isPageBlank } = await load.isBlank();
        return withSource(request.file, (source) => isPageBlank(request.format, source, request.pages));
      }
      case 'verify':
        return verify(request);
      case 'look': {
        const { lookAtFile } = await load.look();
        return lookAtFile(request.file, openFile);
      }
      case 'compare': {
        const { compareRevisions } = await load.compare();
        return withSource(request.file, (source) => compareRevisions(source, request.end));
      }
      case 'draw':
        return draw(request, kept, readFont());
    }
  };
}

async function draw(
  { file, page, stamps }: ReaderRequestOf<'draw'>,
  kept: KeptPackages,
  standIn: Uint8Array | undefined,
): Promise<unknown> {
  const { drawOfdPage } = await load.draw();
  return kept.use(file, (pkg) => drawOfdPage(pkg, 0, page, { stamps, hasText: true, ...(standIn && { standIn }) }));
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
