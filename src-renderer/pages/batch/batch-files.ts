import type { DocumentSummary } from '#shared/contract/documents.ts';
import type { Placement } from '#shared/model/placement.ts';

/** A file of a batch that is being put together. */
export interface BatchItem {
  readonly id: number;
  readonly fileName: string;
  readonly state: 'sending' | 'done' | 'failed';
  readonly error: unknown;
  readonly document: DocumentSummary | null;
  /** Places of its own; null where it takes those of all. */
  readonly own: readonly Placement[] | null;
  /** The request that came to nothing and whose place this file takes. */
  readonly formerRequestId?: string;
}

export type Readiness = { readonly kind: 'ready' | 'noPlace' } | { readonly kind: 'noPage'; readonly page: number };

export function placesOf(item: BatchItem, shared: readonly Placement[]): readonly Placement[] {
  return item.own ?? shared;
}

/** May this file be submitted with the places it has? */
export function readinessOf(item: BatchItem, shared: readonly Placement[]): Readiness {
  const places = placesOf(item, shared);
  if (places.length === 0) return { kind: 'noPlace' };
  const beyond = places.find(({ page }) => page > (item.document?.pages ?? 0));
  return beyond ? { kind: 'noPage', page: beyond.page } : { kind: 'ready' };
}
