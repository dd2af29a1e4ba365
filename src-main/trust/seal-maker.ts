import type { Fact } from '#shared/model/verdict.ts';
import { isSameCertificate, type Certificate } from './certificate.ts';
import { extensionsFact, validityFact } from './chain-link.ts';
import { buildChain, type ChainResult } from './chain.ts';
import { keyUsageFact } from './key-usage.ts';
import type { TrustList } from './trust-list.ts';

/**
 * Is this certificate that of an authorised seal maker (制章者)? A chain to the authority of the signers is not
 * enough: any of its subscribers could then make seals. The maker is pinned in the trust list, or its chain ends in a
 * root that is listed for makers alone.
 *
 * @param at when the seal was made; GM/T 0031-2025 judges the maker's certificate at that time
 * @returns facts of the chain, and one `trust.maker`: `ok` with evidence `by` pinned or root; `unknown` maker-not-listed
 */
export function checkSealMaker(maker: Certificate, trust: TrustList, at: Date): ChainResult {
  const evidence = { maker: maker.subject };
  if (trust.makers.some((listed) => isSameCertificate(listed, maker))) {
    const pinned: Fact = { check: 'trust.maker', state: 'ok', evidence: { ...evidence, by: 'pinned' } };
    const facts = [pinned, keyUsageFact(maker, 'seal-maker'), extensionsFact(maker), validityFact(maker, at)];
    return { path: [maker], facts, isTrusted: facts.every(({ state }) => state === 'ok' || state === 'warn') };
  }
  const chain = buildChain(maker, {
    roots: trust.makerRoots,
    intermediates: trust.intermediates,
    at,
    role: 'seal-maker',
  });
  const reachesRoot = chain.facts.some(({ check, state }) => check === 'chain.root' && state === 'ok');
  const listed: Fact = reachesRoot
    ? { check: 'trust.maker', state: 'ok', evidence: { ...evidence, by: 'root' } }
    : { check: 'trust.maker', state: 'unknown', reason: 'maker-not-listed', evidence };
  return { ...chain, facts: [listed, ...chain.facts] };
}
