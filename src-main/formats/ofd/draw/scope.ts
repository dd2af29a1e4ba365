import type { OfdPackage } from '../package.ts';
import type { XmlElement } from '../xml-tree.ts';
import type { FontShelf } from './font-shelf.ts';
import { multiply, type Matrix } from './matrix.ts';
import type { Resources } from './resources.ts';
import type { Sheet } from './sheet.ts';

/** Where an object stands while it is drawn. */
export interface DrawScope {
  readonly pkg: OfdPackage;
  readonly sheet: Sheet;
  readonly resources: Resources;
  readonly fonts: FontShelf;
  /** The layer whose DrawParam the objects inherit; null in annotations, composites and cells. */
  readonly layer: XmlElement | null;
  /** From the space the object stands in to the page. */
  readonly toPage: Matrix;
  /** Blocks, composites and cells around the object. */
  readonly depth: number;
  /** Draws the objects below an element; handed down so that composites and cells can hold any object. */
  readonly draw: (parent: XmlElement, scope: DrawScope) => string;
}

/** The scope of what stands inside an object; null, and a problem, when that is too deep. */
export function inner(scope: DrawScope, matrix: Matrix, layer: XmlElement | null = null): DrawScope | null {
  if (scope.depth >= scope.sheet.limits.maxNesting) {
    scope.sheet.problems.add('nesting-too-deep');
    return null;
  }
  return { ...scope, layer, toPage: multiply(scope.toPage, matrix), depth: scope.depth + 1 };
}
