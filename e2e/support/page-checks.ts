import type { Page } from 'playwright';

/** What must not be there when a page is ready: bars that stand for what comes. */
const waiting = ['.sk-skeleton', '.ant-spin-spinning', '[aria-busy="true"]']
  .map((mark) => `${mark}:not(.sk-gallery *)`)
  .join();
const settleMs = 10_000;

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

/**
 * Walks through a page with the Tab key. @returns what had the focus and looked no different for it; empty is what is
 * wanted
 */
export async function unseenFocus(page: Page, steps: number): Promise<readonly string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const walked: { element: Element; focused: readonly string[] }[] = [];
    Object.assign(globalThis, { focusWalk: walked });
  });
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const isOver = await page.evaluate(async () => {
      // A style that moves has arrived in the next frame, because the walk is made without motion.
      await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
      const { focusWalk } = globalThis as unknown as { focusWalk: { element: Element; focused: readonly string[] }[] };
      const element = document.activeElement;
      if (element === null || element === document.body) return true;
      if (focusWalk.some((walked) => walked.element === element)) return true;
      const styles: string[] = [];
      for (let at: Element | null = element; at !== null && styles.length < 4; at = at.parentElement) {
        const { outline, boxShadow, borderColor, backgroundColor, left } = getComputedStyle(at);
        styles.push([outline, boxShadow, borderColor, backgroundColor, left].join(';'));
      }
      focusWalk.push({ element, focused: styles });
      return false;
    });
    if (isOver) break;
  }
  return page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { focusWalk } = globalThis as unknown as { focusWalk: { element: Element; focused: readonly string[] }[] };
    if (focusWalk.length === 0) return ['nothing can be reached by Tab'];
    const unseen = focusWalk.filter(({ element, focused }) => {
      let at: Element | null = element;
      for (const before of focused) {
        if (at === null) return false;
        const { outline, boxShadow, borderColor, backgroundColor, left } = getComputedStyle(at);
        if ([outline, boxShadow, borderColor, backgroundColor, left].join(';') !== before) return false;
        at = at.parentElement;
      }
      return element.isConnected;
    });
    return unseen.map(({ element }) => element.outerHTML.slice(0, 160));
  });
}
