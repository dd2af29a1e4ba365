import { describe, expect, it } from 'vitest';
import { readPathData } from '#main/formats/ofd/draw/path-data.ts';

const read = (text: string) => readPathData(text, 1000);

describe('AbbreviatedData (GB/T 33190-2016 clause 9.1)', () => {
  it.each([
    ['lines', 'M 0 0 L 10 0 L 10 5', 'M0 0L10 0L10 5'],
    ['S as the start of a figure', 'S 1 2 L 3 4', 'M1 2L3 4'],
    ['C as close and not as a cubic', 'M 0 0 L 10 0 L 10 5 C', 'M0 0L10 0L10 5Z'],
    ['a quadratic curve', 'M 0 0 Q 1 2 3 4', 'M0 0Q1 2 3 4'],
    ['B as the cubic curve', 'M 0 0 B 1 2 3 4 5 6', 'M0 0C1 2 3 4 5 6'],
    ['an arc', 'M 0 0 A 5 3 30 1 0 10 10', 'M0 0A5 3 30 1 0 10 10'],
    ['several figures', 'M 0 0 L 1 1 C M 5 5 L 6 6 C', 'M0 0L1 1ZM5 5L6 6Z'],
    ['fractions and exponents', 'M .5 1e-3 L -1.5e1 +2', 'M0.5 0.001L-15 2'],
    ['missing spaces', 'M0 0L10 0L10 5C', 'M0 0L10 0L10 5Z'],
    ['line breaks and commas', 'M 0,0\n  L 10,0', 'M0 0L10 0'],
    ['a move without a line as nothing', 'M 0 0 M 5 5 L 6 6 M 9 9', 'M5 5L6 6'],
  ])('reads %s', (_, text, d) => {
    expect(read(text)).toMatchObject({ d, isDamaged: false });
  });

  it.each([
    ['drops the rest of a figure after a short operator', 'M 0 0 L 1 1 B 1 2 3 L 9 9 M 5 5 L 6 6', 'M0 0L1 1M5 5L6 6'],
    ['drops an unknown operator', 'M 0 0 L 1 1 X 4 L 9 9', 'M0 0L1 1'],
    ['drops lines before any move', 'L 1 1 M 0 0 L 2 2', 'M0 0L2 2'],
    ['keeps numbers out that no page can mean', 'M 0 0 L 1e300 0', ''],
    ['lets no markup through', 'M 0 0 L 1 1 "/><script>', 'M0 0L1 1'],
  ])('%s, and says so', (_, text, d) => {
    expect(read(text)).toMatchObject({ d, isDamaged: true });
  });

  it('surrounds curves with their control points and arcs generously', () => {
    expect(read('M 1 1 B 0 -5 20 3 4 4').box).toEqual({ xMm: 0, yMm: -5, widthMm: 20, heightMm: 9 });
    expect(read('M 0 0 A 5 5 0 0 1 10 0').box).toEqual({ xMm: 0, yMm: -10, widthMm: 20, heightMm: 20 });
  });

  it('stops at the bound', () => {
    const text = `M 0 0 ${'L 1 1 '.repeat(50)}`;
    expect(readPathData(text, 10)).toMatchObject({ isDamaged: true, operators: 11 });
  });
});
