import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const standardFonts = fileURLToPath(new URL('../../node_modules/pdfjs-dist/standard_fonts', import.meta.url));

/**
 * The font that the viewer takes for one that a PDF does not carry: what pdf.js or the viewer brings, and for Times and
 * Courier what the system has, here DejaVu. Both sides then draw the same letters.
 */
const standIns: Readonly<Record<string, string>> = {
  Helvetica: 'Liberation Sans',
  ZapfDingbats: 'Chrom Dingbats OTF',
  Symbol: 'Chrom Symbol OTF',
  Times: 'DejaVu Serif',
  Courier: 'DejaVu Sans Mono',
};

const popplerFonts =
  `<dir>${standardFonts}</dir><dir>/usr/share/fonts</dir>` +
  Object.entries(standIns)
    .map(
      ([name, family]) =>
        `<match target="pattern"><test name="family"><string>${name}</string></test>` +
        `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`,
    )
    .join('');

/** Without hinting letters have the heights that the file gives them, and not those of whole pixels, as in poppler. */
const browserFonts =
  '<include ignore_missing="yes">/etc/fonts/fonts.conf</include><match target="pattern">' +
  '<edit name="hinting" mode="assign"><bool>false</bool></edit>' +
  '<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>';

/** Writes the settings of fontconfig for one of the two. @returns what its environment needs to find them */
export function fontSettings(folder: string, side: 'poppler' | 'browser'): Record<'FONTCONFIG_FILE', string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${side}-fonts.conf`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
      `${side === 'poppler' ? popplerFonts : browserFonts}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}
