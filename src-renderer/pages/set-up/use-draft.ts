import { useCallback, useState } from 'react';

/** What was typed, for as long as the window is open: a reload keeps it, closing the window does not. */
export interface Draft<T> {
  readonly values: T;
  change(part: Partial<T>): void;
  clear(): void;
}

/**
 * A draft in the window's own storage. Never for a password, a PIN or a code.
 *
 * @param place name in the storage
 * @param empty what the form begins with; a value of another kind than here is dropped
 */
export function useDraft<T extends object>(place: string, empty: T): Draft<T> {
  const [values, setValues] = useState<T>(() => readDraft(sessionStorage.getItem(place), empty));
  const change = useCallback(
    (part: Partial<T>) =>
      setValues((before) => {
        const after = { ...before, ...part };
        sessionStorage.setItem(place, JSON.stringify(after));
        return after;
      }),
    [place],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(place);
    setValues(empty);
  }, [place, empty]);
  return { values, change, clear };
}

export function readDraft<T extends object>(text: string | null, empty: T): T {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof T, unknown>>;
    const fits = (name: keyof T): boolean => typeof kept[name] === typeof empty[name] && kept[name] !== null;
    const known = (Object.keys(empty) as (keyof T)[]).filter((name) => name in kept && fits(name));
    return { ...empty, ...Object.fromEntries(known.map((name) => [name, kept[name]])) };
  } catch {
    return empty;
  }
}
