import { useCallback, useRef, useState } from 'react';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';
import { usePerson } from '../../bridge/session.ts';
import { expectPages } from '../../components/viewer/page-source.ts';
import { firstDraft } from './draft-values.ts';

/** A file on its way into the station. */
export interface Incoming {
  readonly id: number;
  readonly fileName: string;
  readonly state: 'sending' | 'done' | 'failed';
  readonly error: unknown;
}

export interface IncomingFiles {
  readonly files: readonly Incoming[];
  readonly take: (files: readonly File[]) => void;
  readonly dismiss: (id: number) => void;
}

/** Pages and first page are asked for while the draft is made. */
function expectDocument(documentId: string, format: DocumentFormat): void {
  void queryClient.prefetchQuery(station.documents.pages.queryOptions({ input: { documentId } }));
  void expectPages(format, `document/${documentId}`).catch(() => undefined);
}

/**
 * Takes files in one after another; each becomes a draft of its own. A file that cannot be taken is named with its
 * reason and holds up none of the others.
 *
 * @param onTaken called once for each batch, with the first draft that came of it
 * @param openDraftId of the draft on the screen: where that mends a request, the first file takes the place of its file
 */
export function useIncoming(onTaken: (draftId: string) => void, openDraftId?: string): IncomingFiles {
  const person = usePerson();
  const [files, setFiles] = useState<readonly Incoming[]>([]);
  const lastId = useRef(0);
  const change = (id: number, next: Partial<Incoming>): void =>
    setFiles((all) => all.map((file) => (file.id === id ? { ...file, ...next } : file)));

  const takeIn = useCallback(
    async (file: File, isFirst: boolean): Promise<string> => {
      const { uploadId } = await upload(file);
      const { documentId, fileName, format } = await client.documents.importUpload({
        uploadId,
        fileName: file.name.slice(-255),
      });
      if (isFirst) expectDocument(documentId, format);
      const mended = isFirst && openDraftId ? (await client.drafts.get({ draftId: openDraftId })).draft : null;
      const isMending = mended?.formerRequestId !== undefined;
      const draft = isMending ? { ...mended, documentId } : firstDraft(documentId, fileName, person);
      const { draftId } = await client.drafts.save({ draft });
      if (isMending && openDraftId) await client.drafts.discard({ draftId: openDraftId });
      return draftId;
    },
    [person, openDraftId],
  );

  const take = useCallback(
    (chosen: readonly File[]) => {
      const batch = chosen.map((file) => ({ file, id: (lastId.current += 1) }));
      setFiles((all) => [
        ...all.filter(({ state }) => state !== 'done'),
        ...batch.map(({ id, file }) => ({ id, fileName: file.name, state: 'sending' as const, error: null })),
      ]);
      void (async () => {
        let first: string | null = null;
        for (const { file, id } of batch) {
          try {
            const draftId = await takeIn(file, first === null);
            first ??= draftId;
            change(id, { state: 'done' });
          } catch (error) {
            change(id, { state: 'failed', error });
          }
        }
        void queryClient.invalidateQueries({ queryKey: station.drafts.list.key() });
        if (first !== null) onTaken(first);
      })();
    },
    [takeIn, onTaken],
  );

  const dismiss = (id: number): void => setFiles((all) => all.filter((file) => file.id !== id));
  return { files, take, dismiss };
}
