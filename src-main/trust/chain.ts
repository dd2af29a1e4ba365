import type { Fact } from '#shared/model/verdict.ts';
import { isSameCertificate, type Certificate } from './certificate.ts';
import { extensionsFact, linkFact, mayHaveIssued, validityFact } from './chain-link.ts';
import { keyUsageFact, type CertificateRole } from './key-usage.ts';

export interface ChainInput {
  /**
   * Certificates that may stand between. Those of a document belong here, behind those of the trust list; they are
   * trusted for nothing.
   */
  readonly intermediates: readonly Certificate[];
  readonly roots: readonly Certificate[];
  /** The time that matters: of the signature, or now. */
  readonly at: Date;
  /** What the first certificate is used for; `signer` when left out. */
  readonly role?: CertificateRole;
}

export interface ChainResult {
  /** From the first certificate upwards, as far as it was found. */
  readonly path: readonly Certificate[];
  readonly facts: readonly Fact[];
  /** The path ends in a trusted root and nothing failed or stayed unknown. */
  readonly isTrusted: boolean;
}

/** Longest path, the first certificate and the root included. */
const MAX_PATH = 6;
/** Certificates of a document come from whoever made it: many of the same name must not cost a search without end. */
const MAX_STEPS = 256;

/**
 * Build the chain of a certificate to a trusted root and check it link by link, at a time.
 *
 * Among several ways up, one that is entirely right wins; when there is none, the one with the fewest failures is
 * reported. Never throws for a bad chain: everything is a fact.
 *
 * @returns facts `chain.keyUsage` and `chain.extensions` and `chain.validity` of certificates, `chain.link` for each
 * step, and one `chain.root` (`unknown` issuer-not-found, self-signed-not-trusted, path-too-long)
 * @see RFC 5280 6.1; certificate policies and name constraints are not processed, and critical ones are refused
 */
export function buildChain(leaf: Certificate, input: ChainInput): ChainResult {
  const search: Search = { ...input, stepsLeft: MAX_STEPS };
  const best = climb([leaf], [], search);
  const facts = [
    keyUsageFact(leaf, input.role ?? 'signer'),
    ...best.path.map(extensionsFact),
    ...best.path.map((certificate) => validityFact(certificate, input.at)),
    ...best.links,
    best.root,
  ];
  const isTrusted = facts.every(({ state }) => state === 'ok' || state === 'warn');
  return { path: best.path, facts, isTrusted };
}

interface Search extends ChainInput {
  stepsLeft: number;
}

interface Way {
  readonly path: readonly Certificate[];
  readonly links: readonly Fact[];
  readonly root: Fact;
}

function climb(path: readonly Certificate[], links: readonly Fact[], search: Search): Way {
  const top = path.at(-1);
  if (top === undefined) throw new RangeError('a path begins with a certificate');
  const end = (state: Fact['state'], reason?: string): Way => ({
    path,
    links,
    root: {
      check: 'chain.root',
      state,
      ...(reason === undefined ? {} : { reason }),
      evidence: { certificate: top.subject, issuer: top.issuer },
    },
  });
  if (search.roots.some((root) => isSameCertificate(root, top))) return end('ok');
  if (path.length >= MAX_PATH) return end('unknown', 'path-too-long');
  const steps = stepsUp(top, path, search);
  // A link that is broken is followed only to tell what is wrong, when no other leads up.
  const sound = steps.filter(({ link }) => link.state !== 'fail');
  let best: Way | undefined;
  for (const { issuer, link } of sound.length > 0 ? sound : steps.slice(0, 1)) {
    const way = climb([...path, issuer], [...links, link], search);
    if (best === undefined || penalty(way, search.at) < penalty(best, search.at)) best = way;
    if (penalty(best, search.at) === 0) break;
  }
  return best ?? end('unknown', top.isSelfIssued ? 'self-signed-not-trusted' : 'issuer-not-found');
}

/** Every certificate that may have issued `top`, with the check of that link. */
function stepsUp(
  top: Certificate,
  path: readonly Certificate[],
  search: Search,
): { issuer: Certificate; link: Fact }[] {
  const steps: { issuer: Certificate; link: Fact }[] = [];
  for (const issuer of [...search.roots, ...search.intermediates]) {
    if (search.stepsLeft <= 0) break;
    if (!mayHaveIssued(issuer, top) || path.some((used) => isSameCertificate(used, issuer))) continue;
    search.stepsLeft -= 1;
    steps.push({ issuer, link: linkFact(top, issuer, path.length - 1) });
  }
  return steps;
}

/** 0 for a way that is entirely right. A way that reaches a root but is broken is worse than one that ends early. */
function penalty(way: Way, at: Date): number {
  const brokenLinks = way.links.filter(({ state }) => state === 'fail').length;
  const outside = way.path.filter((certificate) => validityFact(certificate, at).state === 'fail').length;
  return brokenLinks * 100 + outside * 10 + (way.root.state === 'ok' ? 0 : 5);
}
