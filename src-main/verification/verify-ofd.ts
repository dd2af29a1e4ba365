import { createHash } from 'node:crypto';
import type { ByteSource } from '#main/formats/byte-source.ts';
import { inspectOfdSignatures, type OfdSignature } from '#main/formats/ofd/read-signatures.ts';
import { readStatedTime } from '#main/formats/stated-time.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { SignatureReport } from '#shared/contract/verification.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { judgeSignedValue, type Judgement } from './judge-signed-value.ts';
import { signatureReport } from './signature-report.ts';
import type { TrustContext } from './trust-context.ts';

/** Every signature of every document of an OFD package, and what is wrong with the package as a whole. */
export interface OfdVerification {
  readonly signatures: readonly SignatureReport[];
  readonly packageFacts: readonly Fact[];
}

/** @throws DOC_* as the reader */
export async function verifyOfd(source: ByteSource, context: TrustContext): Promise<OfdVerification> {
  const { signatures, facts } = await inspectOfdSignatures(source);
  return { signatures: signatures.map((signature) => judge(signature, facts, context)), packageFacts: facts };
}

function judge(signature: OfdSignature, packageFacts: readonly Fact[], context: TrustContext): SignatureReport {
  const { signedValue, signatureXml } = signature;
  const judgement =
    signedValue === null || signatureXml === null
      ? null
      : judgeSignedValue(
          signedValue,
          {
            sm3: () => sm3(signatureXml),
            digest: (algorithm) => new Uint8Array(createHash(algorithm).update(signatureXml).digest()),
            bytes: () => signatureXml,
            // Inside Signature.xml, which is what the signature is over.
            statedTime: readStatedTime(signature.file?.statedTime ?? ''),
          },
          context,
        );
  return signatureReport({
    name: signature.id,
    judgement,
    facts: [...signature.facts, ...sealFileFacts(signature, judgement), ...packageFacts],
    pages: [...new Set(signature.stamps.flatMap((stamp) => (stamp.page === null ? [] : [stamp.page])))],
  });
}

/** Seal.esl must be the very seal that was signed with, or readers could show another one (GB/T 33190 clause 18). */
function sealFileFacts({ sealFile, namesSealFile }: OfdSignature, judgement: Judgement | null): readonly Fact[] {
  const check = 'ofd.sealFile';
  if (!namesSealFile || !judgement?.sealDer) return [];
  if (sealFile === null) return [{ check, state: 'warn', reason: 'seal-file-missing' }];
  if (Buffer.compare(sealFile, judgement.sealDer) === 0) return [{ check, state: 'ok' }];
  return [{ check, state: 'fail', reason: 'seal-file-differs' }];
}
