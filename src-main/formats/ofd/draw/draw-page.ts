import { StationError } from '#shared/errors/station-error.ts';
import { memorySource } from '../../byte-source.ts';
import { readArea, type OfdPage } from '../document-file.ts';
import type { Box } from '../geometry.ts';
import { openOfd, type OfdDocument, type OfdPackage } from '../package.ts';
import { physicalBoxOf } from '../page-area.ts';
import { childrenOf } from '../xml-tree.ts';
import { annotationsOf, drawAnnotations } from './annotations.ts';
import { decodeAhead } from './decode-ahead.ts';
import { defaultDrawLimits, type DrawLimits } from './draw-limits.ts';
import type { DrawProblem } from './draw-problems.ts';
import { pageOf } from './find-page.ts';
import { createFontShelf } from './font-shelf.ts';
import { attribute, boxAttributes, digits, group, transformAttribute } from './markup.ts';
import { contains, identity, multiply, scaling, translation } from './matrix.ts';
import { clipToBox } from './object-clip.ts';
import { drawObjects } from './objects.ts';
import { pageLayers } from './page-layers.ts';
import { readOfdPageText, textPart } from './page-text.ts';
import { readDocumentResources, type Resources } from './resources.ts';
import type { DrawScope } from './scope.ts';
import { openOutlineFont, type OutlineFont } from './outline-font.ts';
import { createSheet, type Sheet } from './sheet.ts';
import { drawStamps } from './stamps.ts';

export interface DrawnPage {
  /**
   * One SVG document, in millimetres of page space: no script, no style sheet, no foreign object and no address but
   * fragments of its own and images inside it. Safe to show as an image; groups are named by `data-part`.
   */
  readonly svg: string;
  /** What is not drawn, or not as the file asks for; empty for most pages. */
  readonly problems: readonly DrawProblem[];
}

export interface DrawOptions {
  /** Stamps of signatures; a viewer that shows them itself leaves them out. */
  readonly stamps?: 'draw' | 'leave-out';
  readonly limits?: DrawLimits;
  /**
   * A font file for texts whose font is not embedded, so that a page looks alike on every computer. Give the same
   * array each time: it is opened once. Without it, and for characters it lacks, fonts of the system are asked for.
   */
  readonly standIn?: Uint8Array | undefined;
  /** Lets the drawing carry its text, unseen, for search and for what lies under a seal: `textPart`. */
  readonly hasText?: boolean;
}

/**
 * Draws one page of an OFD document (GB/T 33190-2016): templates, layers, annotations and stamps, on white paper of
 * the size of the physical box.
 *
 * @param documentIndex 0-based
 * @param pageNumber 1-based
 * @throws STAMP_PAGE_NOT_FOUND when there is no such page; DOC_BROKEN when its size is unknown. Whatever else is
 * wrong with the page is a problem, and the rest is drawn.
 */
export async function drawOfdPage(
  pkg: OfdPackage,
  documentIndex: number,
  pageNumber: number,
  options: DrawOptions = {},
): Promise<DrawnPage> {
  const sheet = createSheet(options.limits ?? defaultDrawLimits);
  const { document, page } = pageOf(pkg, documentIndex, pageNumber);
  const paper = paperOf(pkg, document, page);
  const paint = { sheet, standIn: options.standIn ? standInFont(options.standIn) : null };
  const parts = await drawParts(pkg, document, page, paint, options.stamps ?? 'draw');
  const { xMm, yMm, widthMm, heightMm } = paper;
  const size = `${attribute('width', `${digits(widthMm)}mm`)}${attribute('height', `${digits(heightMm)}mm`)}`;
  const text = options.hasText ? textPart(readOfdPageText(pkg, documentIndex, pageNumber)) : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" text-rendering="geometricPrecision"${size} viewBox="${[xMm, yMm, widthMm, heightMm].map(digits).join(' ')}">` +
    `<rect${boxAttributes(paper)} fill="#ffffff"/>${sheet.definitions()}${parts}${text}</svg>`;
  return { svg, problems: sheet.problems.list() };
}

