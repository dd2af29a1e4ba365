import { createSm3, sm3 } from '#main/sm/sm3.ts';
import type { ByteSource } from '../byte-source.ts';
import type { PreparedSignature } from '../prepared.ts';
import type { StampInput } from '../stamp-input.ts';
import { mainPath } from './main-file.ts';
import { checkMayStamp } from './may-stamp.ts';
import { defaultOfdLimits, type OfdLimits } from './package-limits.ts';
import { openOfd, type OfdPackage } from './package.ts';
import { refusal } from './refusal.ts';
import { readSignatureRecords } from './signature-records.ts';
import { writeSignatureFile } from './signature-writer.ts';
import { growingFiles, planSigning, type SigningPlan } from './signing-plan.ts';
import { stampBoxes } from './stamp-boxes.ts';
import { writeArchive, type ZipPart } from './zip-writer.ts';

/** An OFD made ready: besides what both formats have, the parts of it that tests and reports name. */
export interface PreparedOfd extends PreparedSignature {
  readonly signatureId: string;
  /** Bytes of Signature.xml, whose SM3 is `dataHash` and whose path is `propertyInfo`. */
  readonly signatureXml: Uint8Array;
}

/**
 * Makes the first document of an OFD ready for one seal with any number of visible stamps (GB/T 33190-2016 clause
 * 18). All files are protected except the list of signatures, so that further seals can follow; files of earlier
 * signatures are protected too and copied byte for byte.
 *
 * @param source must not change until the last chunk of the finished document was taken
 * @throws as `openOfd`, `checkMayStamp` and `stampBoxes`
 */
export async function prepareOfd(
  source: ByteSource,
  input: StampInput,
  limits: OfdLimits = defaultOfdLimits,
): Promise<PreparedOfd> {
  const pkg = await openOfd(source, limits);
  const document = pkg.documents[0];
  if (!document) throw refusal('DOC_BROKEN', 'document-none');
  const signatures = readSignatureRecords(pkg);
  checkMayStamp(pkg, document, signatures, document.body.signaturesPath === null);
  const isFirst = signatures.every(({ records }) => records.length === 0);
  const stamps = stampBoxes(pkg, document, input.placements);
  const plan = planSigning(pkg, document, signatures, stamps.length);
  const signatureXml = writeSignatureFile({
    signedAt: input.signedAt,
    references: await protectedFiles(pkg, plan, input.sealDer),
    stamps: stamps.map(({ pageId, boundary, clip }, index) => ({
      pageId,
      boundary,
      clip,
      id: plan.stampIds[index] ?? '',
    })),
    sealPath: plan.sealPath,
    signedValuePath: plan.signedValuePath,
  });
  return {
    signatureId: plan.signatureId,
    signatureXml,
    dataHash: sm3(signatureXml),
    propertyInfo: plan.signaturePath,
    finish(signedValue) {
      const parts = finishedParts(pkg, plan, isFirst, { signatureXml, sealDer: input.sealDer, signedValue });
      const chunks = { [Symbol.iterator]: () => writeArchive(source, parts, input.signedAt) };
      return { keepsOriginal: false, chunks };
    },
  };
}

/** Every file of the finished package but the lists of signatures and the new signature itself. */
async function protectedFiles(
  pkg: OfdPackage,
  plan: SigningPlan,
  sealDer: Uint8Array,
): Promise<{ path: string; digest: Uint8Array }[]> {
  const growing = growingFiles(pkg, plan);
  const references: { path: string; digest: Uint8Array }[] = [];
  for (const path of pkg.files.keys()) {
    if (growing.has(path)) continue;
    const isChanged = path === mainPath && plan.mainXml !== null;
    references.push({ path, digest: isChanged ? sm3(plan.mainXml) : await digestOf(pkg, path) });
  }
  references.push({ path: plan.sealPath, digest: sm3(sealDer) });
  return references;
}

async function digestOf(pkg: OfdPackage, path: string): Promise<Uint8Array> {
  const hash = createSm3();
  for await (const chunk of pkg.chunks(path)) hash.update(chunk);
  return hash.digest();
}

/** Below this an entry fits the plain header that a new name needs. */
const plainBytes = 0xffffffff;

/**
 * Kept entries in their order, a changed file in the place of the old one, new files at the end.
 *
 * @param isFirst no earlier signature: names that readers decode differently are then written in UTF-8, so that the
 * paths in Signature.xml mean the same files to everybody; the contents stay as they are
 */
function finishedParts(
  pkg: OfdPackage,
  plan: SigningPlan,
  isFirst: boolean,
  made: { signatureXml: Uint8Array; sealDer: Uint8Array; signedValue: Uint8Array },
): ZipPart[] {
  const written = new Map([[plan.signaturesPath, plan.signaturesXml]]);
  if (plan.mainXml) written.set(mainPath, plan.mainXml);
  const parts = pkg.entries.map((entry): ZipPart => {
    const content = written.get(entry.path);
    if (!content) {
      const isRenamed = isFirst && !entry.hasPortableName && entry.inflatedBytes < plainBytes;
      return isRenamed ? { renamed: entry } : { kept: entry };
    }
    written.delete(entry.path);
    return { path: entry.path, content };
  });
  const added: [string, Uint8Array][] = [
    ...written,
    [plan.sealPath, made.sealDer],
    [plan.signaturePath, made.signatureXml],
    [plan.signedValuePath, made.signedValue],
  ];
  return [...parts, ...added.map(([path, content]) => ({ path, content }))];
}
