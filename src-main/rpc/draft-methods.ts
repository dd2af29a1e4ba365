import { discardDraft, draftsOf, formerWords, readDraft, saveDraft, type Draft } from '#main/approvals/drafts.ts';
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
    suggestions: drafts.suggestions.handler(({ context }) => formerWords(db, signedIn(context).account)),
  };
}
