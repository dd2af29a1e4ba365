import type { ByteSource } from '../byte-source.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import { latin1 } from './pdf-values.ts';
import { parseAt } from './windows.ts';
import { readXrefStream } from './xref-stream.ts';
import { readXrefTable } from './xref-table.ts';
import type { XrefSection } from './xref-section.ts';

export interface XrefChain {
  /** Newest first. */
  readonly sections: readonly XrefSection[];
  /**
   * - `sound`: `startxref` names the section.
   * - `startxref-off`: it misses the section by a few bytes that hold nothing else.
   */
  readonly state: 'sound' | 'startxref-off';
  /** Offset of the word `startxref` that was used. */
  readonly startxrefAt: number;
}

/**
 * Follow `startxref` and every Prev (ISO 32000-1 clause 7.5.5).
 * @throws DOC_BROKEN when the chain cannot be followed, DOC_HOSTILE when it runs in a circle
 */
export function readXrefChain(source: ByteSource): XrefChain {
  const { startxrefAt, offset } = findStartxref(source);
  const near = sectionNear(source, offset);
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let next: XrefSection | undefined = near.section;
  while (next !== undefined) {
    if (seen.has(next.offset)) throw hostile('xref-circle', { offset: next.offset });
    seen.add(next.offset);
    sections.push(next);
    if (sections.length > pdfLimits.sections) throw hostile('too-many-revisions', { limit: pdfLimits.sections });
    const prev = next.trailer.get('Prev');
    next = typeof prev === 'number' ? readSection(source, prev) : undefined;
  }
  return { sections, state: near.section.offset === offset ? 'sound' : 'startxref-off', startxrefAt };
}

function findStartxref(source: ByteSource): { startxrefAt: number; offset: number } {
  for (let length = 1024; ; length *= 8) {
    const start = Math.max(0, source.size - Math.min(length, pdfLimits.tailBytes));
    const at = latin1(source.read(start, source.size - start)).lastIndexOf('startxref');
    if (at >= 0) {
      const startxrefAt = start + at;
      const offset = parseAt(source, startxrefAt, (lexer) => {
        lexer.takeWord('startxref');
        return lexer.takeInteger();
      });
      if (offset === undefined) throw broken('startxref-missing');
      return { startxrefAt, offset };
    }
    if (start === 0 || length >= pdfLimits.tailBytes) throw broken('startxref-missing');
  }
}

function readSection(source: ByteSource, offset: number): XrefSection {
  if (offset < 0 || offset >= source.size) throw broken('xref-damaged', { offset });
  const section = readXrefTable(source, offset) ?? readXrefStream(source, offset);
  if (section === undefined) throw broken('xref-damaged', { offset });
  const hiddenAt = section.kind === 'table' ? section.trailer.get('XRefStm') : undefined;
  if (typeof hiddenAt !== 'number') return section;
  const hidden = readXrefStream(source, hiddenAt);
  if (hidden === undefined) throw broken('xref-damaged', { offset: hiddenAt });
  return { ...section, hidden };
}

/** White space is no difference; up to 32 bytes beside the word are looked at, where writers miscounted. */
function sectionNear(source: ByteSource, offset: number): { section: XrefSection } {
  try {
    const section = readSection(source, offset);
    const lead = latin1(source.read(offset, 64)).search(/\S/);
    return { section: { ...section, offset: offset + Math.max(0, lead) } };
  } catch (error) {
    const from = Math.max(0, offset - 32);
    if (from >= source.size) throw error;
    const text = latin1(source.read(from, 96));
    const word = /(?:^|\s)(xref\s)/.exec(text);
    const stream = /(?:^|[\r\n])(\d+ \d+ obj)/.exec(text);
    const found = word ?? stream;
    if (found === null) throw error;
    const at = from + found.index + found[0].length - found[1]!.length;
    return { section: readSection(source, at) };
  }
}
