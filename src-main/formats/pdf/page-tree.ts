import { StationError } from '#shared/errors/station-error.ts';
import { pdfLimits } from './pdf-limits.ts';
import { broken, hostile } from './pdf-problems.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { isArray, type PdfArray, type PdfDict, PdfRef, type PdfValue } from './pdf-values.ts';

export interface PdfPage {
  /** 1-based. */
  readonly number: number;
  readonly dict: PdfDict;
  /** Undefined for the forbidden page that stands directly in Kids; it can be shown but not stamped. */
  readonly ref: PdfRef | undefined;
  /** MediaBox, CropBox, Rotate and Resources, its own or those of the nodes above (ISO 32000-1 table 30). */
  inherited(key: string): PdfValue;
}

interface Node {
  readonly dict: PdfDict;
  readonly ref: PdfRef | undefined;
  readonly above: readonly PdfDict[];
}

/**
 * The page tree (ISO 32000-1 clause 7.7.3), walked only as far as asked. Count of a node lets whole branches be
 * skipped; it is believed only where it cannot be smaller than the kids, and every node on the way is checked.
 */
export class PageTree {
  private readonly objects: PdfObjects;
  private readonly catalog: PdfDict;
  private counted: number | undefined;
  /** Pages under a node, by object number: a node that hangs in the tree many times is counted once. */
  private readonly countedNodes = new Map<number, number>();
  private visits = 0;

  constructor(objects: PdfObjects, catalog: PdfDict) {
    this.objects = objects;
    this.catalog = catalog;
  }

  /** @throws DOC_TOO_LARGE above 100,000 pages, DOC_HOSTILE for a circle, DOC_BROKEN for no tree */
  get count(): number {
    this.counted ??= this.countUnder(this.root(), new Set());
    if (this.counted > pdfLimits.pages) throw tooManyPages(this.counted);
    return this.counted;
  }

  /** @throws STAMP_PAGE_NOT_FOUND, and what `count` throws */
  page(number: number): PdfPage {
    const count = this.count;
    if (!(Number.isInteger(number) && number >= 1 && number <= count)) {
      throw new StationError('STAMP_PAGE_NOT_FOUND', { page: number, pages: count });
    }
    return this.descend(number);
  }

  /**
   * The number of a page, found from its Parents upwards without reading the pages before it.
   *
   * @returns null for what does not hang in the tree, or hangs there without saying where
   */
  numberOf(page: PdfRef): number | null {
    const root = this.catalog.get('Pages');
    let before = 0;
    let at = page;
    for (let depth = 0; depth < pdfLimits.pageTreeDepth; depth += 1) {
      const parent = this.objects.dict(at)?.get('Parent');
      const dict = this.objects.dict(parent);
      if (!(parent instanceof PdfRef) || dict === undefined) return null;
      const node: Node = { dict, ref: parent, above: [] };
      const kids = this.kidsOf(node) ?? [];
      const { num } = at;
      const index = kids.findIndex((kid) => kid instanceof PdfRef && kid.num === num);
      if (index === -1) return null;
      if (this.objects.number(dict.get('Count')) === kids.length) before += index;
      else for (const kid of kids.slice(0, index)) before += this.countUnder(this.kid(node, kid), new Set());
      if (root instanceof PdfRef && root.num === parent.num) return before + 1;
      at = parent;
    }
    return null;
  }

  /** Every page in order, each read once. */
  *all(): Generator<PdfPage> {
    const count = this.count;
    let number = 0;
    for (const leaf of this.leaves(this.root(), new Set())) {
      number += 1;
      if (number > pdfLimits.pages) throw tooManyPages(number);
      this.visits = 0;
      yield this.asPage(number, leaf);
    }
    if (number !== count) throw broken('page-count', { announced: count, pages: number });
  }

  private root(): Node {
    const value = this.catalog.get('Pages');
    const dict = this.objects.dict(value);
    if (dict === undefined) throw broken('page-tree');
    return { dict, ref: value instanceof PdfRef ? value : undefined, above: [] };
  }

  private kidsOf(node: Node): PdfArray | undefined {
    const kids = this.objects.follow(node.dict.get('Kids'));
    return isArray(kids) ? kids : undefined;
  }

  private kid(node: Node, value: PdfValue): Node {
    const dict = this.objects.dict(value);
    if (dict === undefined) throw broken('page-tree');
    if (node.above.length >= pdfLimits.pageTreeDepth) throw hostile('nesting');
    return { dict, ref: value instanceof PdfRef ? value : undefined, above: [node.dict, ...node.above] };
  }

  private countUnder(node: Node, path: Set<number>): number {
    const num = node.ref?.num ?? -1;
    const known = this.countedNodes.get(num);
    if (known !== undefined) return known;
    const kids = this.kidsOf(node);
    if (kids === undefined) return 1;
    const announced = this.objects.number(node.dict.get('Count'));
    // As many pages as kids: every kid is a page, and none has to be read.
    if (announced === kids.length || kids.length > pdfLimits.pages) return kids.length;
    this.enter(num, path);
    let sum = 0;
    for (const value of kids) {
      sum += this.countUnder(this.kid(node, value), path);
      if (sum > pdfLimits.pages) break;
    }
    path.delete(num);
    if (num >= 0) this.countedNodes.set(num, sum);
    return sum;
  }

  private enter(num: number, path: Set<number>): void {
    if (num >= 0 && path.has(num)) throw hostile('circle', { object: num });
    path.add(num);
    this.visits += 1;
    if (this.visits > pdfLimits.pages * 20) throw hostile('page-tree-folded');
  }

  private descend(number: number): PdfPage {
    let node = this.root();
    let before = 0;
    for (let kids = this.kidsOf(node); kids !== undefined; kids = this.kidsOf(node)) {
      const flat = this.objects.number(node.dict.get('Count')) === kids.length;
      if (flat) {
        const leaf = this.kid(node, kids[number - before - 1] ?? null);
        if (this.kidsOf(leaf) === undefined) return this.asPage(number, leaf);
        // Count lied: an empty branch and a fuller one. The order of the leaves decides, as the standard has it.
        return this.slowly(number);
      }
      let next: Node | undefined;
      for (const value of kids) {
        const kid = this.kid(node, value);
        const pages = this.countUnder(kid, new Set());
        if (number <= before + pages) {
          next = kid;
          break;
        }
        before += pages;
      }
      if (next === undefined) return this.slowly(number);
      node = next;
    }
    return this.asPage(number, node);
  }

  private slowly(number: number): PdfPage {
    let at = 0;
    for (const leaf of this.leaves(this.root(), new Set())) {
      at += 1;
      if (at === number) return this.asPage(number, leaf);
    }
    throw broken('page-count', { announced: number, pages: at });
  }

  private *leaves(node: Node, path: Set<number>): Generator<Node> {
    const kids = this.kidsOf(node);
    if (kids === undefined) {
      yield node;
      return;
    }
    const num = node.ref?.num ?? -1;
    this.enter(num, path);
    for (const value of kids) yield* this.leaves(this.kid(node, value), path);
    path.delete(num);
  }

  private asPage(number: number, leaf: Node): PdfPage {
    const chain = [leaf.dict, ...leaf.above];
    return {
      number,
      dict: leaf.dict,
      ref: leaf.ref,
      inherited: (key) => {
        for (const dict of chain) {
          const value = this.objects.follow(dict.get(key));
          if (value !== null) return value;
        }
        return null;
      },
    };
  }
}

function tooManyPages(pages: number): StationError {
  return new StationError('DOC_TOO_LARGE', { actual: pages, limit: pdfLimits.pages });
}
