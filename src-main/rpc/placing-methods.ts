import { removeTemplate, saveTemplate, templatesFor } from '#main/approvals/placing-templates.ts';
import { existingStamps } from '#main/documents/existing-stamps.ts';
import { findInDocument } from '#main/documents/find-in-document.ts';
import { transaction } from '#main/storage/database.ts';
import { documentFor, withDocument } from './document-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function placingMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, ids } = parts;
  const { placing } = guarded;
  return {
    findText: placing.findText.handler(({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return withDocument(parts, document, (source) => findInDocument(document.format, source, input.text));
    }),
    stamps: placing.stamps.handler(({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return withDocument(parts, document, (source) => existingStamps(document.format, source));
    }),
    templates: placing.templates.handler(({ context }) => {
      const person = signedIn(context);
      return templatesFor(db, person.account).map(({ templateId, account, name, isShared, rules }) => {
        return { templateId, name, isShared, isOwn: account === person.account, rules };
      });
    }),
    saveTemplate: placing.saveTemplate.handler(({ input, context }) => {
      const { account } = signedIn(context);
      const templateId = ids.uuid();
      transaction(db, (tx) => saveTemplate(tx, { ...input, templateId, account, savedAt: clock.now() }));
      return { templateId };
    }),
    removeTemplate: placing.removeTemplate.handler(({ input, context }) => {
      transaction(db, (tx) => removeTemplate(tx, signedIn(context).account, input.templateId));
      return { removed: true };
    }),
  };
}
