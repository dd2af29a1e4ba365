import { createInstance, type i18n } from 'i18next';
import { enWords } from '#shared/i18n/en/words.ts';
import { resolveReferences } from '#shared/i18n/fact-references.ts';
import { zhCnWords } from '#shared/i18n/zh-cn/words.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';

export type Language = 'zh-CN' | 'en';

/** The three parts of an error, ready to be read, with the code for support. */
export interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly code: string;
}

export interface Words {
  /** @param key path in the catalogue, for example `states.seal.active` */
  say(key: string, facts?: Readonly<Record<string, unknown>>): string;
  error(shape: ErrorShape): ErrorText;
  /** As `say`, but undefined where the catalogue has no such entry. */
  find(key: string): string | undefined;
}

export function createWords(language: Language = 'zh-CN'): Words {
  const instance: i18n = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'zh-CN',
    initAsync: false,
    // A fact that is missing leaves a gap, never a placeholder for people to puzzle over.
    missingInterpolationHandler: () => '',
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: zhCnWords }, en: { translation: enWords } },
  });
  const say = (key: string, facts: Readonly<Record<string, unknown>> = {}): string => {
    const find = (name: string): string | undefined =>
      instance.exists(name) ? instance.t(name, { ...facts }) : undefined;
    return instance.t(key, resolveReferences(facts, find));
  };
  return {
    say,
    find: (key) => (instance.exists(key) ? say(key) : undefined),
    error: ({ code, facts }) => ({
      what: say(`errors.${code}.what`, facts),
      why: say(`errors.${code}.why`, facts),
      next: say(`errors.${code}.next`, facts),
      code,
    }),
  };
}
