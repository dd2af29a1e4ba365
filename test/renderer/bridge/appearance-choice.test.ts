import { describe, expect, it } from 'vitest';
import { effectiveTheme, readAppearance } from '../../../src-renderer/bridge/appearance-choice.ts';

const calm = { dark: false, contrast: false };

describe('what a screen remembers of its look', () => {
  it('starts with the system’s colours, the standard size and Chinese', () => {
    expect(readAppearance(null)).toEqual({ theme: 'system', size: 'standard', language: 'zh-CN' });
  });

  it('keeps what was chosen', () => {
    const kept = { theme: 'contrast', size: 'large', language: 'en' };
    expect(readAppearance(JSON.stringify(kept))).toEqual(kept);
  });

  it.each(['', 'not json', '7', 'null', '{"theme":"pink","size":9}'])('takes %s for nothing chosen', (text) => {
    expect(readAppearance(text)).toEqual(readAppearance(null));
  });
});

describe('the theme that is shown', () => {
  const system = readAppearance(null);

  it('follows the system where nothing was chosen, contrast before dark', () => {
    expect(effectiveTheme(system, calm)).toBe('light');
    expect(effectiveTheme(system, { dark: true, contrast: false })).toBe('dark');
    expect(effectiveTheme(system, { dark: true, contrast: true })).toBe('contrast');
  });

  it('is what was chosen, whatever the system asks for', () => {
    expect(effectiveTheme({ ...system, theme: 'light' }, { dark: true, contrast: true })).toBe('light');
  });
});
