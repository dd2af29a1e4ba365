import { moveRequest, readRequest } from '#main/approvals/request-repository.ts';
import { digestDocument } from '#main/documents/document-digest.ts';
import { fileSource } from '#main/platform/files.ts';
import { transaction } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { gatherCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

/** What was approved is no longer there, so the approval has nothing to permit (lifecycles C.3). */
export function giveBackChanged(desk: StampDesk, requestId: string): void {
  transaction(desk.db, (tx) => {
    if (readRequest(tx, requestId).state !== 'approved') return;
    moveRequest(tx, requestId, 'invalidate', { invalidBecause: 'document' });
  });
}

/**
 * Ends an approval whose document was changed, so that the applicant is told. The file is read once more: nobody ends
 * an approval by saying so.
 *
 * @throws APPROVAL_STATE when the file is as it was approved
 */
export async function refuseChanged(desk: StampDesk, requestId: string): Promise<void> {
  const { request, documentPath } = gatherCase(desk, requestId);
  const source = fileSource(documentPath);
  try {
    const { sm3 } = await digestDocument(source);
    if (sm3 === request.documentSm3) {
      const state = `@states.request.${request.state}`;
      throw new StationError('APPROVAL_STATE', { state, action: '@approvals.actions.invalidate' });
    }
  } finally {
    source.close();
  }
  giveBackChanged(desk, requestId);
}
