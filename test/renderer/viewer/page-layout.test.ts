import { describe, expect, it } from 'vitest';
import {
  currentPage,
  deskPx,
  layOut,
  nextZoom,
  sheetsBetween,
  truePxPerMm,
  zoomFactor,
} from '../../../src-renderer/components/viewer/page-layout.ts';

const a4 = (number: number) => ({ number, widthMm: 210, heightMm: 297 });
const pages = [a4(1), a4(2), { number: 3, widthMm: 297, heightMm: 210 }];

describe('sheets on the desk', () => {
  it('keep their true proportions', () => {
    const { sheets, pxPerMm } = layOut(pages, 1);
    expect(pxPerMm).toBe(truePxPerMm);
    for (const sheet of sheets) {
      expect(sheet.widthPx / sheet.heightPx).toBeCloseTo(sheet.widthMm / sheet.heightMm, 2);
    }
  });

  it('lie below each other with desk between them', () => {
    const { sheets, heightPx } = layOut(pages, 0.5);
    expect(sheets[0]!.top).toBe(deskPx);
    expect(sheets[1]!.top).toBe(sheets[0]!.top + sheets[0]!.heightPx + deskPx);
    expect(heightPx).toBe(sheets[2]!.top + sheets[2]!.heightPx + deskPx);
  });

  it('are found by the stretch of desk they touch', () => {
    const layout = layOut(
      Array.from({ length: 10_000 }, (_, index) => a4(index + 1)),
      0.5,
    );
    const middle = layout.sheets[4999]!;
    expect(sheetsBetween(layout, middle.top + 1, middle.top + 2).map(({ number }) => number)).toEqual([5000]);
    expect(sheetsBetween(layout, middle.top - deskPx - 1, middle.top + 1).map(({ number }) => number)).toEqual([
      4999, 5000,
    ]);
    expect(sheetsBetween(layout, 0, 0)).toEqual([]);
  });

  it('make the one that fills most of the view the current page, and of equals the first', () => {
    const layout = layOut(pages, 0.5);
    const [first, second] = layout.sheets;
    expect(currentPage(layout, 0, 600)).toBe(1);
    expect(currentPage(layout, second!.top - 50, first!.heightPx)).toBe(2);
    expect(currentPage(layout, 0, 100_000)).toBe(1);
  });
});

describe('the zoom', () => {
  const desk = { width: 700, height: 600 };

  it('shows the whole page, or its whole width, with desk on all sides', () => {
    const whole = layOut([a4(1)], zoomFactor('page', [a4(1)], desk));
    expect(whole.sheets[0]!.heightPx).toBe(600 - 2 * deskPx);
    const wide = layOut([a4(1)], zoomFactor('width', [a4(1)], desk));
    expect(wide.sheets[0]!.widthPx).toBe(700 - 2 * deskPx);
  });

  it('goes by the largest page, so that turning pages never changes the scale', () => {
    const factor = zoomFactor('width', pages, desk);
    expect(Math.max(...layOut(pages, factor).sheets.map(({ widthPx }) => widthPx))).toBe(700 - 2 * deskPx);
  });

  it('steps through round factors and stops at the ends', () => {
    expect(nextZoom(0.71, 1)).toBe(0.75);
    expect(nextZoom(0.71, -1)).toBe(0.67);
    expect(nextZoom(4, 1)).toBe(4);
    expect(nextZoom(0.25, -1)).toBe(0.25);
  });

  it('stays within what a browser can lay out, however long the document', () => {
    const long = Array.from({ length: 10_000 }, (_, index) => a4(index + 1));
    expect(layOut(long, zoomFactor(4, long, desk)).heightPx).toBeLessThan(33_000_000);
  });
});
