import { StationError } from '#shared/errors/station-error.ts';
import { judgeCatalog } from './archive-changes.ts';
import { judgeForm } from './form-changes.ts';
import { layoutProblem } from './increment-layout.ts';
import { indexReferences, type ReferenceIndex } from './object-scan.ts';
import { judgePages } from './page-changes.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfObjects } from './pdf-objects.ts';
import { latin1 } from './pdf-values.ts';
import { makeStep, type PdfChange, suspect } from './revision-step.ts';
import { openPdf } from './pdf-file.ts';
import { sliceSource } from './windows.ts';
import { numbersIn } from './xref-section.ts';

/** What happened to a file after one of its revisions. */
export interface LaterChanges {
  /** Whether the signed bytes end where a revision ended; if not, nothing later can be judged. */
  readonly endsRevision: boolean;
  readonly changes: readonly PdfChange[];
}

/**
 * The revisions of a file, compared one with the next, object by object. Comparing is done only when asked, and
 * each pair of revisions once, however many signatures the file has.
 */
export class RevisionHistory {
  private readonly file: PdfFile;
  private readonly states: readonly PdfObjects[];
  private readonly compared = new Map<number, readonly PdfChange[]>();
  /** Sections behind the signed bytes, by where those end; undefined where they are no revision. */
  private readonly later = new Map<number, number | undefined>();
  private readonly oldest: number;
  private index: ReferenceIndex | undefined;

  /** @param ends offsets in the body behind the last signed byte, one per signature */
  constructor(file: PdfFile, ends: readonly number[]) {
    this.file = file;
    this.states = file.sections.map((_, i) => new PdfObjects(file.objects.source, file.sections.slice(i)));
    for (const end of ends) {
      const signed = end < file.objects.source.size ? signedSections(file, end) : file.sections.length;
      this.later.set(end, signed === undefined ? undefined : file.sections.length - signed);
    }
    this.oldest = Math.max(0, ...[...this.later.values()].map((later) => later ?? 0));
  }

  /** @param end one of those given at the beginning */
  since(end: number): LaterChanges {
    const { source } = this.file.objects;
    const later = this.later.get(end);
    if (later === undefined) return { endsRevision: false, changes: [] };
    if (end >= source.size) return { endsRevision: true, changes: [] };
    if (later === 0) {
      const isBlank = source.size - end <= 4096 && /^\s*$/.test(latin1(source.read(end, 4096)));
      return { endsRevision: true, changes: isBlank ? [] : [{ level: 'suspicious', reason: 'bytesAppended' }] };
    }
    const changes: PdfChange[] = [];
    const problem = layoutProblem(source, end, this.file.sections.slice(0, later), this.file.objects.follow);
    if (problem !== undefined) changes.push({ level: 'suspicious', reason: problem });
    for (let i = later - 1; i >= 0; i -= 1) changes.push(...this.compare(i));
    return { endsRevision: true, changes };
  }

  /** Section `i` against the state before it. */
  private compare(i: number): readonly PdfChange[] {
    const known = this.compared.get(i);
    if (known !== undefined) return known;
    let changes: readonly PdfChange[];
    try {
      this.index ??= this.references();
      changes = this.judge(i, this.index);
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
      changes = [{ level: 'suspicious', reason: `notComparable:${error.code}` }];
    }
    this.compared.set(i, changes);
    return changes;
  }

  private references(): ReferenceIndex {
    const { sections } = this.file;
    const targets = new Set<number>();
    for (const section of sections.slice(0, this.oldest)) for (const num of numbersIn(section)) targets.add(num);
    const states = [{ objects: this.states[this.oldest]!, sections: sections.slice(this.oldest) }];
    for (let i = this.oldest - 1; i >= 0; i -= 1) states.push({ objects: this.states[i]!, sections: [sections[i]!] });
    return indexReferences(states, targets);
  }

  private judge(i: number, index: ReferenceIndex): readonly PdfChange[] {
    const step = makeStep(this.states[i + 1]!, this.states[i]!, this.file.sections[i]!, index, this.oldest - i);
    if ('level' in step) return [step];
    judgeForm(step);
    judgePages(step);
    judgeCatalog(step);
    for (const num of step.overridden) suspect(step, 'objectChanged', num);
    // Nothing of what the revision holds is looked at by a reader: objects nobody refers to, or the same once more.
    if (step.changes.length === 0) step.changes.push({ level: 'archive', reason: 'nothingShown' });
    return step.changes;
  }
}

/**
 * Read the signed bytes as the file they were when they were signed.
 *
 * @returns how many of the file's sections belong to them; undefined when they are no complete file, or when the
 *   file of today does not build on that one
 */
function signedSections(file: PdfFile, end: number): number | undefined {
  const { source } = file.objects;
  if (!/%%EOF\s*$/.test(latin1(source.read(Math.max(0, end - 32), Math.min(32, end))))) return undefined;
  let signed: PdfFile;
  try {
    signed = openPdf(sliceSource(source, 0, end));
  } catch {
    return undefined;
  }
  if (signed.condition === 'rebuilt') return undefined;
  const older = file.sections.slice(file.sections.length - signed.sections.length);
  const isSameChain = older.every((section, i) => section.offset === signed.sections[i]!.offset);
  const areOthersLater = file.sections
    .slice(0, file.sections.length - signed.sections.length)
    .every((section) => section.offset >= end);
  return isSameChain && older.length === signed.sections.length && areOthersLater ? older.length : undefined;
}
