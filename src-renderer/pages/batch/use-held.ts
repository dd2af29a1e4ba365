import { startTransition, useEffect, useRef, useState } from 'react';

/** @returns the value, which stays the same for at least `holdMs` however fast another one follows it */
export function useHeld<Value>(value: Value, holdMs: number): Value {
  const [held, setHeld] = useState(value);
  const since = useRef(-Infinity);
  useEffect(() => {
    const leftMs = Math.max(0, since.current + holdMs - performance.now());
    const timer = setTimeout(() => {
      since.current = performance.now();
      startTransition(() => setHeld(value));
    }, leftMs);
    return () => clearTimeout(timer);
  }, [value, holdMs]);
  return held;
}
