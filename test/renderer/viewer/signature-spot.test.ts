import { describe, expect, it } from 'vitest';
import { linesOf, signatureSpot, touchOf } from '../../../src-renderer/components/viewer/signature-spot.ts';

const page = { widthMm: 210 };
const run = (text: string, xMm: number, yMm: number, widthMm = text.length * 5.6) => ({
  text,
  xMm,
  yMm,
  widthMm,
  heightMm: 5.6,
});
const body = run('一、本次下达补助资金128.60万元，用于8个乡镇', 28, 140, 150);
const unit = run('青禾县农业农村局', 120, 232);
const date = run('2026年11月17日', 124, 242, 37);
const seal = { page: 1, xMm: 121, yMm: 217, widthMm: 42, heightMm: 42 };

describe('where a unit signs', () => {
  it('is the lowest date that stands alone at the right', () => {
    const spot = signatureSpot([run('2026年11月1日', 124, 100, 37), body, unit, date], page);
    expect(spot).toEqual({ centreXMm: 142.5, dateTopMm: 242, dateBottomMm: 247.6 });
  });

  it('is found in Chinese numerals, and where the date comes in pieces', () => {
    expect(signatureSpot([run('二〇二六年十一月十七日', 124, 242)], page)).not.toBeNull();
    const pieces = ['2026', '年', '11', '月', '17', '日'].map((text, index) => run(text, 124 + index * 6, 242, 6));
    expect(signatureSpot(pieces, page)?.centreXMm).toBe(142);
  });

  it('is unknown where no date stands alone, or only at the left', () => {
    expect(signatureSpot([run('于2026年12月20日前完成', 100, 200)], page)).toBeNull();
    expect(signatureSpot([run('2026年11月17日', 28, 242, 37)], page)).toBeNull();
    expect(signatureSpot([], page)).toBeNull();
  });
});

describe('what a seal covers', () => {
  const runs = [body, unit, date];
  const spot = signatureSpot(runs, page);

  it('is the signature and the date where it should lie', () => {
    expect(touchOf(seal, runs, spot)).toBe('signature');
  });

  it('is text where it lies on the text', () => {
    expect(touchOf({ ...seal, xMm: 60, yMm: 125 }, runs, spot)).toBe('text');
  });

  it('is nothing in the corners of its box: a seal is round', () => {
    expect(touchOf({ ...seal, xMm: 160.5, yMm: 190.5 }, [run('文', 160.6, 190.6, 2)], null)).toBe('none');
  });

  it('is unknown on a page without text', () => {
    expect(touchOf(seal, [], null)).toBe('unknown');
  });
});

describe('runs of a page', () => {
  it('make one line where they stand beside each other', () => {
    expect(linesOf([run('甲', 10, 10), run('乙', 16, 10.4), run('丙', 10, 30)]).map(({ text }) => text)).toEqual([
      '甲乙',
      '丙',
    ]);
  });
});
