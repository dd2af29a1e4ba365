import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestDocument } from '#main/documents/document-digest.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { sm3 } from '#main/sm/sm3.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const mebibyte = 1 << 20;

describe('digests of a document', () => {
  it.each([0, 1, 63, 64, mebibyte - 1, mebibyte, mebibyte + 1, 17 * mebibyte + 5])(
    'are those of all its %i bytes',
    async (size) => {
      const bytes = new Uint8Array(size).map((_value, index) => index % 251);
      const digests = await digestDocument(memorySource(bytes));
      expect(digests.sm3).toBe(hex(sm3(bytes)));
      expect(digests.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
  );

  it('leave states that go on where the document ends, as often as they are wanted', async () => {
    const document = bytesOf('the original');
    const { sm3State, sha256State } = await digestDocument(memorySource(document));
    for (const more of ['', ' and its stamp', ' and another']) {
      const whole = bytesOf(`the original${more}`);
      expect(hex(sm3State.clone().update(bytesOf(more)).digest())).toBe(hex(sm3(whole)));
      const sha256 = sha256State.copy().update(more).digest('hex');
      expect(sha256).toBe(createHash('sha256').update(whole).digest('hex'));
    }
  });
});

describe('the format of a file', () => {
  it.each([
    ['%PDF-1.7', 'PDF'],
    [`${' '.repeat(1000)}%PDF-1.4`, 'PDF'],
    ['PK\u0003\u0004...', 'OFD'],
  ])('is told from %j', (text, format) => {
    expect(detectFormat(memorySource(bytesOf(text)))).toBe(format);
  });

  it.each([
    ['nothing at all', '', 'DOC_EMPTY'],
    ['a header beyond the first kilobyte', `${' '.repeat(1024)}%PDF-1.4`, 'DOC_FORMAT_UNKNOWN'],
    ['a name that only looks like one', 'file.pdf', 'DOC_FORMAT_UNKNOWN'],
    ['an empty archive', 'PK\u0005\u0006', 'DOC_FORMAT_UNKNOWN'],
  ])('is refused for %s', (_what, text, code) => {
    expect(() => detectFormat(memorySource(bytesOf(text)))).toThrow(code);
  });
});
