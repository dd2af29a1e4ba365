import { useSyncExternalStore } from 'react';
import { cssVariables } from '../styles/theme.ts';
import type { ThemeName } from '../styles/tokens.ts';
import { effectiveTheme, readAppearance, type Appearance } from './appearance-choice.ts';

const place = 'sealkeeper.appearance';

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
