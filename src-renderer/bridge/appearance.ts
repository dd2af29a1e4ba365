import { useSyncExternalStore } from 'react';
import { cssVariables } from '../styles/theme.ts';
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

const place = 'sealkeeper.appearance';
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

const media = (query: string): MediaQueryList => window.matchMedia(query);
const darkWanted = media('(prefers-color-scheme: dark)');
const contrastWanted = media('(prefers-contrast: more)');
const motionReduced = media('(prefers-reduced-motion: reduce)');

export interface Look {
  readonly appearance: Appearance;
  readonly theme: ThemeName;
  readonly isMotionReduced: boolean;
}

let look = seen(readAppearance(localStorage.getItem(place)));
const listeners = new Set<() => void>();

function seen(appearance: Appearance): Look {
  const theme = effectiveTheme(appearance, { dark: darkWanted.matches, contrast: contrastWanted.matches });
  return { appearance, theme, isMotionReduced: motionReduced.matches };
}

function paint(): void {
  const { appearance, theme, isMotionReduced } = look;
  const { documentElement: html } = document;
  html.dataset['theme'] = theme;
  html.dataset['size'] = appearance.size;
  html.lang = appearance.language;
  html.style.colorScheme = theme === 'dark' ? 'dark' : 'light';
  for (const [name, value] of Object.entries(cssVariables(theme, appearance.size))) {
    html.style.setProperty(name, value);
  }
  if (isMotionReduced) for (const name of ['--sk-fast', '--sk-calm']) html.style.setProperty(name, '0ms');
}

function changeLook(appearance: Appearance): void {
  look = seen(appearance);
  paint();
  for (const listener of listeners) listener();
}

for (const query of [darkWanted, contrastWanted, motionReduced]) {
  query.addEventListener('change', () => changeLook(look.appearance));
}
paint();

export function setAppearance(change: Partial<Appearance>): void {
  const appearance = { ...look.appearance, ...change };
  localStorage.setItem(place, JSON.stringify(appearance));
  changeLook(appearance);
}

export function currentLook(): Look {
  return look;
}

export function onLookChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLook(): Look {
  return useSyncExternalStore(onLookChange, currentLook);
}
