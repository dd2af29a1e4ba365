import { useEffect, useState } from 'react';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { openPageSource, type PageSource } from './page-source.ts';

export interface OpenedSource {
  readonly source: PageSource | null;
  readonly error: unknown;
  readonly again: () => void;
}

/** The pages of one document; closed when another takes its place. */
export function usePageSource(format: DocumentFormat, address: string, original: string): OpenedSource {
  const [state, setState] = useState<Pick<OpenedSource, 'source' | 'error'>>({ source: null, error: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let opened: PageSource | null = null;
    void (async () => {
      try {
        const source = await openPageSource(format, address, original, stop.signal);
        if (stop.signal.aborted) return source.close();
        opened = source;
        setState({ source, error: null });
      } catch (error) {
        if (!stop.signal.aborted) setState({ source: null, error });
      }
    })();
    return () => {
      stop.abort();
      opened?.close();
      setState({ source: null, error: null });
    };
  }, [format, address, original, attempt]);
  return { ...state, again: () => setAttempt((count) => count + 1) };
}
