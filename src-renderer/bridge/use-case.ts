import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { DocumentSummary, PageView } from '#shared/contract/documents.ts';
import type { SealView } from '#shared/contract/station.ts';
import { station } from './client.ts';

/** A request with what it speaks of, for the pages that decide it and carry it out. */
export interface RequestCase {
  readonly request: RequestView;
  readonly seal: SealView;
  readonly document: DocumentSummary;
  readonly pages: readonly PageView[];
}

/** @returns undefined until everything has been read */
export function useCase(requestId: string): {
  readonly found: RequestCase | undefined;
  readonly error: Error | null;
  readonly again: () => void;
} {
  const request = useQuery(station.approvals.get.queryOptions({ input: { requestId } }));
  const documentId = request.data?.draft.documentId ?? '';
  const ofDocument = { enabled: documentId !== '', staleTime: Infinity } as const;
  const document = useQuery({ ...station.documents.get.queryOptions({ input: { documentId } }), ...ofDocument });
  const pages = useQuery({ ...station.documents.pages.queryOptions({ input: { documentId } }), ...ofDocument });
  const seals = useQuery({ ...station.station.seals.list.queryOptions(), placeholderData: keepPreviousData });
  const queries = [request, document, pages, seals];
  const seal = seals.data?.find(({ esId }) => esId === request.data?.draft.sealEsId);
  const found =
    request.data && document.data && pages.data && seal
      ? { request: request.data, document: document.data, pages: pages.data, seal }
      : undefined;
  return {
    found,
    error: queries.find((query) => query.error !== null)?.error ?? null,
    again: () => void Promise.all(queries.filter((query) => query.isError).map((query) => query.refetch())),
  };
}
