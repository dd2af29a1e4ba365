import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { componentTheme, cssVariables } from '../../../src-renderer/styles/theme.ts';
import { palettes, sizeNames, themeNames, type SizeName, type ThemeName } from '../../../src-renderer/styles/tokens.ts';
import { contrastRatio } from './contrast-ratio.ts';

const folder = process.env['SEALKEEPER_UI'] ?? path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'ui');
const reference = path.join(folder, 'tokens.css');
const combinations = themeNames.flatMap((theme) => sizeNames.map((size) => [theme, size] as const));

/** Declarations of the blocks that apply, later ones over earlier ones. */
function declared(css: string, theme: ThemeName, size: SizeName): Record<string, string> {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const selectors = [':root', `[data-theme="${theme}"]`, `[data-size="${size}"]`];
  const found: Record<string, string> = {};
  for (const selector of selectors) {
    const start = plain.indexOf(`${selector} {`);
    if (start < 0) continue;
    const block = plain.slice(start, plain.indexOf('\n}', start));
    for (const [, name, value] of block.matchAll(/(--sk-[\w-]+):\s*([^;]+);/g)) found[name!] = value!;
  }
  return found;
}

const tidy = (value: string): string => value.replaceAll(/\s+/g, ' ').trim();

describe.skipIf(!fs.existsSync(reference))('the token table beside the drawings (SEALKEEPER_UI)', () => {
  it.each(combinations)('holds every value of %s in size %s', (theme, size) => {
    const drawn = declared(fs.readFileSync(reference, 'utf8'), theme, size);
    const ours = cssVariables(theme, size);
    expect(Object.keys(drawn).length).toBeGreaterThan(70);
    expect(Object.keys(ours).toSorted()).toEqual(Object.keys(drawn).toSorted());
    const different = Object.entries(drawn).filter(([name, value]) => tidy(ours[name]!) !== tidy(value));
    expect(different).toEqual([]);
  });
});

/** Foreground, background and what WCAG 2.x asks: 4.5 for text, 3 for large text and edges of controls. */
const pairs = [
  ['text', 'surface', 4.5],
  ['text', 'ground', 4.5],
  ['text-2', 'surface', 4.5],
  ['text-2', 'ground', 4.5],
  ['text-2', 'count', 4.5],
  ['text-2', 'sunken', 4.5],
  ['text-3', 'surface', 4.5],
  ['text-3', 'ground', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'ground', 4.5],
  ['ink', 'ink-soft', 4.5],
  ['on-ink', 'ink', 4.5],
  ['on-ink', 'ink-hover', 4.5],
  ['cinnabar', 'surface', 4.5],
  ['cinnabar', 'cinnabar-soft', 4.5],
  ['on-cinnabar', 'cinnabar', 4.5],
  ['ok', 'surface', 4.5],
  ['ok', 'ok-soft', 4.5],
  ['warn', 'surface', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['seal', 'sheet', 4.5],
  ['control-line', 'surface', 3],
  ['control-line', 'ground', 3],
  ['text-off', 'surface', 3],
] as const;

describe('contrast', () => {
  it.each(themeNames)('is enough to read by in %s', (theme) => {
    const palette = palettes[theme];
    const weak = pairs
      .map(([front, back, least]) => ({ front, back, least, ratio: contrastRatio(palette[front], palette[back]) }))
      .filter(({ ratio, least }) => ratio < least);
    expect(weak).toEqual([]);
  });

  it('is at least seven to one for text in the high-contrast theme', () => {
    const { contrast } = palettes;
    const fronts = ['text', 'text-2', 'text-3', 'ink', 'cinnabar', 'ok', 'warn'] as const;
    const weak = fronts.filter((front) => contrastRatio(contrast[front], contrast.surface) < 7);
    expect(weak).toEqual([]);
  });
});

describe('the theme of the component library', () => {
  it.each(combinations)('is literal, so that further colours can be computed: %s, %s', (theme, size) => {
    const { token } = componentTheme(theme, size, false);
    const colours = Object.entries(token ?? {}).filter(([name]) => name.startsWith('color'));
    expect(colours.length).toBeGreaterThan(30);
    expect(colours.filter(([, value]) => !/^(#[0-9A-F]{6}|rgba\()/i.test(String(value)))).toEqual([]);
  });

  it('keeps line heights in whole pixels', () => {
    for (const size of sizeNames) {
      const { fontSize = 0, lineHeight = 0 } = componentTheme('light', size, false).token ?? {};
      expect(fontSize * lineHeight).toBeCloseTo(Math.round(fontSize * lineHeight), 6);
    }
  });

  it('stands still for people who asked for less motion, and keeps the arming time', () => {
    expect(componentTheme('light', 'standard', true).token?.motionDurationMid).toBe('0s');
    expect(cssVariables('light', 'standard')['--sk-arm']).toBe('900ms');
  });
});
