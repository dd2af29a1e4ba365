import { useEffect, useMemo, useRef, useState } from 'react';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import type { TextRun } from '#shared/placing/find-text.ts';
import { signatureSpot } from '../../components/viewer/signature-spot.ts';
import type { SignatureSpot } from '../../components/viewer/stamp-placement.ts';
import type { ReadText } from '../../components/viewer/viewer.tsx';

/** What the text of a page tells about where to sign. */
export interface PageText {
  readonly runs: readonly TextRun[];
  readonly spot: SignatureSpot | null;
}

/** Reads the text of the pages that are asked for, each once for a document. */
export function usePageTexts(
  readText: ReadText | null,
  pages: readonly PageSize[],
  wanted: readonly number[],
): ReadonlyMap<number, PageText> {
  const [texts, setTexts] = useState<ReadonlyMap<number, PageText>>(new Map());
  const asked = useRef(new Set<number>());
  const list = useMemo(() => [...new Set(wanted)].toSorted((a, b) => a - b).join(' '), [wanted]);
  useEffect(() => {
    asked.current = new Set();
    setTexts(new Map());
  }, [readText]);
  useEffect(() => {
    if (!readText) return;
    for (const number of list.split(' ').filter(Boolean).map(Number)) {
      const page = pages[number - 1];
      if (!page || asked.current.has(number)) continue;
      asked.current.add(number);
      void (async () => {
        // A page whose text cannot be read has no lines to hold to; it is placed by eye.
        const runs = await readText(number).catch(() => []);
        setTexts((known) => new Map(known).set(number, { runs, spot: signatureSpot(runs, page) }));
      })();
    }
  }, [readText, pages, list]);
  return texts;
}

/** Pages that are looked at for a signature before the first seal is put down: the first three and the last. */
export function pagesToSearch(pages: readonly PageSize[]): readonly number[] {
  return [...new Set([1, 2, 3, pages.length])].filter((number) => number <= pages.length);
}
