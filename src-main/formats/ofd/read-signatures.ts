import type { Fact } from '#shared/model/verdict.ts';
import type { ByteSource } from '../byte-source.ts';
import { coverageFact, signatureFiles } from './check-coverage.ts';
import {
  checkReferences,
  createDigests,
  referenceFacts,
  type CheckedReference,
  type DigestOf,
} from './check-references.ts';
import { signatureListFacts } from './check-signature-list.ts';
import { locateStamps, stampFacts, type LocatedStamp } from './check-stamps.ts';
import { defaultOfdLimits, type OfdLimits } from './package-limits.ts';
import { openOfd, type OfdPackage } from './package.ts';
import { reachableFiles } from './reachable-files.ts';
import type { SignatureFile } from './signature-file.ts';
import { readSignatureRecords, type SignatureRecord } from './signature-records.ts';

/** One signature as the file states it, with what can be checked without cryptographic keys. */
export interface OfdSignature {
  readonly id: string;
  /** `Seal` (安全签章) or `Sign` (数字签名), as written. */
  readonly type: string;
  /** 0-based document the signature belongs to. */
  readonly documentIndex: number;
  readonly signatureXmlPath: string;
  /** Original bytes, which `signedValue` is about; null when the file is missing. */
  readonly signatureXml: Uint8Array | null;
  /** SES_Signature, SignedData or a bare signature: told by its bytes, not by `type`. Null when missing. */
  readonly signedValue: Uint8Array | null;
  /** Seal.esl, to be compared with the seal inside the signed value (`ofd.sealFile`); null when there is none. */
  readonly sealFile: Uint8Array | null;
  /** Whether Signature.xml names a seal file, present or not. */
  readonly namesSealFile: boolean;
  /** Null when Signature.xml cannot be read. */
  readonly file: SignatureFile | null;
  readonly references: readonly CheckedReference[];
  readonly stamps: readonly LocatedStamp[];
  readonly facts: readonly Fact[];
}

export interface OfdSignatureReport {
  readonly package: OfdPackage;
  readonly signatures: readonly OfdSignature[];
  /** About the package as a whole: tolerated deviations, the lists of signatures, uncovered documents. */
  readonly facts: readonly Fact[];
}

/** All signatures of all documents; see `inspectOfdSignatures`. */
export async function readOfdSignatures(source: ByteSource): Promise<OfdSignature[]> {
  return [...(await inspectOfdSignatures(source)).signatures];
}

/**
 * Reads every signature and checks what needs no key: digests, coverage, structure, stamps. Signed values, seals and
 * certificates are left to the caller.
 *
 * @throws as `openOfd`; a damaged signature is not an error but a fact
 */
export async function inspectOfdSignatures(
  source: ByteSource,
  limits: OfdLimits = defaultOfdLimits,
): Promise<OfdSignatureReport> {
  const pkg = await openOfd(source, limits);
  const listed = readSignatureRecords(pkg);
  const ofSignatures = signatureFiles(listed);
  const digestOf = createDigests(pkg);
  const contents = pkg.documents.map((document) => reachableFiles(pkg, document));
  const signatures: OfdSignature[] = [];
  for (const record of listed.flatMap(({ records }) => records)) {
    const reachable = contents[record.document.index] ?? new Set<string>();
    signatures.push(await inspect(pkg, record, reachable, ofSignatures, digestOf));
  }
  const facts = [
    ...pkg.warnings,
    ...signatureListFacts(pkg, listed, ofSignatures),
    ...(signatures.length > 0 ? documentsFact(contents, signatures) : []),
  ];
  return { package: pkg, signatures, facts };
}

async function inspect(
  pkg: OfdPackage,
  record: SignatureRecord,
  reachable: ReadonlySet<string>,
  ofSignatures: ReadonlySet<string>,
  digestOf: DigestOf,
): Promise<OfdSignature> {
  const { document, listed, bytes, file, problem } = record;
  const stated = {
    id: listed.id,
    type: listed.type,
    documentIndex: document.index,
    signatureXmlPath: listed.path,
    signatureXml: bytes,
    file,
  };
  if (!file) {
    const reason = String(problem?.facts['reason'] ?? 'unreadable');
    const broken: Fact = { check: 'ofd.structure', state: 'fail', reason, evidence: { path: listed.path } };
    const nothing = { signedValue: null, sealFile: null, namesSealFile: false, references: [], stamps: [] };
    return { ...stated, ...nothing, facts: [broken] };
  }
  const references = await checkReferences(pkg, file, digestOf);
  const covered = new Set(references.map(({ path }) => path));
  const stamps = locateStamps(document, file.stamps);
  const signedValue = pkg.files.has(file.signedValuePath) ? pkg.read(file.signedValuePath) : null;
  return {
    ...stated,
    signedValue,
    sealFile: file.sealPath !== null && pkg.files.has(file.sealPath) ? pkg.read(file.sealPath) : null,
    namesSealFile: file.sealPath !== null,
    references,
    stamps,
    facts: [
      { check: 'ofd.structure', state: 'ok' },
      signedValueFact(file, signedValue),
      ...referenceFacts(file, references),
      coverageFact(pkg, covered, reachable, ofSignatures),
      listProtectionFact(covered, document.body.signaturesPath),
      ...stampFacts(pkg, document, listed.type, stamps),
    ],
  };
}

function signedValueFact(file: SignatureFile, signedValue: Uint8Array | null): Fact {
  const evidence = { path: file.signedValuePath };
  if (signedValue) return { check: 'ofd.signedValue', state: 'ok', evidence };
  return { check: 'ofd.signedValue', state: 'fail', reason: 'signed-value-missing', evidence };
}

/**
 * Whether later signatures are possible. Not covering the list is how co-issued documents (联合发文) work, so it is no
 * warning; what was done to the list since is told by `ofd.signatureList`.
 */
function listProtectionFact(covered: ReadonlySet<string>, signaturesPath: string | null): Fact {
  const isLocked = signaturesPath !== null && covered.has(signaturesPath);
  return { check: 'ofd.signaturesXmlUnprotected', state: 'ok', evidence: { unprotected: !isLocked } };
}

/** With several documents in one package, a seal on one must not lend its look to another (ATK-16). */
function documentsFact(contents: readonly ReadonlySet<string>[], signatures: readonly OfdSignature[]): Fact[] {
  const open = contents.flatMap((content, index) => {
    const isCovered = signatures.some(({ references }) => {
      const covered = new Set(references.map(({ path }) => path));
      return [...content].every((path) => covered.has(path));
    });
    return isCovered ? [] : [index + 1];
  });
  if (contents.length === 1) return [];
  const [first] = open;
  if (first === undefined) return [{ check: 'ofd.documents', state: 'ok', evidence: { count: contents.length } }];
  const evidence = { count: contents.length, document: first };
  return [{ check: 'ofd.documents', state: 'fail', reason: 'document-not-covered', evidence }];
}
