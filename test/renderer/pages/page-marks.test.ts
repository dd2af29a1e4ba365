import { describe, expect, it } from 'vitest';
import type { LaterChange, RevisionComparison, SignatureCoverage } from '#shared/contract/verification.ts';
import { changedPages, marksOn, pageList } from '../../../src-renderer/pages/verify/page-marks.ts';

const place = (page: number) => ({ page, xMm: 1, yMm: 2, widthMm: 3, heightMm: 4 });
const change = (isAllowed: boolean, pages: readonly number[]): LaterChange => ({
  isAllowed,
  reason: 'annotationAdded',
  key: null,
  rule: isAllowed ? 'listed' : 'notListed',
  field: null,
  object: 7,
  part: 'annotation',
  pages,
  places: pages.map(place),
});
const coverage: SignatureCoverage = {
  name: 'Seal_1',
  stamps: [],
  bytes: null,
  changes: [change(false, [3]), change(true, [5])],
  signedState: null,
  files: [
    { path: '/a', state: 'changed', pages: [1] },
    { path: '/b', state: 'covered', pages: [2] },
  ],
};
const comparison: RevisionComparison = {
  comparedPages: [1],
  leftOut: 0,
  changes: [{ page: 1, line: 2, was: '1', is: '', placeThen: place(1), placeNow: null }],
};

describe('marks on the page of a verified file', () => {
  it('number the words as the list does, in the state they stand in', () => {
    expect(marksOn(1, 'sealed', coverage, comparison)).toEqual([{ place: place(1), label: '1' }]);
    expect(marksOn(1, 'now', coverage, comparison)).toEqual([]);
  });

  it('outline what was laid over the page, and not what was allowed', () => {
    expect(marksOn(3, 'now', coverage, null)).toEqual([{ place: place(3), label: '!' }]);
    expect(marksOn(5, 'now', coverage, null)).toEqual([]);
  });

  it('tell the pages that were changed without leave', () => {
    expect(changedPages(coverage)).toEqual([1, 3]);
    expect(pageList([1, 3, 4, 5, 9])).toBe('1、3-5、9');
  });
});
