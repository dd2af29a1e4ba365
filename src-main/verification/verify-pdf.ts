import type { ByteSource } from '#main/formats/byte-source.ts';
import type { CoveredHash } from '#main/formats/pdf/byte-range.ts';
import { openPdf, type PdfFile } from '#main/formats/pdf/pdf-file.ts';
import { readPdfSignatures, type PdfSignature } from '#main/formats/pdf/read-signatures.ts';
import { readSecurityStore } from '#main/formats/pdf/security-store.ts';
import { signaturePages } from '#main/formats/pdf/signature-pages.ts';
import { readStatedTime } from '#main/formats/stated-time.ts';
import { materialInDocument } from '#main/trust/revocation-material.ts';
import type { SignatureReport } from '#shared/contract/verification.ts';
import { judgeDocumentTimestamp } from './judge-document-timestamp.ts';
import { judgeSignedValue, type SignedContent } from './judge-signed-value.ts';
import { signatureReport } from './signature-report.ts';
import type { TrustContext } from './trust-context.ts';

/**
 * Every signature of a PDF.
 *
 * @param hashCovered of the same source, where more is hashed than its signatures
 * @throws DOC_* as the reader
 */
export function verifyPdf(
  source: ByteSource,
  context: TrustContext,
  hashCovered?: CoveredHash,
): readonly SignatureReport[] {
  const file = openPdf(source);
  const signatures = readPdfSignatures(source, hashCovered, file);
  if (signatures.length === 0) return [];
  const brought = storedMaterial(file);
  const pages = signaturePages(file);
  // From the last to the first: a document timestamp speaks for all that lies before it, other timestamps included.
  let existedAt: Date | null = null;
  const reports: SignatureReport[] = [];
  for (const signature of signatures.toReversed()) {
    const { report, provenAt } = judge(signature, source, { ...brought, existedAt }, context);
    reports.unshift({ ...report, pages: pages.get(signature.fieldName ?? '') ?? [] });
    existedAt = provenAt ?? existedAt;
  }
  return reports;
}

type Brought = Pick<SignedContent, 'material' | 'carriedCertificates' | 'existedAt'>;

/** The DSS of the file, whoever put it there: certificates and lists are believed for their signatures alone. */
function storedMaterial(file: PdfFile): Brought {
  const { certificates, lists, responses } = readSecurityStore(file);
  return { carriedCertificates: certificates, material: materialInDocument(lists, responses) };
}

/** @returns `provenAt` of a document timestamp that is whole and trusted: what it covers was there then */
function judge(
  signature: PdfSignature,
  source: ByteSource,
  brought: Brought,
  context: TrustContext,
): { readonly report: SignatureReport; readonly provenAt: Date | null } {
  // Where the structure is broken there is no defined content to judge, and hashing it would prove nothing.
  const isReadable = signature.contents.length > 0 && signature.facts.every((fact) => !isRangeFailure(fact));
  const content: SignedContent = {
    sm3: () => signature.hashByteRange(),
    digest: (algorithm) => signature.hashByteRangeWith(algorithm),
    bytes: () => coveredBytes(source, signature.byteRange ?? []),
    statedTime: readStatedTime(signature.claimedTime ?? ''),
    ...brought,
  };
  const isTimestamp = signature.kind === 'timestamp';
  const judgeValue = isTimestamp ? judgeDocumentTimestamp : judgeSignedValue;
  const judgement = isReadable ? judgeValue(signature.contents, content, context) : null;
  const isWhole = signature.facts.every(({ state }) => state !== 'fail');
  const isProof = isTimestamp && isWhole && judgement?.time.source === 'timestamp';
  return {
    report: signatureReport({
      name: signature.fieldName ?? '—',
      judgement,
      facts: signature.facts,
      pages: [],
      ...(isTimestamp && { kind: 'timestamp' }),
    }),
    provenAt: isProof ? judgement.time.at : null,
  };
}

function isRangeFailure(fact: PdfSignature['facts'][number]): boolean {
  return fact.state === 'fail' && (fact.check === 'pdf.byteRange' || fact.check === 'pdf.contents');
}

function coveredBytes(source: ByteSource, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): Uint8Array {
  return Buffer.concat([source.read(a, b), source.read(c, d)]);
}
