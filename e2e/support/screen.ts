import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { findChromium } from './chromium.ts';
import type { RunningStation } from './station.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** axe itself, put into a page once: nothing here has frames of others, which is what a builder around it is for. */
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark' | 'contrast' | 'system';
  readonly size?: 'standard' | 'large';
  /** Runs in the page before its own scripts. */
  readonly first?: () => void;
}

/** A browser that a station has let in. */
export interface Screen {
  /** A fresh page at the sign-in; pages share the permission to be there, and nothing else. */
  open(look?: Look): Promise<Page>;
  /** A page of a browser that nobody let in; what it complains about is not heard. */
  openStranger(): Promise<Page>;
  /** What the pages complained about in their consoles, since the last call. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** Chromium of the system, or the one `SEALKEEPER_CHROMIUM` names. */
export async function openScreen(station: RunningStation): Promise<Screen> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: run node native/setup/setup.ts --with-browser');
  const browser: Browser = await chromium.launch({ executablePath, args });
  const entrance = await browser.newContext();
  const first = await entrance.newPage();
  await first.goto(await station.link());
  const storageState = await entrance.storageState();
  await entrance.close();
  let complaints: string[] = [];

  return {
    open: async ({ width = 1366, height = 768, theme = 'light', size = 'standard', first: script } = {}) => {
      const context: BrowserContext = await browser.newContext({
        storageState: { ...storageState, origins: [] },
        viewport: { width, height },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      const appearance = JSON.stringify({ theme, size, language: 'zh-CN' });
      await context.addInitScript(tellPolicyBreaches);
      if (script) await context.addInitScript(script);
      await context.addInitScript((value) => localStorage.setItem('sealkeeper.appearance', value), appearance);
      const page = await context.newPage();
      page.setDefaultTimeout(45_000);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      await page.goto(station.origin);
      return page;
    },
    openStranger: async () => (await browser.newContext({ locale: 'zh-CN' })).newPage(),
    complaints: () => {
      const told = complaints;
      complaints = [];
      return told;
    },
    close: () => browser.close(),
  };
}

/** The browser's own message does not say where; this one does. */
function tellPolicyBreaches(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    reportError(new Error(`policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`));
  });
}

/** Faults of accessibility that keep somebody from working, in one line each; empty is what is wanted. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const hasAxe = await page.evaluate(() => 'axe' in globalThis);
  if (!hasAxe) await page.evaluate(axeSource);
  // Passed rules are not asked for: telling what was right costs as much as finding what is wrong.
  const violations = await page.evaluate(async () => {
    const inPage = globalThis as unknown as { readonly axe: typeof axe };
    return (await inPage.axe.run(document, { resultTypes: ['violations'] })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    );
}

/** Into `e2e/.screenshots`, which is not kept. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(import.meta.dirname, '..', '.screenshots', `${name}.png`) });
}

/** Files as a person drops them from outside the window. @param target where they are let go */
export async function dropFiles(
  page: Page,
  target: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const carried = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([content], name));
    }
    return data;
  }, carried);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(target, type, { dataTransfer: transfer });
  }
}
