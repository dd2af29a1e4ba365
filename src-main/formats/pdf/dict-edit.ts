import { PdfLexer } from './lexer.ts';
import { broken } from './pdf-problems.ts';

/**
 * A dictionary whose entries can be replaced while the others keep their very bytes: what is rewritten for a
 * signature must not differ from what earlier signers saw.
 */
export class DictEdit {
  private readonly entries = new Map<string, Uint8Array>();

  /** @param text the bytes from `<<` to `>>` */
  constructor(text: Uint8Array) {
    const lexer = new PdfLexer(text);
    lexer.skipSpace();
    if (!lexer.takeWord('<<')) throw broken('object-syntax', { expected: '<<' });
    for (;;) {
      lexer.skipSpace();
      if (lexer.peek() !== 0x2f) break;
      const keyStart = lexer.position;
      const key = lexer.readValue();
      lexer.skipSpace();
      lexer.readValue();
      // The last of two equal keys wins, as in every reader we know; the text keeps the key's own spelling.
      this.entries.set(nameText(key), text.slice(keyStart, lexer.position));
    }
  }

  /** The bytes of a value, to be edited in turn. */
  textOf(key: string): Uint8Array | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    const lexer = new PdfLexer(entry);
    lexer.readValue();
    lexer.skipSpace();
    return entry.subarray(lexer.position);
  }

  /** @param value the bytes of one value */
  set(key: string, value: Uint8Array | string): void {
    this.entries.set(key, Buffer.concat([Buffer.from(`/${key} `, 'latin1'), asBytes(value)]));
  }

  serialize(): Uint8Array {
    const parts: Uint8Array[] = [Buffer.from('<<')];
    for (const entry of this.entries.values()) parts.push(Buffer.from('\n'), entry);
    parts.push(Buffer.from('\n>>'));
    return Buffer.concat(parts);
  }
}

/** Add values at the end of an array that is given by its bytes. */
export function appendToArray(text: Uint8Array, added: readonly string[]): Uint8Array {
  const lexer = new PdfLexer(text);
  lexer.readValue();
  const end = lexer.position - 1;
  if (text[end] !== 0x5d) throw broken('object-syntax', { expected: '[' });
  return Buffer.concat([text.subarray(0, end), Buffer.from(` ${added.join(' ')}]`, 'latin1')]);
}

function nameText(value: unknown): string {
  return value instanceof Object && 'name' in value ? String(value.name) : '';
}

function asBytes(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
}
