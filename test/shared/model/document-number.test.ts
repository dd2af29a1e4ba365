import { describe, expect, it } from 'vitest';
import { correctedDocumentNumber, isDocumentNumber } from '#shared/model/document-number.ts';

describe('a document number (GB/T 9704-2012, 7.2.5)', () => {
  it.each([
    '青农函[2026]47号',
    '青农函［2026］47号',
    '青农函(2026)47号',
    '青农函（2026）第47号',
    '青农函【2026】047号',
    '青农函 〔2026〕 47 号',
    '青农函〔２０２６〕４７号',
    '青农函〔2026〕47',
  ])('is offered in its proper form for %s', (typed) => {
    expect(correctedDocumentNumber(typed)).toBe('青农函〔2026〕47号');
  });

  it('is left alone where it is proper', () => {
    expect(isDocumentNumber('青农函〔2026〕47号')).toBe(true);
    expect(correctedDocumentNumber('青农函〔2026〕47号')).toBeNull();
  });

  it('is not guessed from what is no number', () => {
    for (const typed of ['', '通知', '2026-47', '青农函[26]47号', '青农函[2026]号', 'A[2026]1号']) {
      expect(correctedDocumentNumber(typed)).toBeNull();
    }
  });
});
