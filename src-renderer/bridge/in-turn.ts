import { startTransition, useEffect, useState } from 'react';

/**
 * Parts of a page stand one after the other: the page answers the key that opened it at once, and no single task holds
 * the window for the time all parts take together. @returns how many parts may stand by now, from 0 to `parts`
 */
export function useInTurn(parts: number): number {
  const [standing, setStanding] = useState(0);
  useEffect(() => {
    if (standing >= parts) return undefined;
    const timer = setTimeout(() => startTransition(() => setStanding(standing + 1)));
    return () => clearTimeout(timer);
  }, [standing, parts]);
  return standing;
}
