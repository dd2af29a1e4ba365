import { isSignerInSeal, sealValidAt, versionsAgree } from '#main/formats/ses/check-entitlement.ts';
import { encodingFact, extensionsFact, pictureFact } from '#main/formats/ses/check-form.ts';
import { verifySealSignature, verifySesSignature } from '#main/formats/ses/check-signatures.ts';
import type { SesSignature } from '#main/formats/ses/seal.ts';
import { claimedTime } from '#main/formats/ses/time-info.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { checkSealMaker } from '#main/trust/seal-maker.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { checkSigner } from './check-signer.ts';
import { statusFacts } from './check-status.ts';
import { presentFacts, signingTimeFacts } from './check-time.ts';
import type { TrustContext } from './trust-context.ts';

export interface SesJudgement {
  readonly facts: readonly Fact[];
  readonly signedAt: Date | null;
  readonly signer: Certificate | null;
  readonly maker: Certificate | null;
}

/**
 * Everything GB/T 38540 clauses 6.3 and 7.3 ask of an electronic seal signature, each as its own fact.
 *
 * @param dataHash 32 bytes: SM3 of the original text as it lies in the file now
 */
export function judgeSes(signature: SesSignature, dataHash: Uint8Array, context: TrustContext): SesJudgement {
  const { seal } = signature;
  const signedAt = claimedTime(signature) ?? null;
  const signer = certificateOrNull(signature.certificate);
  const maker = certificateOrNull(seal.makerCertificate);
  const at = signedAt ?? context.now;
  const facts: Fact[] = [
    dataHashFact(signature, dataHash),
    verifySesSignature(signature),
    verifySealSignature(seal),
    isSignerInSeal(seal, signature.certificate),
    versionsAgree(signature),
    encodingFact(signature),
    encodingFact(seal),
    extensionsFact(signature),
    extensionsFact(seal),
    pictureFact(seal),
    sealValidAt(seal, at),
    ...signingTimeFacts(signedAt, context.now),
    ...(maker ? checkSealMaker(maker, context.trust, seal.createdAt).facts.map(aboutMaker) : [malformed('maker')]),
    ...(signer ? checkSigner(signer, maker, context.trust, at) : [malformed('signer')]),
    ...statusFacts(seal.esId, hex(sm3(seal.makerCertificate)), at, context),
    ...presentFacts({ sealValidTo: seal.validTo, signer, now: context.now }),
  ];
  return { facts, signedAt, signer, maker };
}

function dataHashFact(signature: SesSignature, dataHash: Uint8Array): Fact {
  const evidence = { signed: hex(signature.dataHash), found: hex(dataHash) };
  if (evidence.signed === evidence.found) return { check: 'ses.dataHash', state: 'ok', evidence };
  return { check: 'ses.dataHash', state: 'fail', reason: 'content-changed', evidence };
}

/** The maker's chain and the signer's are two chains: their facts must not be taken for each other. */
function aboutMaker(fact: Fact): Fact {
  return fact.check.startsWith('chain.') ? { ...fact, check: fact.check.replace('chain.', 'makerChain.') } : fact;
}

function malformed(whose: 'signer' | 'maker'): Fact {
  return { check: `${whose}.certificate`, state: 'fail', reason: 'certificate-malformed' };
}

function certificateOrNull(der: Uint8Array): Certificate | null {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
