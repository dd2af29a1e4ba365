import { removeTemplate, saveTemplate, templatesFor } from '#main/approvals/placing-templates.ts';
import { transaction } from '#main/storage/database.ts';
import { documentFor, keptPath } from './document-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function placingMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, clock, ids } = parts;
  const { placing } = guarded;
  return {
    findText: placing.findText.handler(({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return parts.reader.find(keptPath(parts, document), document.format, input.text);
    }),
    stamps: placing.stamps.handler(({ input, context }) => {
      const document = documentFor(parts, signedIn(context), input.documentId);
      return parts.reader.stamps(keptPath(parts, document), document.format);
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
