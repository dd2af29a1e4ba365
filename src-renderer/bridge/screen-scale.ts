import { useSyncExternalStore } from 'react';

/** CSS pixels of a millimetre where nobody has measured: the 96 dots per inch that every browser assumes. */
export const assumedPxPerMm = 96 / 25.4;
/** What any screen in an office can have, in CSS pixels; anything else is a slip of the hand. */
export const leastPxPerMm = 1.5;
export const mostPxPerMm = 16;

export interface ScreenScale {
  /** CSS pixels of a real millimetre on this screen, at the zoom the browser has now. */
  readonly pxPerMm: number;
  readonly isMeasured: boolean;
}

const place = 'sealkeeper.screen-scale';

/**
 * Dots of the screen for a millimetre, for each screen that was measured. A browser tells its screens apart by their
 * size alone, and its zoom changes the pixels and not the dots.
 */
type Measured = Readonly<Record<string, number>>;

function readMeasured(): Measured {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, dots]) => typeof dots === 'number' && dots > 0));
  } catch {
    return {};
  }
}

const thisScreen = (): string => `${window.screen.width}x${window.screen.height}`;

let measured = readMeasured();
let scale = seen();
const listeners = new Set<() => void>();

function seen(): ScreenScale {
  const dots = measured[thisScreen()];
  const pxPerMm = dots === undefined ? assumedPxPerMm : dots / window.devicePixelRatio;
  const isSane = pxPerMm >= leastPxPerMm && pxPerMm <= mostPxPerMm;
  return isSane && dots !== undefined ? { pxPerMm, isMeasured: true } : { pxPerMm: assumedPxPerMm, isMeasured: false };
}

function look(): void {
  const now = seen();
  if (now.pxPerMm === scale.pxPerMm && now.isMeasured === scale.isMeasured) return;
  scale = now;
  for (const listener of listeners) listener();
}
// Another zoom, or the window on another screen.
window.addEventListener('resize', look);

/** @param pxPerMm in CSS pixels at the present zoom; null forgets what was measured on this screen */
export function setScreenScale(pxPerMm: number | null): void {
  const { [thisScreen()]: _before, ...others } = measured;
  measured = pxPerMm === null ? others : { ...others, [thisScreen()]: pxPerMm * window.devicePixelRatio };
  localStorage.setItem(place, JSON.stringify(measured));
  look();
}

function onScaleChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useScreenScale(): ScreenScale {
  return useSyncExternalStore(onScaleChange, () => scale);
}
