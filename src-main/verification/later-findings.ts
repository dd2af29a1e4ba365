import type { FileLook, FileReport, RevisionComparison, SignatureCoverage } from '#shared/contract/verification.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** What is written beside a report: what each signature covers, and which words were exchanged since. */
export interface LaterFindings {
  /** In the order of the report's signatures; empty where the file could not be looked at. */
  readonly coverage: readonly SignatureCoverage[];
  /** By the end of the signed state. */
  readonly comparisons: ReadonlyMap<number, RevisionComparison>;
}

export const noFindings: LaterFindings = { coverage: [], comparisons: new Map() };

/** Who looks at a file of a stranger: a reader process. */
export interface FileViewer {
  look(file: string): Promise<FileLook>;
  compare(file: string, end: number): Promise<RevisionComparison>;
}

/**
 * Never throws for what a file contains: its facts stand without what is found here. A state of the file that cannot
 * be read again is left out.
 */
export async function laterFindings(viewer: FileViewer, file: string, report: FileReport): Promise<LaterFindings> {
  if (report.signatures.length === 0) return noFindings;
  const coverage = (await orNull(viewer.look(file)))?.signatures ?? [];
  const comparisons = new Map<number, RevisionComparison>();
  for (const end of new Set(coverage.flatMap(({ signedState }) => signedState?.end ?? []))) {
    const comparison = await orNull(viewer.compare(file, end));
    if (comparison) comparisons.set(end, comparison);
  }
  return { coverage, comparisons };
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
