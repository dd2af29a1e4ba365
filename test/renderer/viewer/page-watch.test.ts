import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src-renderer/components/viewer/page-layout.ts';
import { createPageWatch, type View } from '../../../src-renderer/components/viewer/page-watch.ts';

const pages = [1, 2, 3].map((number) => ({ number, widthMm: 210, heightMm: 297 }));
const layout = layOut(pages, 0.5);
const sheetPx = layout.sheets[0]!.heightPx;

const view = (scrollTop: number, height = sheetPx + 40, isDrawn = true): View => ({
  scrollTop,
  height,
  isDrawn: () => isDrawn,
});

describe('a page that was on screen', () => {
  it('counts once it has been there, drawn, for 0.7 seconds (U-APR-1)', () => {
    const watch = createPageWatch();
    expect(watch.look(layout, view(0), 0)).toEqual([]);
    expect(watch.look(layout, view(0), 600)).toEqual([]);
    expect(watch.look(layout, view(0), 700)).toEqual([1]);
    expect(watch.look(layout, view(0), 2000)).toEqual([]);
  });

  it('does not count while only its sheet is there', () => {
    const watch = createPageWatch();
    watch.look(layout, view(0, sheetPx, false), 0);
    expect(watch.look(layout, view(0, sheetPx, false), 5000)).toEqual([]);
  });

  it('does not count when it was scrolled past', () => {
    const watch = createPageWatch();
    for (let ms = 0; ms < 3000; ms += 200) {
      expect(watch.look(layout, view((ms % 400) * 4), ms).filter((page) => page === 2)).toEqual([]);
    }
  });

  it('does not count while less than half of it is seen', () => {
    const watch = createPageWatch();
    const top = layout.sheets[1]!.top - sheetPx * 0.6;
    watch.look(layout, view(top, sheetPx), 0);
    expect(watch.look(layout, view(top, sheetPx), 1000)).not.toContain(2);
  });

  it('starts anew after the window was hidden', () => {
    const watch = createPageWatch();
    watch.look(layout, view(0), 0);
    watch.look(layout, null, 400);
    expect(watch.look(layout, view(0), 800)).toEqual([]);
    expect(watch.look(layout, view(0), 1600)).toEqual([1]);
  });

  it('counts band by band at a zoom that never shows half of it at once', () => {
    const watch = createPageWatch();
    const large = layOut(pages, 3);
    const height = large.sheets[0]!.heightPx * 0.3;
    const seen: number[] = [];
    for (const [step, share] of [0, 0.3, 0.6].entries()) {
      const at = view(large.sheets[0]!.top + large.sheets[0]!.heightPx * share, height);
      seen.push(...watch.look(large, at, step * 2000), ...watch.look(large, at, step * 2000 + 800));
    }
    expect(seen).toEqual([1]);
  });
});
