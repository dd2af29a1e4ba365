import type { ByteSource } from '#main/formats/byte-source.ts';
import { readPdfSignatures, type PdfSignature } from '#main/formats/pdf/read-signatures.ts';
import type { SignatureReport } from '#shared/contract/verification.ts';
import { judgeSignedValue } from './judge-signed-value.ts';
import { signatureReport } from './signature-report.ts';
import type { TrustContext } from './trust-context.ts';

/** Every signature of a PDF. @throws DOC_* as the reader */
export function verifyPdf(source: ByteSource, context: TrustContext): readonly SignatureReport[] {
  return readPdfSignatures(source).map((signature) => judge(signature, source, context));
}

function judge(signature: PdfSignature, source: ByteSource, context: TrustContext): SignatureReport {
  // Where the structure is broken there is no defined content to judge, and hashing it would prove nothing.
  const isReadable = signature.contents.length > 0 && signature.facts.every((fact) => !isRangeFailure(fact));
  const judgement = isReadable
    ? judgeSignedValue(
        signature.contents,
        {
          sm3: () => signature.hashByteRange(),
          digest: (algorithm) => signature.hashByteRangeWith(algorithm),
          bytes: () => coveredBytes(source, signature.byteRange ?? []),
        },
        context,
      )
    : null;
  return signatureReport({
    name: signature.fieldName ?? '—',
    judgement,
    facts: signature.facts,
    pages: [],
  });
}

function isRangeFailure(fact: PdfSignature['facts'][number]): boolean {
  return fact.state === 'fail' && (fact.check === 'pdf.byteRange' || fact.check === 'pdf.contents');
}

function coveredBytes(source: ByteSource, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): Uint8Array {
  return Buffer.concat([source.read(a, b), source.read(c, d)]);
}
