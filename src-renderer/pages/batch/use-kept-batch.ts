import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeptBatchDraft } from '#shared/model/kept-batch-draft.ts';
import { client, queryClient, station } from '../../bridge/client.ts';

const pauseMs = 1_000;

export interface BatchKeeping {
  /** Office time of the last keeping; null while something waits to be kept. */
  readonly savedAt: string | null;
  readonly hasFailed: boolean;
  /** Submitted: the draft is discarded and nothing is kept any more. */
  readonly end: () => void;
}

/** Keeps a batch that is being put together a moment after each change, and when its page is left. */
export function useKeptBatch(draft: KeptBatchDraft, openedId: string | undefined): BatchKeeping {
  const draftId = useRef(openedId);
  const text = JSON.stringify(draft);
  const now = useRef(draft);
  const kept = useRef(openedId === undefined ? '' : text);
  const isOver = useRef(false);
  const running = useRef<Promise<void>>(Promise.resolve());
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  now.current = draft;

  const keep = useCallback((): Promise<void> => {
    // One after another, or two first savings would make two drafts.
    const before = running.current;
    running.current = (async () => {
      await before;
      const wanted = JSON.stringify(now.current);
      if (isOver.current || wanted === kept.current || now.current.files.length === 0) return;
      try {
        const known = draftId.current === undefined ? {} : { draftId: draftId.current };
        const answer = await client.drafts.saveBatch({ ...known, draft: now.current });
        draftId.current = answer.draftId;
        kept.current = wanted;
        setFailed(false);
        setSavedAt(answer.savedAt);
      } catch {
        setFailed(true);
      }
    })();
    return running.current;
  }, []);

  useEffect(() => {
    if (text === kept.current) return undefined;
    setSavedAt(null);
    const timer = setTimeout(() => void keep(), pauseMs);
    return () => clearTimeout(timer);
  }, [text, keep]);
  useEffect(
    () => () => {
      void (async () => {
        await keep();
        await readAgain();
      })();
    },
    [keep],
  );

  const end = useCallback(() => {
    isOver.current = true;
    void (async () => {
      await running.current;
      if (draftId.current === undefined) return;
      // The batch stands; a draft that could not be removed is only one line too many in a list.
      await client.drafts.discard({ draftId: draftId.current }).catch(() => undefined);
      await readAgain();
    })();
  }, []);
  return { savedAt, hasFailed, end };
}

const readAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: station.drafts.key() });
