import { latin1, type PdfDict, PdfName, PdfStream } from './pdf-values.ts';
import type { PdfObjects } from './pdf-objects.ts';

const CMAP_BYTES = 1024 * 1024;
const SIMPLE_BLANKS = new Set([0, 9, 10, 13, 32, 160]);

/** Tells whether shown text consists of spaces only, as far as the font lets us know. */
export interface BlankTest {
  readonly codeBytes: 1 | 2;
  isBlank(code: number): boolean;
}

/**
 * Character codes that mean white space in a font: by ToUnicode, by a Unicode CMap, or by the usual codes.
 *
 * @see ISO 32000-1 clauses 9.7.5 (CMaps) and 9.10.3 (ToUnicode)
 */
export function blankTest(objects: PdfObjects, font: PdfDict | undefined): BlankTest {
  const codeBytes = objects.name(font?.get('Subtype')) === 'Type0' ? 2 : 1;
  const map = objects.follow(font?.get('ToUnicode'));
  const bytes = map instanceof PdfStream ? objects.streamBytes(map) : undefined;
  if (bytes !== undefined && bytes.length <= CMAP_BYTES) {
    const blanks = blankCodes(latin1(bytes));
    return { codeBytes, isBlank: (code) => blanks.has(code) };
  }
  const encoding = objects.follow(font?.get('Encoding'));
  const isUnicode = encoding instanceof PdfName && encoding.name.startsWith('Uni');
  if (codeBytes === 2) return { codeBytes, isBlank: (code) => isUnicode && isBlankCharacter(code) };
  return { codeBytes, isBlank: (code) => SIMPLE_BLANKS.has(code) };
}

function blankCodes(cmap: string): Set<number> {
  const blanks = new Set<number>();
  for (const block of blocks(cmap, 'bfchar')) {
    for (const [, code, target] of block.matchAll(/<([0-9a-fA-F]{1,8})>\s*<([0-9a-fA-F]{1,4})>/g)) {
      if (isBlankCharacter(Number.parseInt(target!, 16))) blanks.add(Number.parseInt(code!, 16));
    }
  }
  for (const block of blocks(cmap, 'bfrange')) {
    const rows = block.matchAll(/<([0-9a-fA-F]{1,8})>\s*<([0-9a-fA-F]{1,8})>\s*<([0-9a-fA-F]{1,4})>/g);
    for (const [, low, high, target] of rows) {
      const first = Number.parseInt(low!, 16);
      const count = Math.min(65_535, Number.parseInt(high!, 16) - first);
      for (let i = 0; i <= count; i += 1) {
        if (isBlankCharacter(Number.parseInt(target!, 16) + i)) blanks.add(first + i);
      }
    }
  }
  return blanks;
}

/** Split at fixed words: a pattern that looks for both ends would take quadratic time on a hostile map. */
function blocks(cmap: string, kind: string): string[] {
  const parts = cmap.split(`begin${kind}`).slice(1);
  return parts.map((part) => part.split(`end${kind}`, 1)[0]!);
}

function isBlankCharacter(code: number): boolean {
  return code === 0 || /^[\s\u200b]$/.test(String.fromCharCode(code));
}

export function isBlankText(bytes: Uint8Array, test: BlankTest): boolean {
  for (let i = 0; i < bytes.length; i += test.codeBytes) {
    const code = test.codeBytes === 2 ? bytes[i]! * 256 + (bytes[i + 1] ?? 0) : bytes[i]!;
    if (!test.isBlank(code)) return false;
  }
  return true;
}
