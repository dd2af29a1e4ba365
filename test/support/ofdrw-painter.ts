import { canRun } from './foreign-programs.ts';
import { runJava } from './java-programs.ts';

/** Whether a Java compiler and Maven are here; without them comparisons are skipped by name, and fail under CI. */
export const hasOfdrwPainter = canRun('java', 'javac', 'mvn');

export interface OfdrwPictures {
  /** Names in the folder, `{file}-{page}.png`. */
  readonly pictures: ReadonlySet<string>;
  /** Pages of each file that ofdrw opened, by its name without the ending. */
  readonly pages: ReadonlyMap<string, number>;
}

/**
 * Has ofdrw paint the first pages of files into a folder, at 96 dpi. The first call builds the painter, which needs
 * Maven's repository once.
 */
export async function paintWithOfdrw(
  files: readonly string[],
  folder: string,
  mostPages: number,
): Promise<OfdrwPictures> {
  const painter = { folder: 'ofd-drawing', program: 'OfdrwPainter', buildProperty: 'painter.build' };
  const stdout = await runJava(painter, [folder, String(mostPages), ...files]);
  return {
    pictures: new Set([...stdout.matchAll(/^painted (.+)$/gm)].map(([, name]) => name ?? '')),
    pages: new Map(
      [...stdout.matchAll(/^opened (\S+) (\d+)$/gm)].map(([, name, pages]) => [name ?? '', Number(pages)]),
    ),
  };
}
