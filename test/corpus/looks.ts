import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorShape } from '#shared/errors/station-error.ts';

/** Pages that are less alike are listed one by one. */
export const leastLikeness = 0.95;

/**
 * One page beside the same page of an independent program, by the name of the way that drew it; 1 is alike, 0 a page
 * that one of them does not draw.
 */
export interface PageLook {
  readonly page: number;
  readonly likeness: Readonly<Record<string, number>>;
}

export const likenessIn = ({ pages }: FileLook, way: string): readonly number[] =>
  pages.map(({ likeness }) => likeness[way] ?? 0);

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
