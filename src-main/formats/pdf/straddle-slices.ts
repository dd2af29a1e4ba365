import { sm3 } from '#main/sm/sm3.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { StraddleSide } from '#shared/model/placement.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { edgeOf, isDealtOut, straddleFaults, type SeenSlice } from '../straddle-order.ts';
import type { FormField } from './form-fields.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfRef, PdfStream } from './pdf-values.ts';
import { cutOf, sealParts, type PartPlace, type SealPart } from './straddle-parts.ts';
import { rawStreamBytes } from './stream-data.ts';

/**
 * What a file tells of the slices of one signature. `cut`: each says which part of the seal it is. `strips`: pictures
 * that were cut before they came into the file, which say nothing but where they lie.
 */
export type SeenSlices =
  | { readonly kind: 'cut'; readonly slices: readonly SeenSlice[]; readonly isOrderTold: boolean }
  | { readonly kind: 'strips'; readonly pages: readonly (number | null)[] };

/**
 * Slices of straddle seals (骑缝章) by the field of their signature, read from what appearances draw, in the order in
 * which they were dealt out; those of other makers too.
 */
export function straddleSlices(file: PdfFile, fields: readonly FormField[]): ReadonlyMap<string, SeenSlices> {
  try {
    return new Map(
      [...sealParts(file, fields)].flatMap(([field, parts]) => {
        const seen = cutSlices(parts) ?? strips(file, parts);
        return seen ? [[field, seen]] : [];
      }),
    );
  } catch (error) {
    // A damaged page tree is told by the checks of the structure.
    if (error instanceof StationError) return new Map();
    throw error;
  }
}

/** `pdf.straddle` for a signature that has slices; nothing for others. */
export function straddleFact(seen: SeenSlices | undefined): readonly Fact[] {
  if (!seen) return [];
  const fault = seen.kind === 'cut' ? faultOfCut(seen) : faultOfStrips(seen.pages);
  const count = seen.kind === 'cut' ? seen.slices.length : seen.pages.length;
  if (!fault) return [{ check: 'pdf.straddle', state: 'ok', evidence: { count } }];
  const evidence = fault.page === undefined ? { count } : fault.page === null ? {} : { page: fault.page };
  return [{ check: 'pdf.straddle', state: 'warn', reason: fault.reason, evidence }];
}

interface Fault {
  readonly reason: string;
  /** Undefined where no page is at fault; null for the end of the document. */
  readonly page?: number | null;
}

function faultOfCut({ slices, isOrderTold }: Extract<SeenSlices, { kind: 'cut' }>): Fault | undefined {
  return isOrderTold ? straddleFaults(slices)[0] : { reason: 'straddle-order-untold' };
}

const isAscending = (pages: readonly number[]): boolean => pages.every((page, at) => at === 0 || page > pages[at - 1]!);

/** Only pages that are gone and an order that was disturbed can be told; what a strip shows is not looked at. */
function faultOfStrips(pages: readonly (number | null)[]): Fault {
  const gone = pages.indexOf(null);
  if (gone >= 0) {
    const next = pages.slice(gone + 1).find((page) => page !== null);
    return { reason: 'straddle-page-missing', page: next ?? null };
  }
  const there = pages.filter((page) => page !== null);
  // Some list them from the last page to the first.
  if (isAscending(there) || isAscending(there.toReversed())) return { reason: 'straddle-strips-alone' };
  const swapped = there.find((page, at) => at > 0 && page < there[at - 1]!);
  return { reason: 'straddle-page-swapped', page: swapped ?? null };
}

function cutSlices(parts: readonly SealPart[]): SeenSlices | undefined {
  const cut = parts.filter(({ picture }) => cutOf(picture) !== null);
  const located = cut.find((part): part is SealPart & { place: PartPlace } => part.place !== null);
  if (!located) return undefined;
  const isOurs = cut.some(({ isMarked }) => isMarked);
  const listed = cut.map((part) => sliceOf(part, part.place ?? located.place));
  if (isOurs) return { kind: 'cut', slices: listed, isOrderTold: true };
  // One strip alone may be a seal that somebody laid over the edge, or a picture without its margin.
  if (listed.length < 2) return undefined;
  const byPage = listed.toSorted((a, b) => (a.page ?? Infinity) - (b.page ?? Infinity));
  const order = [listed, byPage].find(isDealtOut);
  return { kind: 'cut', slices: order ?? listed, isOrderTold: order !== undefined };
}

