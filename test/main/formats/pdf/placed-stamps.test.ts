import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memorySource } from '#main/formats/byte-source.ts';
import { pageGeometry } from '#main/formats/pdf/page-geometry.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import { straddleSides, type Placement } from '#shared/model/placement.ts';
import { expandRules, type PagePlan } from '#shared/placing/expand-rules.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import { textBox } from '#shared/placing/shown-box.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { misplacedInk } from '#test/support/misplaced-ink.ts';
import { pdfDocument, textOf, type PageShape } from '#test/support/pdf-documents.ts';
import {
  isRed,
  redBox,
  renderPage,
  renderPages,
  runOn,
  sequenceOf,
  stamp,
  stampInput,
} from '#test/support/pdf-stamping.ts';

/** What one page of a long file may look like: every turn, boxes away from the origin, and several sizes. */
const shapes: readonly PageShape[] = [
  {},
  { rotate: 90 },
  { mediaBox: [-100, -50, 700, 900], cropBox: [40, 60, 500, 800], rotate: 180 },
  { mediaBox: [0, 0, 842, 595] },
  { mediaBox: [0, 0, 420, 595], rotate: 270 },
  { mediaBox: [0, 0, 612, 792], cropBox: [100, 100, 512, 692], rotate: 90 },
  { userUnit: 2, mediaBox: [10, 20, 310, 440] },
  { userUnit: 0.5, mediaBox: [0, 0, 1190, 1684], rotate: -90 },
];
/** poppler takes no account of UserUnit: dots that stand for one inch of the page. */
const dotsOf = ({ userUnit = 1 }: PageShape): number => 96 / Number(userUnit);
const seal = { widthMm: 42, heightMm: 42 };

const plansOf = (bytes: Uint8Array): readonly PagePlan[] => {
  const file = openPdf(memorySource(bytes));
  return [...file.pages.all()].map((page) => {
    const { widthMm, heightMm } = pageGeometry(file.objects, page);
    return { number: page.number, widthMm, heightMm };
  });
};
const placed = (rules: readonly PlacementRule[], bytes: Uint8Array): readonly Placement[] =>
  expandRules(rules, plansOf(bytes), seal);

/** Every place on the picture of its page; one place to a page. */
function misplaced(bytes: Uint8Array, places: readonly Placement[], pages: readonly PageShape[]): readonly string[] {
  const pictures = renderPages(bytes, 96);
  return places.flatMap((place) => misplacedInk(pictures[place.page - 1]!, dotsOf(pages[place.page - 1]!), place));
}

/** Dots of a length at 96, and at 72 dots per inch. */
const dots96 = (mm: number): number => Math.round((mm * 96) / 25.4);
const dots72 = (mm: number): number => Math.round((mm * 72) / 25.4);

describe.skipIf(!canRun('pdftoppm', 'qpdf'))('seals over pages of every turn and size, as poppler draws them', () => {
  const original = pdfDocument(shapes);

  test('a seal on every page lies at one distance from the corner that was chosen', () => {
    const places = placed([{ kind: 'pages', pages: '全部', corner: 'bottom-right', xMm: 15, yMm: 12 }], original);
    const bytes = stamp(original, places);
    expect(misplaced(bytes, places, shapes)).toEqual([]);
  });

  test.each(straddleSides)('the slices of a straddle seal lie at the %s edge of each page', (side) => {
    const places = placed([{ kind: 'straddle', side, pages: '全部', at: 0.4, perSeal: 4 }], original);
    const bytes = stamp(original, places);
    expect(runOn(bytes, 'qpdf', ['--check'])).toMatchObject({ status: 0 });
    // Slices within the seal have no frame of their own on the cut sides; their upper and lower edges show.
    expect(misplaced(bytes, places, shapes)).toEqual([]);
  });

  test('slices laid side by side are the seal again', () => {
    const plain = pdfDocument([{}, {}, {}, {}]);
    const bytes = stamp(plain, placed([{ kind: 'straddle', side: 'right', pages: '全部', at: 0.5 }], plain));
    const top = dots96((297 - 42) / 2);
    const pictures = renderPages(bytes, 96);
    const upperHalf = [1, 2, 3, 4].map((page) => {
      const picture = pictures[page - 1]!;
      return [0.25, 0.75].map((share) =>
        isRed(picture, picture.width - 1 - dots96(5), top + Math.round(dots96(42) * share)),
      );
    });
    // The upper left quarter of the test seal is solid, the rest is empty but for its frame.
    expect(upperHalf).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });
});

