import { describe, expect, test } from 'vitest';
import { mostPlacements, placementSchema, registeredPlacementSchema } from '#shared/model/placement.ts';
import { expandRules, type PagePlan } from '#shared/placing/expand-rules.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import { placeWarnings } from '#shared/placing/place-warnings.ts';
import { rulesOf } from '#shared/placing/rules-of.ts';
import { shownBox } from '#shared/placing/shown-box.ts';

const seal = { widthMm: 40, heightMm: 40 };
const page = (number: number, widthMm = 210, heightMm = 297): PagePlan => ({ number, widthMm, heightMm });
const pages = [page(1), page(2, 297, 210), page(3), page(4)];
const refused = (code: string, facts: object = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe('places that rules come to', () => {
  test('keep their distance from the corner on pages of several sizes', () => {
    const rule = { kind: 'pages', pages: '1-2', corner: 'bottom-right', xMm: 20, yMm: 30 } as const;
    expect(expandRules([rule], pages, seal)).toEqual([
      { page: 1, xMm: 150, yMm: 227, ...seal },
      { page: 2, xMm: 237, yMm: 140, ...seal },
    ]);
  });

  const anchors = [
    { page: 1, xMm: 100, yMm: 200 },
    { page: 3, xMm: 50, yMm: 60 },
  ];
  const keyword = { kind: 'keyword', keyword: '盖章处', anchors, dxMm: 10, dyMm: -5 } as const;

  test('lie with the middle of the seal beside the middle of each found text', () => {
    expect(expandRules([{ ...keyword, which: 'all' }], pages, seal)).toEqual([
      { page: 1, xMm: 90, yMm: 175, ...seal },
      { page: 3, xMm: 40, yMm: 35, ...seal },
    ]);
    expect(expandRules([{ ...keyword, which: 2 }], pages, seal)).toHaveLength(1);
  });

  test('are refused where the text does not occur so often', () => {
    expect(() => expandRules([{ ...keyword, which: 3 }], pages, seal)).toThrow(
      refused('STAMP_KEYWORD_NOT_FOUND', { text: '盖章处', count: 2 }),
    );
  });

  test('are refused beyond the page, with a line of text and a turn counted in', () => {
    const single = { kind: 'single', page: 2, xMm: 100, yMm: 169 } as const;
    expect(() => expandRules([single], pages, seal)).not.toThrow();
    expect(() => expandRules([{ ...single, rotation: 10 }], pages, seal)).toThrow(
      refused('STAMP_PLACEMENT_OUTSIDE_PAGE', { page: 2 }),
    );
    const text = { value: '2026年11月17日', heightMm: 3.5 };
    expect(() => expandRules([{ ...single, text }], pages, seal)).toThrow(refused('STAMP_PLACEMENT_OUTSIDE_PAGE'));
  });

  test('carry serial and page numbers in their text', () => {
    const rule = {
      kind: 'pages',
      pages: '1,3',
      corner: 'top-left',
      xMm: 10,
      yMm: 10,
      text: { value: '第{序}枚 第{页}页', heightMm: 3 },
    } as const;
    expect(expandRules([rule], pages, seal).map(({ text }) => text?.value)).toEqual(['第1枚 第1页', '第2枚 第3页']);
  });

  test('number the straddle seals of all rules through', () => {
    const straddle = { kind: 'straddle', side: 'right', pages: '1-2', at: 0.5 } as const;
    const places = expandRules([straddle, { ...straddle, pages: '3-4', side: 'left' }], pages, seal);
    expect(places.map(({ slice }) => slice?.group)).toEqual([1, 1, 2, 2]);
  });

  test('cover 10,000 pages and no more', () => {
    const long = Array.from({ length: mostPlacements }, (_, index) => page(index + 1));
    const every: PlacementRule = { kind: 'pages', pages: '全部', corner: 'top-left', xMm: 10, yMm: 10 };
    expect(expandRules([every], long, seal)).toHaveLength(mostPlacements);
    const one: PlacementRule = { kind: 'single', page: 1, xMm: 100, yMm: 10 };
    expect(() => expandRules([every, one], long, seal)).toThrow(refused('STAMP_TOO_MANY_PLACES', { count: 10_001 }));
  });
});

describe('rules of places', () => {
  test('come to the same places again', () => {
    const rules: PlacementRule[] = [
      { kind: 'single', page: 1, xMm: 20, yMm: 30 },
      { kind: 'single', page: 3, xMm: 25.5, yMm: 30, opacity: 0.6, rotation: -8 },
      { kind: 'pages', pages: '1,3-4', corner: 'top-left', xMm: 100, yMm: 100 },
      { kind: 'straddle', side: 'bottom', pages: '1-4', at: 0.31 },
    ];
    const places = expandRules(rules, pages, seal);
    const again = expandRules(rulesOf(places, pages), pages, seal);
    expect(new Set(again.map((place) => JSON.stringify(place)))).toEqual(
      new Set(places.map((place) => JSON.stringify(place))),
    );
  });
});

test.each([
  ['a larger first slice', { firstShare: 0.4 }],
  ['slices thinner than usual', { leastSliceMm: 1, perSeal: 30 }],
])('rules of a request that is mended keep %s', (_, shares) => {
  const many = Array.from({ length: 30 }, (__, index) => page(index + 1));
  const few = 'firstShare' in shares ? pages : many;
  const rule = { kind: 'straddle', side: 'right', pages: `1-${few.length}`, at: 0.2, ...shares } as const;
  const places = expandRules([rule], few, seal);
  expect(expandRules(rulesOf(places, few), few, seal)).toEqual(places);
});

const at = (number: number, xMm: number, yMm: number) => ({ page: number, xMm, yMm, ...seal });

describe('what a handler is warned of', () => {
  test('two seals on one page, and a stamp that is there already', () => {
    const existing = [{ page: 3, xMm: 30, yMm: 30, widthMm: 40, heightMm: 40 }];
    const places = [at(1, 10, 10), at(1, 45, 45), at(2, 10, 10), at(2, 60, 10), at(3, 60, 60)];
    expect(placeWarnings(places, existing, seal)).toEqual([
      { kind: 'overlap', pages: [1] },
      { kind: 'existing', pages: [3] },
    ]);
  });

  test('seals that only touch are no overlap', () => {
    expect(placeWarnings([at(1, 10, 10), at(1, 50, 10)], [], seal)).toEqual([]);
  });

  test('a size that is not the seal’s own', () => {
    expect(placeWarnings([{ ...at(1, 0, 0), widthMm: 30, heightMm: 30 }], [], seal)).toEqual([
      { kind: 'size', pages: [1] },
    ]);
  });
});

describe('a place', () => {
  const place = { page: 1, xMm: 0, yMm: 0, ...seal };
  const clip = { xMm: 20, yMm: 0, widthMm: 20, heightMm: 40 };
  const slice = { group: 1, index: 2, count: 2, side: 'right' };

  test('as earlier versions wrote it is read as ever', () => {
    expect(placementSchema.parse(place)).toEqual(place);
    expect(registeredPlacementSchema.parse({ ...place, kind: 'single' })).toEqual({ ...place, kind: 'single' });
  });

  test.each([
    ['a part beyond the seal', { clip: { ...clip, xMm: 21 } }],
    ['a slice without a part', { slice }],
    ['a slice beyond its count', { clip, slice: { ...slice, index: 3 } }],
    ['a turned slice', { clip, slice, rotation: 10 }],
    ['a slice with a text', { clip, slice, text: { value: '日期', heightMm: 3 } }],
    ['no ink', { opacity: 0 }],
    ['a text with a control character', { text: { value: 'a\u202eb', heightMm: 3 } }],
    ['a text with space around', { text: { value: ' a', heightMm: 3 } }],
    ['an unknown wish', { scale: 2 }],
  ])('is refused with %s', (_, more) => {
    expect(placementSchema.safeParse({ ...place, ...more }).success).toBe(false);
  });

  test('in the register says straddle when it is a slice', () => {
    expect(registeredPlacementSchema.safeParse({ ...place, clip, slice, kind: 'straddle' }).success).toBe(true);
    expect(registeredPlacementSchema.safeParse({ ...place, clip, slice, kind: 'single' }).success).toBe(false);
  });

  test('shows a box that holds the turned seal and its text', () => {
    const box = shownBox({ ...place, rotation: 45, text: { value: '2026', heightMm: 4 } });
    expect(box.widthMm).toBeCloseTo(56.569, 2);
    expect(box.yMm).toBeCloseTo(-8.284, 2);
    expect(box.heightMm).toBeCloseTo(56.569 + 5, 2);
  });
});
