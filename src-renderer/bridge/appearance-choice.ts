import { sizeNames, themeNames, type SizeName, type ThemeName } from '../styles/tokens.ts';

/** How this screen looks; it belongs to the person at this screen and is remembered here, not in the station. */
export interface Appearance {
  /** `system` follows what the system asks for. */
  readonly theme: ThemeName | 'system';
  readonly size: SizeName;
  readonly language: Language;
}

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const first: Appearance = { theme: 'system', size: 'standard', language: 'zh-CN' };

/** What was remembered, with anything unknown replaced by its first value. */
export function readAppearance(text: string | null): Appearance {
  try {
    const kept = JSON.parse(text ?? '{}') as Readonly<Record<string, unknown>>;
    return {
      theme: [...themeNames, 'system' as const].find((name) => name === kept['theme']) ?? first.theme,
      size: sizeNames.find((name) => name === kept['size']) ?? first.size,
      language: languages.find((name) => name === kept['language']) ?? first.language,
    };
  } catch {
    return first;
  }
}

/** @param wants what the system asks for */
export function effectiveTheme(
  { theme }: Appearance,
  wants: { readonly dark: boolean; readonly contrast: boolean },
): ThemeName {
  if (theme !== 'system') return theme;
  if (wants.contrast) return 'contrast';
  return wants.dark ? 'dark' : 'light';
}
