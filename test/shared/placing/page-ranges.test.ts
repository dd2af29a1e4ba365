import { describe, expect, test } from 'vitest';
import { pagesText, readPages } from '#shared/placing/page-ranges.ts';

describe('pages as people write them', () => {
  test.each([
    ['1-3,5,末页', 9, [1, 2, 3, 5, 9]],
    ['１－３、５，末页', 9, [1, 2, 3, 5, 9]],
    ['第2页至第4页', 9, [2, 3, 4]],
    ['4-', 6, [4, 5, 6]],
    ['倒数第2页, 1', 6, [1, 5]],
    ['3-末页', 5, [3, 4, 5]],
    ['奇数页', 5, [1, 3, 5]],
    ['even', 5, [2, 4]],
    ['全部', 3, [1, 2, 3]],
    ['首页 末页', 1, [1]],
    ['2,2,1-2', 4, [1, 2]],
  ])('%s of %i pages', (text, pages, chosen) => {
    expect(readPages(text, pages)).toEqual(chosen);
  });

  test.each(['', ' , ', '一至三', '1-2-3', '5-3', '1.5', '倒数第', '偶数页x'])('refuses "%s"', (text) => {
    expect(() => readPages(text, 9)).toThrow(expect.objectContaining({ code: 'STAMP_PAGES_UNREADABLE' }));
  });

  test.each([
    ['0', 0],
    ['10', 10],
    ['8-12', 12],
    ['倒数第12页', -2],
    ['99999', 99_999],
  ])('names page of "%s" that is not there', (text, page) => {
    expect(() => readPages(text, 9)).toThrow(
      expect.objectContaining({ code: 'STAMP_PAGE_NOT_FOUND', facts: { page, pages: 9 } }),
    );
  });

  test('writes pages back as runs', () => {
    expect(pagesText([5, 1, 2, 3, 9, 8, 3])).toBe('1-3、5、8、9');
  });
});