/** The physical box; of a page that cannot be read, the one all pages share. @throws DOC_BROKEN when there is none */
function paperOf(pkg: OfdPackage, document: OfdDocument, page: OfdPage): Box {
  const shared = document.area?.physicalBox;
  try {
    return physicalBoxOf(pkg, document, page);
  } catch (error) {
    if (error instanceof StationError && shared) return shared;
    throw error;
  }
}

interface Paint {
  readonly sheet: Sheet;
  readonly standIn: OutlineFont | null;
}

const standIns = new WeakMap<Uint8Array, OutlineFont | null>();

function standInFont(bytes: Uint8Array): OutlineFont | null {
  const known = standIns.get(bytes);
  if (known !== undefined) return known;
  const font = openOutlineFont(bytes, null);
  standIns.set(bytes, font);
  return font;
}

async function drawParts(
  pkg: OfdPackage,
  document: OfdDocument,
  page: OfdPage,
  paint: Paint,
  stamps: 'draw' | 'leave-out',
): Promise<string> {
  const { sheet } = paint;
  const resources = readDocumentResources(pkg, document, sheet.problems);
  const scope = scopeOf(pkg, paint, resources);
  const found = pageLayers(pkg, document, page, resources, sheet.problems);
  for (const layer of found) await decodeAhead([layer.element], layer.resources, pkg, sheet);
  await decodeAhead(
    annotationsOf(pkg, document, page, () => undefined),
    resources,
    pkg,
    sheet,
  );
  const layers = found.map(({ element, resources: own }) =>
    drawObjects(element, { ...scope, resources: own, layer: element }),
  );
  const content = cutToShownArea(layers.join(''), pkg, document, page, scope);
  const annotations = drawAnnotations(document, page, scope);
  const stamped =
    stamps === 'draw' ? await drawStamps(document, page, scope, (bytes) => drawSealPackage(bytes, paint)) : '';
  return (
    group(attribute('data-part', 'content'), content) +
    group(attribute('data-part', 'annotations'), annotations) +
    group(attribute('data-part', 'stamps'), stamped)
  );
}

function scopeOf(pkg: OfdPackage, { sheet, standIn }: Paint, resources: Resources): DrawScope {
  const fonts = createFontShelf(pkg, sheet.limits, standIn);
  return { pkg, sheet, resources, fonts, layer: null, toPage: identity, depth: 0, draw: drawObjects };
}

/** ApplicationBox is what readers show and print; most files have none, or the whole page. */
function cutToShownArea(
  content: string,
  pkg: OfdPackage,
  document: OfdDocument,
  page: OfdPage,
  scope: DrawScope,
): string {
  const paper = paperOf(pkg, document, page);
  const shown = shownArea(pkg, document, page);
  if (!shown || contains(shown, paper)) return content;
  scope.sheet.problems.add('outside-shown-area');
  return clipToBox(content, shown, scope);
}

function shownArea(pkg: OfdPackage, document: OfdDocument, page: OfdPage): Box | null {
  try {
    const area = childrenOf(pkg.readXml(page.path).root, 'Area')[0];
    return (area ? readArea(area, page.path).applicationBox : document.area?.applicationBox) ?? null;
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

/**
 * A seal that is an OFD package, as tax authorities make them: its first page without stamps of its own, so that it
 * ends at one level (ATK-31).
 */
async function drawSealPackage(bytes: Uint8Array, { sheet, standIn }: Paint): Promise<string | null> {
  try {
    const pkg = await openOfd(memorySource(bytes));
    const { document, page } = pageOf(pkg, 0, 1);
    const { xMm, yMm, widthMm, heightMm } = physicalBoxOf(pkg, document, page);
    if (widthMm === 0 || heightMm === 0) return null;
    const toUnit = multiply(scaling(1 / widthMm, 1 / heightMm), translation(-xMm, -yMm));
    // The same budget, but its own files: paths of the two packages may be alike.
    const own: Sheet = { ...sheet, pictures: new Map(), outlines: new Map(), decoded: new Map() };
    return group(
      transformAttribute(toUnit),
      await drawParts(pkg, document, page, { sheet: own, standIn }, 'leave-out'),
    );
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
