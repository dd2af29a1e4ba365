import { describe, expect, it } from 'vitest';
import {
  clampToPage,
  firstPlacement,
  linesUnder,
  nudge,
  regionOf,
  snap,
  snapLines,
} from '../../../src-renderer/components/viewer/stamp-placement.ts';

const page = { number: 1, widthMm: 210, heightMm: 297 };
const seal = { widthMm: 42, heightMm: 42 };
const at = (xMm: number, yMm: number) => ({ page: 1, xMm, yMm, ...seal });
const spot = { centreXMm: 137, dateTopMm: 244.6, dateBottomMm: 250 };

describe('a seal on a page', () => {
  it('never leaves the page', () => {
    expect(clampToPage(at(-3, 290), page)).toEqual(at(0, 255));
    expect(clampToPage(at(500, -1), page)).toEqual(at(168, 0));
  });

  it('stays on the page with its line of text and its turn', () => {
    const text = { value: '2026-01-02', heightMm: 4 };
    expect(clampToPage({ ...at(100, 290), text }, page)).toEqual({ ...at(100, 250), text });
    const turned = clampToPage({ ...at(-3, -3), rotation: 45 }, page);
    // The corners of a square that is turned by 45 degrees stand 8.7 mm outside its sides.
    expect([turned.xMm, turned.yMm]).toEqual([8.7, 8.7]);
  });

  it('starts at the corner of a page that is smaller than it', () => {
    expect(clampToPage(at(10, 10), { widthMm: 30, heightMm: 30 })).toEqual(at(0, 0));
  });

  it('lies on tenths of a millimetre', () => {
    expect(clampToPage(at(116.0499, 219.62), page)).toEqual(at(116, 219.6));
    expect(clampToPage(at(170, 10), { widthMm: 209.97, heightMm: 297 }).xMm).toBe(167.9);
  });

  it('is moved by exactly a millimetre, or a tenth of one, and keeps its size', () => {
    expect(nudge(at(116, 219.6), 1, 0, page)).toEqual(at(117, 219.6));
    expect(nudge(at(116, 219.6), 0, -0.1, page)).toEqual(at(116, 219.5));
    let moved = at(116, 219.6);
    for (let count = 0; count < 100; count += 1) moved = nudge(moved, 0.1, 0, page) as typeof moved;
    expect(moved.xMm).toBe(126);
  });
});

describe('snapping', () => {
  const lines = snapLines(page, spot);

  it('draws a seal to the middle of the signature', () => {
    const { placement, lines: held } = snap(at(117.2, 180), page, lines, 2);
    expect(placement.xMm).toBe(116);
    expect(held.map(({ name }) => name)).toEqual(['signature']);
  });

  it('draws it once along each axis', () => {
    const { placement, lines: held } = snap(at(116.4, 219), page, lines, 2);
    expect(held.map(({ name }) => name)).toEqual(['signature', 'date']);
    expect(placement).toEqual(at(116, 219.6));
  });

  it('takes the nearest of two lines', () => {
    const near = snapLines(page, { ...spot, centreXMm: 106 });
    expect(snap(at(84.1, 100), page, near, 3).lines[0]!.name).toBe('page-centre');
    expect(snap(at(84.9, 100), page, near, 3).lines[0]!.name).toBe('signature');
  });

  it('leaves a seal alone that is not near a line, and any seal without reach', () => {
    expect(snap(at(50.3, 60.2), page, lines, 2).placement).toEqual(at(50.3, 60.2));
    expect(snap(at(116.4, 219), page, lines, 0).placement).toEqual(at(116.4, 219));
  });

  it('knows margins of an official document (GB/T 9704-2012, 5.2.1)', () => {
    const margins = lines.filter(({ name }) => name.endsWith('-margin'));
    expect(margins.map(({ atMm }) => atMm)).toEqual([28, 184, 37, 262]);
  });

  it('names the lines a seal lies on, however it came there', () => {
    expect(linesUnder(at(116, 10), lines).map(({ name }) => name)).toEqual(['signature']);
    expect(linesUnder(at(116.2, 10), lines)).toEqual([]);
  });
});

describe('the first place of a seal', () => {
  it('covers the signature and the date, both a little below its middle (GB/T 9704-2012, 7.3.5.1)', () => {
    const place = firstPlacement(page, seal, spot);
    expect(place.xMm + 21).toBeCloseTo(spot.centreXMm, 1);
    expect(place.yMm + 21).toBeLessThan(spot.dateTopMm);
    expect(place.yMm + 42).toBeGreaterThan(spot.dateBottomMm);
  });

  it('is the lower right where nothing says where to sign', () => {
    expect(regionOf(firstPlacement(page, seal, null), page)).toBe('bottom-right');
  });
});

describe('the part of the page a seal lies in', () => {
  it('is said in words', () => {
    expect(regionOf(at(116, 219.6), page)).toBe('bottom-right');
    expect(regionOf(at(84, 127), page)).toBe('middle');
    expect(regionOf(at(0, 0), page)).toBe('top-left');
    expect(regionOf(at(84, 250), page)).toBe('bottom');
    expect(regionOf(at(0, 127), page)).toBe('left');
  });
});
