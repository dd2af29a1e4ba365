import type { ReaderOp } from './reader-protocol.ts';

/**
 * What an operation needs, loaded when it is asked for. A reader loads its first operation before it says that it is
 * ready, so that loading counts against the time to start and not against the deadline of a file.
 */
export const loadOperation = {
  inspect: () => import('#main/documents/inspect-document.ts'),
  measure: () => import('#main/documents/page-sizes.ts'),
  stamps: () => import('#main/documents/existing-stamps.ts'),
  emptyFields: () => import('#main/documents/existing-stamps.ts'),
  attachments: () => import('#main/documents/attached-files.ts'),
  find: () => import('#main/documents/find-in-document.ts'),
  rehearse: () => import('#main/documents/rehearse-stamp.ts'),
  textChanges: () => import('#main/documents/text-changes.ts'),
  isBlank: () => import('#main/documents/inspect-document.ts'),
  look: () => import('#main/verification/look-at-file.ts'),
  compare: () => import('#main/verification/compare-revisions.ts'),
  async verify() {
    const { verifyFile } = await import('#main/verification/verify-file.ts');
    const { createTrustReading } = await import('./trust-words.ts');
    return { verifyFile, createTrustReading };
  },
  async draw() {
    const { drawOfdPage } = await import('#main/formats/ofd/draw/draw-page.ts');
    return { drawOfdPage };
  },
} satisfies Readonly<Record<ReaderOp, () => Promise<unknown>>>;
