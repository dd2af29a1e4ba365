import { isSameCertificate, type Certificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { namesMatch } from '#main/trust/distinguished-name.ts';
import { pathRevocation, type PathQuestion } from '#main/trust/revocation.ts';
import type { TrustList } from '#main/trust/trust-list.ts';
import type { Fact } from '#shared/model/verdict.ts';

/** What revocation is asked by, besides the certificates and the time. */
export type RevocationQuestion = Omit<PathQuestion, 'at'>;

/**
 * The chain of the signer's certificate.
 *
 * An SES signature carries no intermediate certificate, so the issuer is often missing. Then one thing still speaks
 * for the certificate: the seal lists exactly these bytes, and a maker pinned in the trust list signed the seal. When
 * that maker's own certificate comes from the very same issuer, and roots are trusted at all, the missing link is a
 * warning (`issuer-vouched-by-maker`) and not an open question. Every other gap stays one.
 *
 * @param maker the seal maker, for signatures with a seal
 */
export function checkSigner(
  signer: Certificate,
  maker: Certificate | null,
  trust: TrustList,
  at: Date,
  carried: readonly Certificate[] = [],
  revocation?: RevocationQuestion,
): readonly Fact[] {
  const { facts, path } = buildChain(signer, {
    roots: trust.signerRoots,
    intermediates: [...trust.intermediates, ...carried],
    at,
  });
  const asked = revocation ? pathRevocation(path, { ...revocation, at }) : [];
  return [...facts, ...asked].map((fact) => {
    const isOpen = fact.check === 'chain.root' && fact.state === 'unknown' && fact.reason === 'issuer-not-found';
    if (!isOpen || maker === null || !vouches(maker, signer, trust)) return fact;
    return Object.assign({}, fact, { state: 'warn', reason: 'issuer-vouched-by-maker' } as const);
  });
}

function vouches(maker: Certificate, signer: Certificate, trust: TrustList): boolean {
  const isPinned = trust.makers.some((listed) => isSameCertificate(listed, maker));
  const sameIssuer = namesMatch(maker.issuerDer, signer.issuerDer);
  const keys = [maker.authorityKeyId, signer.authorityKeyId];
  const sameKey = keys.every((key) => key !== undefined) && Buffer.compare(keys[0]!, keys[1]!) === 0;
  return isPinned && trust.signerRoots.length > 0 && sameIssuer && sameKey;
}
