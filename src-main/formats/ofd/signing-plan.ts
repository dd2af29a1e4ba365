import { collisionKey } from './entry-names.ts';
import { folderOf } from './location.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { nextSignatureIds } from './signature-ids.ts';
import { extendSignatureList, writeSignatureList } from './signature-list.ts';
import type { DocumentSignatures } from './signature-records.ts';
import { applyEdits, escapeXml, nameLike } from './xml-edit.ts';
import { childrenOf } from './xml-tree.ts';

/** Where the new signature goes and which existing files it changes: Signatures.xml, and OFD.xml at most once. */
export interface SigningPlan {
  readonly signatureId: string;
  /** One for each stamp. */
  readonly stampIds: readonly string[];
  readonly signaturePath: string;
  readonly signedValuePath: string;
  readonly sealPath: string;
  readonly signaturesPath: string;
  readonly signaturesXml: Uint8Array;
  /** New OFD.xml, or null when it already names the list and stays untouched. */
  readonly mainXml: Uint8Array | null;
}

export function planSigning(
  pkg: OfdPackage,
  document: OfdDocument,
  signatures: readonly DocumentSignatures[],
  stampCount: number,
): SigningPlan {
  const own = signatures.find((item) => item.document.index === document.index);
  const list = own?.list ?? null;
  const used = signatures.flatMap(({ list: other, records }) => [
    ...(other?.maxSignIds ?? []),
    ...records.flatMap(({ listed, file }) => [listed.id, ...(file?.stamps ?? []).map(({ id }) => id)]),
  ]);
  const [signatureId = '', ...stampIds] = nextSignatureIds(used, 1 + stampCount);
  const signaturesPath = document.body.signaturesPath ?? freeListPath(pkg, document);
  const folder = freeSignFolder(pkg, signaturesPath);
  const added = {
    id: signatureId,
    path: `${folder}/Signature.xml`,
    maxSignId: stampIds.at(-1) ?? signatureId,
  };
  return {
    signatureId,
    stampIds,
    signaturePath: added.path,
    signedValuePath: `${folder}/SignedValue.dat`,
    sealPath: `${folder}/Seal.esl`,
    signaturesPath,
    signaturesXml: list ? extendSignatureList(list, added) : writeSignatureList(added),
    mainXml: document.body.signaturesPath === null ? nameList(pkg, document, signaturesPath) : null,
  };
}

/** propertyInfo of the seal signature is 7-bit, so the path of Signature.xml has to be. */
const sevenBit = /^[\u0020-\u007e]*$/;

/** `Signs/Signatures.xml` beside Document.xml; a list that OFD.xml does not name is somebody's evidence and stays. */
function freeListPath(pkg: OfdPackage, document: OfdDocument): string {
  const beside = folderOf(document.body.rootPath);
  const folder = sevenBit.test(beside) ? beside : '';
  for (let number = 0; ; number += 1) {
    const path = `${folder}/Signs${number === 0 ? '' : `_${number}`}/Signatures.xml`;
    if (pkg.index.byKey(collisionKey(path)) === undefined) return path;
  }
}

/** The folder after the highest `Sign_N` that has anything in it, whatever its letter case. */
function freeSignFolder(pkg: OfdPackage, signaturesPath: string): string {
  const beside = folderOf(signaturesPath);
  const usual = /\/signs(_\d+)?$/i.test(beside) ? beside : `${beside}/Signs`;
  const signs = sevenBit.test(usual) ? usual : '/Signs';
  const prefix = `${collisionKey(signs)}/sign_`;
  let highest = -1;
  for (const { path } of pkg.entries) {
    const key = collisionKey(path);
    if (!key.startsWith(prefix)) continue;
    const number = /^\d{1,9}(?=\/|$)/.exec(key.slice(prefix.length))?.[0];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return `${signs}/Sign_${highest + 1}`;
}

/** OFD.xml with its `Signatures` element, written like its `DocRoot`; every other character stays. */
function nameList(pkg: OfdPackage, document: OfdDocument, signaturesPath: string): Uint8Array {
  const body = document.body.element;
  const root = childrenOf(body, 'DocRoot')[0];
  const after = childrenOf(body, 'Versions')[0] ?? root ?? body;
  const name = nameLike(after.qualifiedName, 'Signatures');
  const element = `<${name}>${escapeXml(signaturesPath)}</${name}>`;
  const empty = childrenOf(body, 'Signatures')[0];
  const place = empty ?? { start: after.end, end: after.end };
  return applyEdits(pkg.main.xml.text, [{ start: place.start, end: place.end, replacement: element }]);
}

/** Files that no new signature may protect: the lists of all documents, which later signatures change. */
export function growingFiles(pkg: OfdPackage, plan: SigningPlan): Set<string> {
  const lists = pkg.documents.flatMap(({ body }) => (body.signaturesPath === null ? [] : [body.signaturesPath]));
  return new Set([...lists, plan.signaturesPath]);
}
