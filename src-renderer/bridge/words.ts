import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import { enWords } from '#shared/i18n/en/words.ts';
import { resolveReferences } from '#shared/i18n/fact-references.ts';
import { zhCnWords } from '#shared/i18n/zh-cn/words.ts';
import { currentLook, onLookChange } from './appearance.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** Says a sentence of the catalogue, by its path such as `screen.desk.title`. */
export type Say = (key: string, facts?: Facts) => string;

const instance = createInstance();
void instance.init({
  lng: currentLook().appearance.language,
  fallbackLng: 'zh-CN',
  initAsync: false,
  missingInterpolationHandler: () => '',
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: zhCnWords }, en: { translation: enWords } },
});
onLookChange(() => {
  const { language } = currentLook().appearance;
  if (instance.language !== language) void instance.changeLanguage(language);
});

/** Sentences said before, by all that they depend on: a list of a hundred lines says the same few again and again. */
const spoken = new Map<string, string>();
const mostSpoken = 5_000;
instance.on('languageChanged', () => spoken.clear());

export const say: Say = (key, facts = {}) => {
  let asked: string | null = key;
  for (const name in facts) {
    const fact = facts[name] ?? '';
    // What has parts is not told apart by its text.
    asked = asked === null || typeof fact === 'object' ? null : `${asked}\0${name}\0${String(fact)}`;
  }
  const known = asked === null ? undefined : spoken.get(asked);
  if (known !== undefined) return known;
  const find = (name: string): string | undefined =>
    instance.exists(name) ? instance.t(name, { ...facts }) : undefined;
  const sentence = instance.t(key, resolveReferences(facts, find));
  if (spoken.size >= mostSpoken) spoken.clear();
  if (asked !== null) spoken.set(asked, sentence);
  return sentence;
};

/** As `say`, but undefined where the catalogue has no such sentence. */
export function findWords(key: string, facts: Facts = {}): string | undefined {
  return instance.exists(key) ? say(key, facts) : undefined;
}

function onLanguageChange(listener: () => void): () => void {
  instance.on('languageChanged', listener);
  return () => instance.off('languageChanged', listener);
}

/** `say`, with the component drawn anew when the language changes. */
export function useWords(): Say {
  useSyncExternalStore(onLanguageChange, () => instance.language);
  return say;
}

export interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly code: string;
}

export function errorText({ code, facts }: ErrorShape): ErrorText {
  const part = (name: string): string => say(`errors.${code}.${name}`, facts);
  return { what: part('what'), why: part('why'), next: part('next'), code };
}
