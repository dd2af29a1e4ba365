import { describe, expect, it } from 'vitest';
import { findOnPage } from '#shared/placing/find-text.ts';

const run = (text: string, yMm: number) => ({ text, xMm: 28, yMm, widthMm: text.length * 5, heightMm: 5 });

const near = (value: number): unknown => expect.closeTo(value, 6);

describe('searching a page', () => {
  it('finds words of two characters', () => {
    const [found] = findOnPage(3, [run('关于下达补助资金的通知', 50)], '补助');
    expect(found).toEqual({ page: 3, boxes: [{ xMm: near(48), yMm: 50, widthMm: near(10), heightMm: 5 }] });
  });

  it('marks the words themselves where spaces and narrow letters stand before them', () => {
    const indented = { text: '\u3000\u3000一、许可', xMm: 20, yMm: 50, widthMm: 60, heightMm: 5 };
    expect(findOnPage(1, [indented], '许可')[0]?.boxes[0]).toMatchObject({ xMm: near(60), widthMm: near(20) });
    const mixed = { text: 'ab许可', xMm: 20, yMm: 50, widthMm: 30, heightMm: 5 };
    expect(findOnPage(1, [mixed], '许可')[0]?.boxes[0]).toMatchObject({ xMm: near(30), widthMm: near(20) });
  });

  it('finds what runs over the end of a line, with a box on each', () => {
    const [found] = findOnPage(1, [run('高标准农', 50), run('田建设', 58)], '农田建');
    expect(found?.boxes.map(({ yMm, widthMm }) => [yMm, widthMm])).toEqual([
      [50, near(5)],
      [58, near(10)],
    ]);
  });

  it('does not mind case, width or spaces', () => {
    expect(findOnPage(1, [run('ＯＦＤ 文件', 50)], 'ofd文')).toHaveLength(1);
  });

  it('finds every place once, and nothing for nothing', () => {
    expect(findOnPage(1, [run('农农农农', 50)], '农农')).toHaveLength(2);
    expect(findOnPage(1, [run('农', 50)], '  ')).toEqual([]);
  });
});
