import { useCallback, useRef, useState } from 'react';
import type { BatchDraftView } from '#shared/contract/drafts.ts';
import { mostBatchFiles } from '#shared/model/batch.ts';
import { client } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';
import type { BatchItem } from './batch-files.ts';

export interface BatchFiles {
  readonly items: readonly BatchItem[];
  /** So many of the last choice had no room in a batch. */
  readonly leftOut: number;
  readonly take: (files: readonly File[]) => void;
  readonly remove: (id: number) => void;
  readonly change: (id: number, next: Partial<BatchItem>) => void;
  /** Goes on with the files of a draft. */
  readonly open: (view: BatchDraftView) => void;
}

/** Takes files in one after another; one that cannot be taken is named with its reason and holds up none of the others. */
export function useBatchFiles(): BatchFiles {
  const [items, setItems] = useState<readonly BatchItem[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const lastId = useRef(0);
  const count = useRef(0);
  count.current = items.length;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const change = useCallback(
    (id: number, next: Partial<BatchItem>): void =>
      setItems((all) => all.map((item) => (item.id === id ? { ...item, ...next } : item))),
    [],
  );

  const take = useCallback(
    (files: readonly File[]) => {
      const chosen = files
        .slice(0, mostBatchFiles - count.current)
        .map((file) => ({ file, id: (lastId.current += 1) }));
      setLeftOut(files.length - chosen.length);
      const fresh = { state: 'sending', error: null, document: null, own: null } as const;
      setItems((all) => [...all, ...chosen.map(({ id, file }) => ({ id, fileName: file.name, ...fresh }))]);
      const before = queue.current;
      queue.current = (async () => {
        await before;
        for (const { file, id } of chosen) {
          try {
            const { uploadId } = await upload(file);
            const fileName = file.name.slice(-255);
            change(id, { state: 'done', document: await client.documents.importUpload({ uploadId, fileName }) });
          } catch (error) {
            change(id, { state: 'failed', error });
          }
        }
      })();
    },
    [change],
  );
  const open = useCallback(({ draft, documents }: BatchDraftView): void => {
    const kept = documents.map((document, index): BatchItem => {
      const { fileName } = document;
      const { own = null, formerRequestId } = draft.files[index] ?? {};
      const taken = { id: (lastId.current += 1), fileName, state: 'done', error: null, document, own } as const;
      return { ...taken, ...(formerRequestId !== undefined && { formerRequestId }) };
    });
    setItems(kept);
  }, []);
  const remove = useCallback((id: number): void => setItems((all) => all.filter((item) => item.id !== id)), []);
  return { items, leftOut, take, remove, change, open };
}
