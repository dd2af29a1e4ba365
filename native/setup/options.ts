import { SetupRefusal } from './refusal.ts';

export interface SetupOptions {
  /** Say nothing when everything is ready. Building is always told, because it takes time. */
  readonly isQuiet: boolean;
  /** Also provide Chromium and Chinese fonts, for the tests that look at screens. */
  readonly wantsBrowser: boolean;
}

/** @throws SetupRefusal for an option that does not exist */
export function readOptions(argv: readonly string[]): SetupOptions {
  const unknown = argv.find((argument) => argument !== '--quiet' && argument !== '--with-browser');
  if (unknown !== undefined) {
    throw new SetupRefusal(
      `不认识的选项：${unknown}。可用：--quiet、--with-browser。`,
      `Unknown option: ${unknown}. Known: --quiet, --with-browser.`,
    );
  }
  return { isQuiet: argv.includes('--quiet'), wantsBrowser: argv.includes('--with-browser') };
}