describe.skipIf(!canRun('pdftoppm', 'qpdf'))('the look of a seal in a PDF', () => {
  const at = { page: 1, xMm: 60, yMm: 70, widthMm: 40, heightMm: 40 };

  test.each([0, 90, 180, 270])('is turned clockwise about its middle on a page turned by %i', (rotate) => {
    const bytes = stamp(pdfDocument([{ rotate }]), [{ ...at, rotation: 90 }]);
    const picture = renderPage(bytes, 1, 72);
    // The solid quarter goes from the upper left to the upper right.
    const quarters = [80, 100].flatMap((y) => [70, 90].map((x) => isRed(picture, dots72(x), dots72(y))));
    expect(quarters).toEqual([false, true, false, false]);
    expect(misplacedInk(picture, 72, at)).toEqual([]);
  });

  test('takes the room of the turned seal', () => {
    const turned = { ...at, rotation: -30 };
    expect(misplaced(stamp(pdfDocument(), [turned]), [turned], [{}])).toEqual([]);
  });

  test('is lighter with less ink', () => {
    const bytes = stamp(pdfDocument(), [{ ...at, opacity: 0.5 }]);
    const picture = renderPage(bytes, 1, 72);
    const spot = (Math.round((80 * 72) / 25.4) * picture.width + Math.round((70 * 72) / 25.4)) * 4;
    const [red, green] = [picture.data[spot]!, picture.data[spot + 1]!];
    expect([red > 200, green > 110 && green < 145]).toEqual([true, true]);
    expect(textOf(bytes)).toContain('/CA 0.5');
  });

  test('shares one image among all slices and stamps', () => {
    const original = pdfDocument(Array.from({ length: 12 }, () => ({})));
    const bytes = stamp(original, placed([{ kind: 'straddle', side: 'right', pages: '全部', at: 0.5 }], original));
    const added = textOf(bytes).slice(original.length);
    expect(added.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(added.match(/\/Subtype \/Stamp/g)).toHaveLength(11);
    expect(added.match(/\/Subtype \/Widget/g)).toHaveLength(1);
    expect(added).toContain('(Seal_1/slice-12)');
  });

  test('is refused with a text that no font was given for', () => {
    const text = { value: '2026年11月17日', heightMm: 4 };
    expect(() => stamp(pdfDocument(), [{ ...at, text }])).toThrow('STAMP_TEXT_NOT_DRAWABLE');
  });
});

const fontPath = new URL('../../../../assets/fonts/sealkeeper-serif-sc.otf', import.meta.url);

const withFont = (placement: Placement): Uint8Array => {
  const original = pdfDocument([{}]);
  const input = stampInput([placement], { textFont: new Uint8Array(readFileSync(fontPath)) });
  const prepared = preparePdf(memorySource(original), input);
  return new Uint8Array(Buffer.concat([original, ...prepared.finish(sequenceOf(3000)).chunks]));
};

describe.skipIf(!canRun('pdftoppm', 'qpdf'))('a line of text below a seal', () => {
  const place: Placement = {
    page: 1,
    xMm: 60,
    yMm: 70,
    widthMm: 40,
    heightMm: 40,
    text: { value: '2026年11月17日 第12号', heightMm: 4 },
  };

  test('is drawn where it is planned, in the outlines of the font', () => {
    const bytes = withFont(place);
    expect(runOn(bytes, 'qpdf', ['--check'])).toMatchObject({ status: 0 });
    const red = redBox(renderPage(bytes, 1, 192), 192)!;
    const box = textBox(place)!;
    expect(red.bottom).toBeGreaterThan(box.yMm + box.heightMm * 0.7);
    expect(red.bottom).toBeLessThan(box.yMm + box.heightMm + 0.2);
    expect(textOf(bytes)).toContain('/ActualText <FEFF0032003000320036');
  });

  test('is refused with a character the font does not have', () => {
    expect(() => withFont({ ...place, text: { value: '\u{1f600}', heightMm: 4 } })).toThrow('STAMP_TEXT_NOT_DRAWABLE');
  });
});
