import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { similarityOf, softened, type Gray } from '#test/support/image-similarity.ts';

/** Pages that are less alike are listed one by one. */
export const leastLikeness = 0.95;

/**
 * One page beside the same page of an independent program, pdftoppm for PDF and ofdrw for OFD: 1 is alike, 0 a page that
 * only one of them draws.
 */
export interface PageLook {
  readonly page: number;
  readonly likeness: number;
  /** Of both pictures blurred by the weights 1-2-1: programs smooth the edges of letters differently. */
  readonly blurred: number;
}

/** @param mine null for a page that we do not draw */
export function lookOf(page: number, mine: Gray | null, other: Gray): PageLook {
  if (mine === null) return { page, likeness: 0, blurred: 0 };
  return {
    page,
    likeness: similarityOf(mine, other).all,
    blurred: similarityOf(softened(mine), softened(other)).all,
  };
}

/** One file of the corpus. */
export interface FileLook {
  /** Path below the folder of its format. */
  readonly name: string;
  /** Pages by our program and by the independent one; null when it does not open the file. */
  readonly ours: number | null;
  readonly theirs: number | null;
  /** Why ours does not open it. */
  readonly refusal: string | null;
  readonly pages: readonly PageLook[];
}

export async function openOurs(count: () => Promise<number>): Promise<Pick<FileLook, 'ours' | 'refusal'>> {
  try {
    return { ours: await count(), refusal: null };
  } catch (error) {
    const { code, facts } = toErrorShape(error);
    return { ours: null, refusal: [code, facts['reason'] ?? facts['detail']].filter(Boolean).join(' ') };
  }
}

/** Two pictures of one page, for looking at. */
export function keepPair(folder: string, name: string, ours: Uint8Array, other: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-ours.png`), ours);
  writeFileSync(join(folder, `${name}-other.png`), other);
}
