import { canRun } from './foreign-programs.ts';
import { runJava } from './java-programs.ts';

/** Whether a Java compiler and Maven are here; without them comparisons are skipped by name, and fail under CI. */
export const hasOfdrwPainter = canRun('java', 'javac', 'mvn');

/**
 * Has ofdrw paint the first pages of files at 96 dpi. The first call builds the painter, which needs Maven's
 * repository once.
 *
 * @returns names of the pictures in `folder`, `{file}-{page}.png`
 */
export async function paintWithOfdrw(files: readonly string[], folder: string, mostPages: number): Promise<string[]> {
  const painter = { folder: 'ofd-drawing', program: 'OfdrwPainter', buildProperty: 'painter.build' };
  const stdout = await runJava(painter, [folder, String(mostPages), ...files]);
  return [...stdout.matchAll(/^painted (.+)$/gm)].map(([, name]) => name ?? '');
}
