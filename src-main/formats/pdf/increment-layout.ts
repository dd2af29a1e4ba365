import type { ByteSource } from '../byte-source.ts';
import { isName, PdfStream } from './pdf-values.ts';
import { streamEnd, type Follow } from './stream-data.ts';
import { parseAt, readIndirectObject } from './windows.ts';
import { entryIn, type XrefSection } from './xref-section.ts';

/**
 * Look at bytes that were appended, one construct after another: objects, cross-reference tables, trailers and
 * `startxref`. A reader that repairs files sees every object there, so each must be one that a section names.
 *
 * @param sections those that belong to the appended bytes
 * @returns the reason why the bytes are not as they should be; undefined when they are
 */
export function layoutProblem(
  source: ByteSource,
  start: number,
  sections: readonly XrefSection[],
  follow: Follow,
): string | undefined {
  let position = start;
  try {
    while (position < source.size) {
      const step = parseAt(source, position, (lexer) => {
        lexer.skipSpace();
        if (lexer.peek() < 0) return { kind: 'end', offset: source.size };
        if (lexer.takeWord('xref')) return { kind: 'table', offset: lexer.offset - 4 };
        if (lexer.takeWord('startxref')) {
          lexer.takeInteger();
          return { kind: 'startxref', offset: lexer.offset };
        }
        return { kind: 'object', offset: lexer.offset };
      });
      if (step.kind === 'table') position = tableEnd(source, step.offset);
      else if (step.kind === 'object') {
        const problem = objectProblem(source, step.offset, sections);
        if (problem !== undefined) return problem;
        position = objectEnd(source, step.offset, follow);
      } else position = step.offset;
    }
  } catch {
    return 'appendedBytesUnreadable';
  }
  return undefined;
}

function objectProblem(source: ByteSource, offset: number, sections: readonly XrefSection[]): string | undefined {
  const object = readIndirectObject(source, offset);
  if (object === undefined) return 'appendedBytesUnreadable';
  const isSection = sections.some((section) => section.offset === offset || section.hidden?.offset === offset);
  if (isSection && object.value instanceof PdfStream && isName(object.value.dict.get('Type'), 'XRef')) return undefined;
  const isNamed = sections.some((section) => {
    const entry = entryIn(section, object.num);
    return entry?.kind === 'offset' && entry.offset === offset;
  });
  return isNamed ? undefined : 'appendedObjectUnlisted';
}

function objectEnd(source: ByteSource, offset: number, follow: Follow): number {
  const object = readIndirectObject(source, offset);
  if (object === undefined) throw new Error('no object');
  if (!(object.value instanceof PdfStream)) return object.end;
  return parseAt(source, streamEnd(source, object.value, follow), (lexer) => {
    if (!lexer.takeWord('endstream') || !lexer.takeWord('endobj')) throw new Error('the stream goes on');
    return lexer.offset;
  });
}

function tableEnd(source: ByteSource, offset: number): number {
  return parseAt(source, offset, (lexer) => {
    lexer.takeWord('xref');
    while (!lexer.takeWord('trailer')) {
      const isEntryPart = lexer.takeInteger() !== undefined || lexer.takeWord('n') || lexer.takeWord('f');
      if (!isEntryPart) throw new Error('not a table');
    }
    lexer.readValue();
    return lexer.offset;
  });
}
