import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { evidenceWords } from '#shared/model/evidence-words.ts';

const { find } = createWords();

describe('a value of evidence', () => {
  it('is said in office time where it is a time', () => {
    expect(evidenceWords(find, 'at', '2026-11-28T18:14:03.000Z')).toBe('2026-11-29 02:14:03');
  });

  it('is said in words where it is the program’s own', () => {
    expect(evidenceWords(find, 'source', 'claimed')).toBe('签章者声明');
    expect(evidenceWords(find, 'by', 'pinned')).toBe('信任清单所列的制章者');
  });

  it('is left as it is where somebody else wrote it', () => {
    expect(evidenceWords(find, 'certificate', 'CN=claimed')).toBe('CN=claimed');
    expect(evidenceWords(find, 'count', 3)).toBe('3');
  });
});