/** @param at its own place, or for a page that is gone that of another slice: they were dealt out alike */
function sliceOf({ picture, place }: SealPart, { box, geometry }: PartPlace): SeenSlice {
  const { whole, shown } = picture;
  const isUpright = cutOf(picture) === 'across';
  const mm = (units: number): number => units / geometry.unitsPerMm;
  const page = place?.page ?? null;
  const side = edgeOf(box, geometry, isUpright);
  return isUpright
    ? {
        page,
        side,
        lengthMm: mm(whole.x1 - whole.x0),
        fromMm: mm(shown.x0 - whole.x0),
        extentMm: mm(shown.x1 - shown.x0),
      }
    : {
        page,
        side,
        lengthMm: mm(whole.y1 - whole.y0),
        fromMm: mm(whole.y1 - shown.y1),
        extentMm: mm(shown.y1 - shown.y0),
      };
}

/** As near to the edge as a printer is exact. */
const atEdgeMm = 1;
const alikeMm = 0.2;
/** Larger images are not compared with each other. */
const mostBytes = 1024 ** 2;

/** Widgets of one field that are pictures of their own, each on a page of its own at the same edge, all as long. */
function strips(file: PdfFile, parts: readonly SealPart[]): SeenSlices | undefined {
  const located = parts.flatMap((part) =>
    part.place && cutOf(part.picture) === null ? [{ ...part, place: part.place }] : [],
  );
  const [first] = located;
  if (!first || located.length < 2) return undefined;
  const pages = new Set(located.map(({ place }) => place.page));
  const images = new Set(located.map(({ picture }) => contentOf(file, picture.image)));
  if (pages.size < located.length || images.size < located.length) return undefined;
  const isAt = (side: StraddleSide): boolean =>
    located.every(({ place }) => {
      const [own, theirs] = [across(place, side), across(first.place, side)];
      return own.gapMm < atEdgeMm && own.extentMm < own.lengthMm && Math.abs(own.lengthMm - theirs.lengthMm) < alikeMm;
    });
  if (!(['right', 'left', 'bottom', 'top'] as const).some(isAt)) return undefined;
  return { kind: 'strips', pages: parts.map(({ place }) => place?.page ?? null) };
}

/** How far a part lies from an edge, how far it goes into the page there, and how much of the edge it takes. */
function across({ box, geometry }: PartPlace, side: StraddleSide) {
  const { xMm, yMm, widthMm, heightMm } = box;
  if (side === 'left' || side === 'right') {
    const gapMm = side === 'left' ? xMm : geometry.widthMm - xMm - widthMm;
    return { gapMm: Math.abs(gapMm), extentMm: widthMm, lengthMm: heightMm };
  }
  const gapMm = side === 'top' ? yMm : geometry.heightMm - yMm - heightMm;
  return { gapMm: Math.abs(gapMm), extentMm: heightMm, lengthMm: widthMm };
}

/** The same for two copies of one image: the picture and its mask, as stored. */
function contentOf({ objects, source }: PdfFile, image: number): string {
  const stream = objects.follow(new PdfRef(image, 0));
  const mask = stream instanceof PdfStream ? objects.follow(stream.dict.get('SMask')) : null;
  const layers = [stream, mask].filter((layer) => layer instanceof PdfStream);
  const sizes = layers.map(({ dict }) => objects.number(dict.get('Length')) ?? Infinity);
  if (layers.length === 0 || sizes.some((size) => size > mostBytes)) return String(image);
  return Buffer.from(sm3(...layers.map((layer) => rawStreamBytes(source, layer, objects.follow)))).toString('hex');
}
