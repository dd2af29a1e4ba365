import type { DrawLimits } from './draw-limits.ts';
import type { Picture } from './picture.ts';
import { createDrawProblems, type DrawProblems } from './draw-problems.ts';

/** What is shared by everything on one page: definitions, problems and what may still be spent. */
export interface Sheet {
  readonly limits: DrawLimits;
  readonly problems: DrawProblems;
  /** Images defined so far by path, and outlines by font and glyph: each is written once. */
  readonly pictures: Map<string, Picture>;
  readonly outlines: Map<string, string>;
  /** Pictures that were decoded ahead, by path, as PNG; null for one that cannot be. */
  readonly decoded: Map<string, Uint8Array | null>;
  /** Adds a definition. @returns its id */
  add(make: (id: string) => string): string;
  definitions(): string;
  /** Takes from a budget. @returns false, and notes the problem, when it is used up */
  spend(budget: Budget, amount: number): boolean;
}

export type Budget = 'objects' | 'glyphs' | 'operators' | 'output' | 'imageBytes';

export function createSheet(limits: DrawLimits): Sheet {
  const problems = createDrawProblems();
  const definitions: string[] = [];
  const left: Record<Budget, number> = {
    objects: limits.maxObjects,
    glyphs: limits.maxGlyphs,
    operators: limits.maxPathOperators,
    output: limits.maxOutputLength,
    imageBytes: limits.maxImageBytes,
  };
  let count = 0;

  function spend(budget: Budget, amount: number): boolean {
    if (left[budget] >= amount) {
      left[budget] -= amount;
      return true;
    }
    problems.add(budget === 'imageBytes' ? 'images-too-large' : 'page-too-large');
    return false;
  }

  function add(make: (id: string) => string): string {
    count += 1;
    const id = `d${count}`;
    const definition = make(id);
    if (spend('output', definition.length)) definitions.push(definition);
    return id;
  }

  return {
    limits,
    problems,
    spend,
    add,
    pictures: new Map(),
    outlines: new Map(),
    decoded: new Map(),
    definitions: () => (definitions.length === 0 ? '' : `<defs>${definitions.join('')}</defs>`),
  };
}
