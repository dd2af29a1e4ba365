import type { Box } from '../geometry.ts';
import type { OfdPackage } from '../package.ts';
import { childrenOf, type XmlElement } from '../xml-tree.ts';
import { annotationsOf } from './annotations.ts';
import { defaultDrawLimits } from './draw-limits.ts';
import { createDrawProblems } from './draw-problems.ts';
import { pageOf } from './find-page.ts';
import { attribute, digits, escapeText, group } from './markup.ts';
import { boxAround, boxUnder, identity, multiply, scaleOf, translation, type Matrix } from './matrix.ts';
import { pageLayers } from './page-layers.ts';
import { readDocumentResources, type Resources } from './resources.ts';
import { usualAdvance } from './substitute-font.ts';
import { layOutText } from './text-layout.ts';
import { flagAttribute, numberAttribute, readBoxValue, readMatrix } from './values.ts';

/** The characters of one TextCode as they stand in the text of the page. */
export interface PageTextRun {
  /** Of its first character in `PageText.text`, in UTF-16 units. */
  readonly offset: number;
  readonly text: string;
  /** Around its glyphs, in page space. */
  readonly box: Box;
}

export interface PageText {
  /** Lines as they are painted, first ones undermost. */
  readonly text: string;
  readonly runs: readonly PageTextRun[];
}

/** Plain text of a page, for search and comparison; see `readOfdPageText`. */
export function ofdPageText(pkg: OfdPackage, documentIndex: number, pageNumber: number): string {
  return readOfdPageText(pkg, documentIndex, pageNumber).text;
}

/**
 * The text of a page with its templates and annotations, and where it stands. What the file writes beside glyphs that
 * are chosen by number need not be what is seen.
 *
 * @param pageNumber 1-based
 * @throws STAMP_PAGE_NOT_FOUND
 */
export function readOfdPageText(pkg: OfdPackage, documentIndex: number, pageNumber: number): PageText {
  const { document, page } = pageOf(pkg, documentIndex, pageNumber);
  const problems = createDrawProblems();
  const resources = readDocumentResources(pkg, document, problems);
  const found: Found[] = [];
  const budget = { objects: defaultDrawLimits.maxObjects };
  for (const layer of pageLayers(pkg, document, page, resources, problems)) {
    collect(layer.element, { resources: layer.resources, matrix: identity, depth: 0, budget }, found);
  }
  for (const annotation of annotationsOf(pkg, document, page, () => undefined)) {
    const [appearance] = childrenOf(annotation, 'Appearance');
    if (!appearance || !flagAttribute(annotation, 'Visible', true)) continue;
    const boundary = readBoxValue(appearance.attributes.get('Boundary'));
    const matrix = translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0);
    collect(appearance, { resources, matrix, depth: 0, budget }, found);
  }
  return join(found);
}

/** Text of a drawing that is not painted: one element for each run, with its box in page space. */
export function textPart({ runs }: PageText): string {
  const elements = runs.map(({ text, box: { xMm, yMm, widthMm, heightMm } }) => {
    const box = [xMm, yMm, widthMm, heightMm].map(digits).join(' ');
    return `<text${attribute('data-box', box)}>${escapeText(text)}</text>`;
  });
  return group(`${attribute('data-part', 'text')} display="none"`, elements.join(''));
}

interface Found {
  readonly text: string;
  readonly box: Box;
  readonly emMm: number;
}

interface Walk {
  readonly resources: Resources;
  readonly matrix: Matrix;
  readonly depth: number;
  readonly budget: { objects: number };
}

function collect(parent: XmlElement, walk: Walk, into: Found[]): void {
  for (const object of parent.children) {
    walk.budget.objects -= 1;
    if (walk.budget.objects < 0) return;
    if (!flagAttribute(object, 'Visible', true)) continue;
    const boundary = readBoxValue(object.attributes.get('Boundary'));
    const place = translation(boundary?.xMm ?? 0, boundary?.yMm ?? 0);
    const matrix = multiply(walk.matrix, multiply(place, readMatrix(object.attributes.get('CTM'))));
    const inside = { ...walk, matrix, depth: walk.depth + 1 };
    if (object.name === 'TextObject') into.push(...textOf(object, matrix));
    else if (inside.depth > defaultDrawLimits.maxNesting) continue;
    else if (object.name === 'PageBlock') collect(object, { ...inside, matrix: walk.matrix }, into);
    else if (object.name === 'CompositeObject') {
      const unit = walk.resources.composites.get(object.attributes.get('ResourceID')?.trim() ?? '');
      const content = unit ? childrenOf(unit, 'Content')[0] : undefined;
      if (content) collect(content, inside, into);
    }
  }
}

function textOf(object: XmlElement, matrix: Matrix): Found[] {
  const size = numberAttribute(object, 'Size', 0);
  const hScale = numberAttribute(object, 'HScale', 1);
  if (size <= 0) return [];
  return layOutText(object, size, usualAdvance, defaultDrawLimits.maxGlyphs).flatMap(({ glyphs }) => {
    const corners = glyphs.flatMap(({ x, y, text }) => [
      { x, y: y - size * 0.88 },
      { x: x + usualAdvance(text) * size * hScale, y: y + size * 0.12 },
    ]);
    const box = boxAround(corners);
    const text = glyphs.map((glyph) => glyph.text).join('');
    return box && text !== '' ? [{ text, box: boxUnder(matrix, box), emMm: size * scaleOf(matrix) }] : [];
  });
}

function join(found: readonly Found[]): PageText {
  const runs: PageTextRun[] = [];
  let text = '';
  let last: Found | null = null;
  for (const piece of found) {
    text += last ? between(last, piece) : '';
    runs.push({ offset: text.length, text: piece.text, box: piece.box });
    text += piece.text;
    last = piece;
  }
  return { text, runs };
}

/** Pieces side by side are one line; a gap of half an em is a space. */
function between({ box: before, emMm }: Found, { box: after }: Found): string {
  const sameLine = Math.abs(after.yMm + after.heightMm - before.yMm - before.heightMm) < emMm * 0.5;
  const gapMm = after.xMm - before.xMm - before.widthMm;
  if (!sameLine || gapMm < -emMm * 0.5) return '\n';
  return gapMm > emMm * 0.5 ? ' ' : '';
}
