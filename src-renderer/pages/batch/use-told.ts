import { useEffect, useRef } from 'react';

/** Calls `act` each time `isSo` becomes true. */
export function useTold(isSo: boolean, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (isSo) latest.current();
  }, [isSo]);
}
