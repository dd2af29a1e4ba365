import { StationError } from '#shared/errors/station-error.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { readSignatureFile, type SignatureFile } from './signature-file.ts';
import { readSignatureList, type ListedSignature, type SignatureList } from './signature-list.ts';

/** One listed signature with its Signature.xml, or with the reason why that cannot be read. */
export interface SignatureRecord {
  readonly document: OfdDocument;
  readonly listed: ListedSignature;
  /** Original bytes of Signature.xml, which the signed value is about; null when missing or damaged. */
  readonly bytes: Uint8Array | null;
  readonly file: SignatureFile | null;
  readonly problem: StationError | null;
}

/** The signatures of one document. */
export interface DocumentSignatures {
  readonly document: OfdDocument;
  /** Null when the document has no Signatures.xml, or names one that is missing. */
  readonly list: SignatureList | null;
  readonly records: readonly SignatureRecord[];
}

/**
 * Every signature of every document of the package (ATK-16).
 *
 * @throws DOC_BROKEN or DOC_HOSTILE when a Signatures.xml cannot be read; a Signature.xml that cannot is a record
 * with a problem
 */
export function readSignatureRecords(pkg: OfdPackage): DocumentSignatures[] {
  return pkg.documents.map((document) => {
    const path = document.body.signaturesPath;
    if (path === null || !pkg.files.has(path)) return { document, list: null, records: [] };
    const list = readSignatureList(pkg.readXml(path), pkg.notes);
    return { document, list, records: list.signatures.map((listed) => readRecord(pkg, document, listed)) };
  });
}

function readRecord(pkg: OfdPackage, document: OfdDocument, listed: ListedSignature): SignatureRecord {
  let bytes: Uint8Array | null = null;
  try {
    bytes = pkg.read(listed.path);
    const file = readSignatureFile(pkg.readXml(listed.path), pkg.notes);
    return { document, listed, bytes, file, problem: null };
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    return { document, listed, bytes, file: null, problem: error };
  }
}
