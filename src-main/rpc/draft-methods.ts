import { discardDraft, draftsOf, formerWords, readDraft, saveDraft, type Draft } from '#main/approvals/drafts.ts';
import { batchAgain } from '#main/approvals/mend-batch.ts';
import { toSummary } from '#main/documents/document-repository.ts';
import { transaction } from '#main/storage/database.ts';
import type { DraftView } from '#shared/contract/drafts.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { documentFor } from './document-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function draftMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, ids } = parts;
  const { drafts } = guarded;
  function view(person: SignedInPerson, { draftId, draft, savedAt }: Draft): DraftView {
    const document = toSummary(documentFor(parts, person, draft.documentId));
    return { draftId, draft, document, savedAt: officeTime(savedAt) };
  }
  return {
    save: drafts.save.handler(({ input, context }) => {
      const person = signedIn(context);
      documentFor(parts, person, input.draft.documentId);
      const { draftId = ids.uuid(), draft } = input;
      const savedAt = clock.now();
      transaction(db, (tx) => saveDraft(tx, { draftId, account: person.account, draft, savedAt }));
      return { draftId, savedAt: officeTime(savedAt) };
    }),
    list: drafts.list.handler(({ context }) => {
      const person = signedIn(context);
      return draftsOf(db, person.account).map((draft) => view(person, draft));
    }),
    get: drafts.get.handler(({ input, context }) => {
      const person = signedIn(context);
      return view(person, readDraft(db, person.account, input.draftId));
    }),
    discard: drafts.discard.handler(({ input, context }) => {
      transaction(db, (tx) => discardDraft(tx, signedIn(context).account, input.draftId));
      return { discarded: true };
    }),
    saveBatch: drafts.saveBatch.handler(({ input, context }) => {
      const person = signedIn(context);
      const { draftId = ids.uuid(), draft } = input;
      for (const { documentId } of draft.files) documentFor(parts, person, documentId);
      const savedAt = clock.now();
      transaction(db, (tx) => saveDraft<'batch'>(tx, { draftId, account: person.account, draft, savedAt }, 'batch'));
      return { draftId, savedAt: officeTime(savedAt) };
    }),
    mendBatch: drafts.mendBatch.handler(({ input, context }) => {
      const { account } = signedIn(context);
      const draft = batchAgain(db, input.batchId, account);
      const draftId = ids.uuid();
      transaction(db, (tx) => saveDraft<'batch'>(tx, { draftId, account, draft, savedAt: clock.now() }, 'batch'));
      return { draftId };
    }),
    listBatches: drafts.listBatches.handler(({ context }) =>
      draftsOf(db, signedIn(context).account, 'batch').map(({ draftId, draft, savedAt }) => {
        const { form, files } = draft;
        return { draftId, title: form.documentTitle ?? '', files: files.length, savedAt: officeTime(savedAt) };
      }),
    ),
    getBatch: drafts.getBatch.handler(({ input, context }) => {
      const person = signedIn(context);
      const { draftId, draft, savedAt } = readDraft(db, person.account, input.draftId, 'batch');
      const documents = draft.files.map(({ documentId }) => toSummary(documentFor(parts, person, documentId)));
      return { draftId, draft, documents, savedAt: officeTime(savedAt) };
    }),
    suggestions: drafts.suggestions.handler(({ context }) => formerWords(db, signedIn(context).account)),
  };
}
