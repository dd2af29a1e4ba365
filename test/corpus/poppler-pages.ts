import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '#test/support/foreign-programs.ts';
import { grayOf, pngOf, readPpm } from '#test/support/ppm-pictures.ts';
import type { Gray } from '#test/support/image-similarity.ts';
import { fontSettings } from './font-settings.ts';

export interface PopplerPage {
  readonly gray: Gray;
  readonly png: () => Uint8Array;
}

/** Pages as `pdftoppm -r 96` draws them. */
export interface PopplerPages {
  /** Has these pages drawn; those before are forgotten. Opening a large file costs more than a page of it. */
  draw(file: string, first: number, last: number): void;
  /** Null for a page that it did not draw. */
  page(page: number): PopplerPage | null;
  close(): void;
}

export function openPopplerPages(): PopplerPages {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-pdf-'));
  const settings = fontSettings(folder, 'poppler');
  return {
    draw(file, first, last) {
      for (const name of readdirSync(folder)) if (name.endsWith('.ppm')) rmSync(join(folder, name));
      const pages = ['-r', '96', '-cropbox', '-f', String(first), '-l', String(last), file, join(folder, 'page')];
      ask('env', [`FONTCONFIG_FILE=${settings.FONTCONFIG_FILE}`, 'pdftoppm', ...pages]);
    },
    page(page) {
      const named = readdirSync(folder).find((name) => Number(/^page-(\d+)\./.exec(name)?.[1]) === page);
      if (named === undefined) return null;
      const picture = readPpm(readFileSync(join(folder, named)));
      return { gray: grayOf(picture), png: () => pngOf(picture) };
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
