import { useQuery } from '@tanstack/react-query';
import type { EmptyField } from '#shared/contract/documents.ts';
import { station } from '../bridge/client.ts';
import type { Attachments } from '../components/viewer/attachments.tsx';

/** Signature fields of a kept document that nobody has signed. */
export function useEmptyFields(documentId: string): readonly EmptyField[] | undefined {
  const { data } = useQuery({
    ...station.documents.emptyFields.queryOptions({ input: { documentId } }),
    staleTime: Infinity,
    retry: false,
  });
  return data;
}

/** What a kept document carries besides its pages; a list that cannot be had is none, for the pages do not need it. */
export function useAttachments(documentId: string): Attachments | undefined {
  const { data } = useQuery({
    ...station.documents.attachments.queryOptions({ input: { documentId } }),
    staleTime: Infinity,
    retry: false,
  });
  return data;
}
