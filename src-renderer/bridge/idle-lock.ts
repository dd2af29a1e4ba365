import { useEffect } from 'react';

/** Ten minutes without a hand on the keyboard or the mouse (product value; the station's sessions end as late). */
export const idleMs = 10 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const lookEveryMs = 5_000;

/** Calls `onIdle` once when nothing was done for ten minutes. */
export function useIdleLock(isActive: boolean, onIdle: () => void): void {
  useEffect(() => {
    if (!isActive) return undefined;
    let lastMs = Date.now();
    const seen = (): void => {
      lastMs = Date.now();
    };
    // Looked at on the clock rather than by one timer: a computer that slept wakes up locked.
    const timer = setInterval(() => {
      if (Date.now() - lastMs >= idleMs) onIdle();
    }, lookEveryMs);
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, seen, { capture: true });
    };
  }, [isActive, onIdle]);
}
