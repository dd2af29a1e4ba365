import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { client } from '../../bridge/client.ts';

export interface ReadPages {
  /** Pages the station has taken note of in this sitting. */
  readonly seen: ReadonlySet<number>;
  /** Pages a decider must see and has not seen yet. */
  readonly left: readonly number[];
  readonly onPageSeen: (page: number) => void;
  readonly error: Error | null;
  /** Hands in again what did not reach the station. */
  readonly again: () => void;
}

/** Tells the station which pages were on screen. A page counts once the station has it, not before. */
export function useReadPages(requestId: string, pagesToRead: readonly number[]): ReadPages {
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const [unsent, setUnsent] = useState<readonly number[]>([]);
  const { mutate, error } = useMutation({
    mutationFn: (pages: readonly number[]) =>
      client.approvals.recordView({ requestId, pages: [...pages], medium: 'screen' }),
    onSuccess: (_answer, pages) => {
      setSeen((before) => new Set([...before, ...pages]));
      setUnsent((before) => before.filter((page) => !pages.includes(page)));
    },
    onError: (_error, pages) => setUnsent((before) => [...new Set([...before, ...pages])]),
  });
  return {
    seen,
    left: pagesToRead.filter((page) => !seen.has(page)),
    onPageSeen: useCallback((page) => mutate([page]), [mutate]),
    error: unsent.length > 0 ? error : null,
    again: () => mutate(unsent),
  };
}
