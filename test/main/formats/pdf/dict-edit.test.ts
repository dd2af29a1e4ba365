import { describe, expect, test } from 'vitest';
import { appendToArray, DictEdit } from '#main/formats/pdf/dict-edit.ts';
import { bytesOf, textOf } from '#test/support/pdf-documents.ts';

describe('editing a dictionary by its bytes', () => {
  test('keeps the spelling of entries that stay and replaces the one that changes', () => {
    const edit = new DictEdit(bytesOf('<</A#20B 1.500/C(x\\)y)/D[ 1  2 ]/E<</F 1>>>>'));
    edit.set('D', '[3]');
    edit.set('G', 'true');
    expect(textOf(edit.serialize())).toBe('<<\n/A#20B 1.500\n/C(x\\)y)\n/D [3]\n/E<</F 1>>\n/G true\n>>');
  });

  test('hands out the bytes of a value', () => {
    const edit = new DictEdit(bytesOf('<< /A << /B [1 0 R] >> >>'));
    expect(textOf(edit.textOf('A')!)).toBe('<< /B [1 0 R] >>');
    expect(edit.textOf('Z')).toBeUndefined();
  });

  test('adds to an array before its bracket', () => {
    expect(textOf(appendToArray(bytesOf(' [1 0 R (])]'), ['2 0 R', '3 0 R']))).toBe(' [1 0 R (]) 2 0 R 3 0 R]');
    expect(() => appendToArray(bytesOf('<< >>'), ['1'])).toThrow('DOC_BROKEN');
  });
});
