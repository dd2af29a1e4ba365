import type { Page } from 'playwright';

/** What must not be there when a page is ready: bars that stand for what comes. */
const waiting = ['.sk-skeleton', '.ant-spin-spinning', '[aria-busy="true"]']
  .map((mark) => `${mark}:not(.sk-gallery *)`)
  .join();
const settleMs = 30_000;

/** Waits until a page shows what it has to show. */
export async function settle(page: Page): Promise<void> {
  // Anything that is asked for at once has been asked for by now; what takes longer shows its bars.
  await page.waitForTimeout(120);
  await page.waitForFunction((marks) => document.querySelector(marks) === null, waiting, { timeout: settleMs });
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
    }
  });
}

/** Goes to an address of the screen without leaving the session. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), address);
  await settle(page);
}

/** What sticks out at the right of the window, or of the part of it that scrolls; empty is what is wanted. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const frame of [document.documentElement, document.querySelector('#page')]) {
      if (frame === null || frame.scrollWidth <= frame.clientWidth) continue;
      const edge = frame.getBoundingClientRect().left + frame.clientWidth;
      const beyond = [...frame.querySelectorAll('*')].filter(
        (element) => element.getBoundingClientRect().right > edge + 1 && element.children.length === 0,
      );
      const names = beyond.slice(0, 3).map(({ className, textContent }) => `${String(className)} ${textContent}`);
      found.push(`${frame.scrollWidth} of ${frame.clientWidth} px: ${names.join(' | ')}`);
    }
    return found;
  });
}

interface Walked {
  readonly element: Element;
  readonly focused: string;
}
interface FocusWalk {
  readonly walked: Walked[];
  /** How an element and what stands close to it look; a ring may be drawn by any of these. */
  look(element: Element): string;
}

/** Runs in the page. */
function beginWalk(): void {
  (document.activeElement as HTMLElement | null)?.blur();
  const focusWalk: FocusWalk = {
    walked: [],
    look(element) {
      const close = [element, element.nextElementSibling, ...element.querySelectorAll(':nth-child(-n+4)')];
      for (let at = element.parentElement; at !== null && close.length < 16; at = at.parentElement) close.push(at);
      const styles = close.map((each) => {
        if (each === null) return '';
        const { outline, boxShadow, borderColor, backgroundColor, left } = getComputedStyle(each);
        return [outline, boxShadow, borderColor, backgroundColor, left].join(';');
      });
      return styles.join('|');
    },
  };
  Object.assign(globalThis, { focusWalk });
}

/** Runs in the page. @returns whether the walk is over: nothing has the focus, or something had it before */
async function rememberFocus(): Promise<boolean> {
  // A style that moves has arrived in the next frame, because the walk is made without motion.
  await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const { walked, look } = (globalThis as unknown as { readonly focusWalk: FocusWalk }).focusWalk;
  const element = document.activeElement;
  if (element === null || element === document.body) return true;
  if (walked.some((earlier) => earlier.element === element)) return true;
  walked.push({ element, focused: look(element) });
  return false;
}

/** Runs in the page. */
async function unseenInWalk(): Promise<readonly string[]> {
  (document.activeElement as HTMLElement | null)?.blur();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { walked, look } = (globalThis as unknown as { readonly focusWalk: FocusWalk }).focusWalk;
  if (walked.length === 0) return ['nothing can be reached by Tab'];
  const unseen = walked.filter(({ element, focused }) => element.isConnected && look(element) === focused);
  return unseen.map(({ element }) => `focus is not to be seen: ${element.outerHTML.slice(0, 160)}`);
}

/**
 * Walks through a page with the Tab key. @returns what had the focus and looked no different for it; empty is what is
 * wanted
 */
export async function unseenFocus(page: Page, steps: number): Promise<readonly string[]> {
  await page.evaluate(beginWalk);
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(rememberFocus)) break;
  }
  return page.evaluate(unseenInWalk);
}
