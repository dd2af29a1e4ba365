import type { Fact } from '#shared/model/verdict.ts';
import { mainPath } from './main-file.ts';
import type { OfdPackage } from './package.ts';
import type { DocumentSignatures } from './signature-records.ts';

/** Files that belong to signatures: the lists, each Signature.xml, its signed value and its seal. */
export function signatureFiles(signatures: readonly DocumentSignatures[]): Set<string> {
  const files = new Set<string>();
  for (const { list, records } of signatures) {
    if (list) files.add(list.xml.path);
    for (const { listed, file } of records) {
      files.add(listed.path);
      if (file) files.add(file.signedValuePath);
      if (file?.sealPath) files.add(file.sealPath);
    }
  }
  return files;
}

/**
 * Which files of the package a signature says nothing about (夹带). A reader that only checks the listed references
 * calls such a package valid (ATK-14).
 *
 * - `fail`: the file is content that a reader shows or runs for this document. Whoever added or left it out can
 *   change what people see under the seal.
 * - `warn`: OFD.xml (some vendors leave it out; a DocRoot moved to other content is caught because that content is
 *   then uncovered), and files nothing leads to: they are not shown, but a seal does not vouch for them either.
 *
 * Files of signatures are exempt, for later seals add them, unless the document itself shows them: otherwise a forged
 * entry in the unprotected list could declare any page to be somebody's seal.
 *
 * @param covered absolute paths the signature refers to
 * @param reachable content of the document the signature belongs to
 */
export function coverageFact(
  pkg: OfdPackage,
  covered: ReadonlySet<string>,
  reachable: ReadonlySet<string>,
  ofSignatures: ReadonlySet<string>,
): Fact {
  const check = 'ofd.coverage';
  const uncovered = [...pkg.files.keys()].filter((path) => !covered.has(path));
  const content = uncovered.filter((path) => reachable.has(path));
  const [firstContent] = content;
  if (firstContent !== undefined) {
    const evidence = { count: content.length, path: firstContent };
    return { check, state: 'fail', reason: 'content-not-covered', evidence };
  }
  const others = uncovered.filter((path) => path !== mainPath && !ofSignatures.has(path));
  const [firstOther] = others;
  if (firstOther !== undefined) {
    const evidence = { count: others.length, path: firstOther };
    return { check, state: 'warn', reason: 'unlisted-file', evidence };
  }
  if (!covered.has(mainPath)) {
    return { check, state: 'warn', reason: 'main-not-covered', evidence: { path: mainPath } };
  }
  return { check, state: 'ok', evidence: { files: pkg.files.size - uncovered.length } };
}
