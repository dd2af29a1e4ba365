import { mainPath } from './main-file.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { refusal } from './refusal.ts';
import { readSignatureRecords, type DocumentSignatures } from './signature-records.ts';

/** Can the first document of a package get another seal at all? @throws as `checkMayStamp` */
export function requireOfdRoom(pkg: OfdPackage): void {
  const [document] = pkg.documents;
  if (!document) throw refusal('DOC_BROKEN', 'document-none');
  checkMayStamp(pkg, document, readSignatureRecords(pkg), document.body.signaturesPath === null);
}

/**
 * Refuses a package that must not get another seal, before anything is computed.
 *
 * @param changesMain whether OFD.xml has to be changed, because the document has no list of signatures yet
 * @throws DOC_SIGNING_FORBIDDEN when its permissions or its integrity list forbid it; DOC_LOCKED_BY_SIGNATURE when an
 * earlier signature of any document protects a file that has to change; DOC_BROKEN when that cannot be told
 */
export function checkMayStamp(
  pkg: OfdPackage,
  document: OfdDocument,
  signatures: readonly DocumentSignatures[],
  changesMain: boolean,
): void {
  if (!document.permissions.signature) throw refusal('DOC_SIGNING_FORBIDDEN', 'signing-not-permitted');
  if ([...pkg.files.keys()].some((path) => path.toLowerCase() === '/ofdentries.xml')) {
    throw refusal('DOC_SIGNING_FORBIDDEN', 'integrity-list');
  }
  for (const { listed, file, problem } of signatures.flatMap(({ records }) => records)) {
    if (!file) throw refusal('DOC_BROKEN', 'signature-unreadable', { path: listed.path }, problem ?? undefined);
    const isProtected = (path: string | null) => file.references.some((reference) => reference.path === path);
    const shown = { signature: listed.id };
    if (document.body.signaturesPath !== null && isProtected(document.body.signaturesPath)) {
      throw refusal('DOC_LOCKED_BY_SIGNATURE', 'locked-signatures-xml', shown);
    }
    if (changesMain && isProtected(mainPath)) throw refusal('DOC_LOCKED_BY_SIGNATURE', 'locked-main', shown);
  }
}
