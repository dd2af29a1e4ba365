import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftView } from '#shared/contract/drafts.ts';
import type { KeptDraft } from '#shared/model/kept-draft.ts';
import { client, queryClient, station } from '../../bridge/client.ts';

const pauseMs = 700;

export interface DraftKeeping {
  readonly draft: KeptDraft;
  readonly change: (change: Partial<KeptDraft>) => void;
  /** Office time of the last keeping; null while something waits to be kept. */
  readonly savedAt: string | null;
  readonly hasFailed: boolean;
  /** Nothing is kept any more; for a draft that was submitted. */
  readonly end: () => void;
}

/** A draft in memory that is written to the station a moment after each change, and when the page is left. */
export function useKeptDraft(view: DraftView): DraftKeeping {
  const { draftId } = view;
  const [draft, setDraft] = useState(view.draft);
  const [savedAt, setSavedAt] = useState<string | null>(view.savedAt);
  const [hasFailed, setFailed] = useState(false);
  const now = useRef(view.draft);
  const kept = useRef(view.draft);
  const isOver = useRef(false);

  const keep = useCallback(async () => {
    const wanted = now.current;
    if (isOver.current || wanted === kept.current) return;
    try {
      const answer = await client.drafts.save({ draftId, draft: wanted });
      kept.current = wanted;
      setFailed(false);
      if (now.current === wanted) setSavedAt(answer.savedAt);
    } catch {
      // What was typed stays on the screen, and the next change tries again; the head says that it is not kept.
      setFailed(true);
    }
  }, [draftId]);

  useEffect(() => {
    if (draft === kept.current) return undefined;
    const timer = setTimeout(() => void keep(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, keep]);

  useEffect(
    () => () => {
      void keep().then(() => queryClient.invalidateQueries({ queryKey: station.drafts.key() }));
    },
    [keep],
  );

  const change = useCallback((next: Partial<KeptDraft>) => {
    now.current = { ...now.current, ...next };
    setDraft(now.current);
    setSavedAt(null);
  }, []);
  const end = useCallback(() => {
    isOver.current = true;
  }, []);
  return { draft, change, savedAt, hasFailed, end };
}
