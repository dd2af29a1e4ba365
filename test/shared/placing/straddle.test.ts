import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placementSchema, straddleSides } from '#shared/model/placement.ts';
import { expandRules, type PagePlan } from '#shared/placing/expand-rules.ts';
import type { RuleOf } from '#shared/placing/placement-rule.ts';
import { rulesOf } from '#shared/placing/rules-of.ts';
import { inkBox } from '#shared/placing/shown-box.ts';

const seal = { widthMm: 42, heightMm: 42 };
const a4 = (count: number): readonly PagePlan[] =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, widthMm: 210, heightMm: 297 }));
const straddle = (more: Partial<RuleOf<'straddle'>> = {}): RuleOf<'straddle'> => ({
  kind: 'straddle',
  side: 'right',
  pages: '全部',
  at: 0.5,
  ...more,
});

const counts = (pages: number, more: Partial<RuleOf<'straddle'>> = {}): number[] => {
  const places = expandRules([straddle(more)], a4(pages), seal);
  return [...Map.groupBy(places, ({ slice }) => slice?.group).values()].map((group) => group.length);
};

describe('a straddle seal (骑缝章)', () => {
  test('is cut as the example of the OFD standard has it: right edge, five pages', () => {
    const places = expandRules([straddle()], a4(5), { widthMm: 40, heightMm: 40 });
    expect(places.map(({ xMm, yMm, clip }) => [xMm, yMm, clip?.xMm, clip?.widthMm])).toEqual([
      [202, 128.5, 0, 8],
      [194, 128.5, 8, 8],
      [186, 128.5, 16, 8],
      [178, 128.5, 24, 8],
      [170, 128.5, 32, 8],
    ]);
    expect(places.map(({ slice }) => slice)).toEqual(
      [1, 2, 3, 4, 5].map((index) => ({ group: 1, index, count: 5, side: 'right' })),
    );
  });

  test('shows the end of the seal first on the left and the upper edge, where lower sheets stick out that way', () => {
    const [left] = expandRules([straddle({ side: 'left' })], a4(2), seal);
    expect(left).toMatchObject({ xMm: -21, clip: { xMm: 21, widthMm: 21 } });
    const top = expandRules([straddle({ side: 'top' })], a4(2), seal);
    expect(top.map(({ yMm, clip }) => [yMm, clip?.yMm])).toEqual([
      [-21, 21],
      [0, 0],
    ]);
  });

  test('puts every slice at the edge of its own page, at one height, as far as a shorter page goes', () => {
    const pages = [
      { number: 1, widthMm: 210, heightMm: 297 },
      { number: 2, widthMm: 297, heightMm: 210 },
      { number: 3, widthMm: 105, heightMm: 60 },
    ];
    const boxes = expandRules([straddle({ at: 0.6 })], pages, seal).map(inkBox);
    expect(boxes.map(({ xMm, widthMm }) => Math.round((xMm + widthMm) * 1000) / 1000)).toEqual([210, 297, 105]);
    expect(boxes.map(({ yMm }) => yMm)).toEqual([153, 153, 18]);
  });

  test('repeats the seal where there are many pages, as equally as can be', () => {
    expect(counts(20)).toEqual([20]);
    expect(counts(21)).toEqual([11, 10]);
    expect(counts(45)).toEqual([15, 15, 15]);
    expect(counts(7, { perSeal: 3 })).toEqual([3, 2, 2]);
    expect(counts(5, { perSeal: 2 })).toEqual([3, 2]);
    expect(counts(45, { pages: '奇数页' })).toEqual([12, 11]);
  });

  test('takes fewer pages to a seal when a small seal would have thin slices', () => {
    const places = expandRules([straddle()], a4(20), { widthMm: 30, heightMm: 30 });
    expect(Math.max(...places.map(({ slice }) => slice!.count))).toBe(10);
    expect(Math.min(...places.map(({ clip }) => clip!.widthMm))).toBeGreaterThanOrEqual(2);
  });

  test('refuses slices that are thinner than the least, and says how many pages go', () => {
    const facts = { slice: '1.4', least: 2, pages: 21, perSeal: 30 };
    expect(() => expandRules([straddle({ perSeal: 30 })], a4(30), seal)).toThrow(
      expect.objectContaining({ code: 'STAMP_SLICE_TOO_THIN', facts }),
    );
    expect(() => expandRules([straddle({ perSeal: 30, leastSliceMm: 1 })], a4(30), seal)).not.toThrow();
  });

  test('gives the first page its own share', () => {
    const places = expandRules([straddle({ firstShare: 0.5 })], a4(4), seal);
    expect(places.map(({ clip }) => clip?.widthMm)).toEqual([21, 7, 7, 7]);
  });

  test('refuses a single page', () => {
    expect(() => expandRules([straddle({ pages: '1' })], a4(3), seal)).toThrow(
      expect.objectContaining({ code: 'STAMP_STRADDLE_TOO_FEW_PAGES' }),
    );
  });

  test('its slices always make one whole seal, each at its edge, whatever is asked', () => {
    const asked = fc.record({
      pages: fc.integer({ min: 2, max: 60 }),
      side: fc.constantFrom(...straddleSides),
      width: fc.integer({ min: 200, max: 600 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      odd: fc.boolean(),
    });
    fc.assert(
      fc.property(asked, ({ pages: count, side, width, at, odd }) => {
        fc.pre(!odd || count > 3);
        const size = { widthMm: width / 10, heightMm: width / 10 };
        const pages = a4(count).map(({ number }) =>
          number % 3 === 0
            ? { number, widthMm: 297 + number / 7, heightMm: 210 }
            : { number, widthMm: 210, heightMm: 297 },
        );
        const places = expandRules([straddle({ side, at, pages: odd ? '奇数页' : '全部' })], pages, size);
        for (const place of places) expect(placementSchema.safeParse(place).success).toBe(true);
        for (const group of Map.groupBy(places, ({ slice }) => slice?.group).values()) {
          const isUpright = side === 'left' || side === 'right';
          const extents = group.map(({ clip }) => (isUpright ? clip!.widthMm : clip!.heightMm));
          expect(extents.reduce((sum, extent) => sum + extent, 0)).toBeCloseTo(size.widthMm, 3);
          for (const place of group) {
            const page = pages[place.page - 1]!;
            const { xMm, yMm, widthMm, heightMm } = inkBox(place);
            const away = {
              right: page.widthMm - xMm - widthMm,
              left: xMm,
              top: yMm,
              bottom: page.heightMm - yMm - heightMm,
            };
            expect(Math.abs(away[side])).toBeLessThan(0.003);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

const again = (places: ReturnType<typeof expandRules>, pages: readonly PagePlan[]) =>
  expandRules(rulesOf(places, pages), pages, seal);

describe('a straddle seal of a request that is mended', () => {
  const mixed = [
    { number: 1, widthMm: 210, heightMm: 297 },
    { number: 2, widthMm: 297, heightMm: 210 },
    { number: 3, widthMm: 105, heightMm: 148 },
    { number: 4, widthMm: 210, heightMm: 297 },
  ];

  test('lies where it lay, whatever its edge, its ratio and the sizes of the pages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...straddleSides),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.constantFrom(0.3, 0.4, 0.5), { nil: undefined }),
        fc.constantFrom(2, 4),
        fc.constantFrom(mixed, a4(9)),
        (side, at, firstShare, perSeal, pages) => {
          const rule = straddle({ side, at, perSeal, ...(firstShare !== undefined && { firstShare }) });
          const places = expandRules([rule], pages, seal);
          expect(again(places, pages)).toEqual(places);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('stays apart from another one on the same edge', () => {
    const rules = [straddle({ at: 0.2, perSeal: 4 }), straddle({ at: 0.8, perSeal: 4 })];
    const places = expandRules(rules, a4(6), seal);
    expect(rulesOf(places, a4(6))).toHaveLength(2);
    expect(again(places, a4(6))).toEqual(places);
    const halves = [straddle({ at: 0.2, pages: '1-3' }), straddle({ at: 0.2, pages: '4-8' })];
    const apart = expandRules(halves, a4(8), seal);
    expect(again(apart, a4(8))).toEqual(apart);
  });

  test('lies in the middle where its document can be read no more', () => {
    const places = expandRules([straddle({ at: 0.2 })], a4(4), seal);
    expect(rulesOf(places)).toMatchObject([{ kind: 'straddle', at: 0.5 }]);
  });
});
