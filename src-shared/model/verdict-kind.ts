import type { Fact, Verdict } from './verdict.ts';

/**
 * What a verdict comes down to for somebody who has to act on the document. Behind `invalid` and `indeterminate` stand
 * different things to do: ask for the original, call the police, ask the maker, or wait for the network.
 */
export const verdictKinds = [
  'valid',
  'changed',
  'forged',
  'removed',
  'not-entitled',
  'out-of-force',
  'damaged',
  'unknown-maker',
  'expired-since',
  'status-unknown',
  'unsupported',
  'undecided',
  'unsigned',
  'error',
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

const reasonsOf: Readonly<Partial<Record<VerdictKind, readonly string[]>>> = {
  forged: [
    'signature-mismatch',
    'signature-malformed',
    'public-key-not-on-curve',
    'key-algorithm-mismatch',
    'signing-certificate-mismatch',
    'seal-file-differs',
    'imprint-mismatch',
  ],
  changed: [
    'content-changed',
    'content-mismatch',
    'digest-mismatch',
    'file-removed',
    'suspicious',
    'notARevision',
    'fileDamaged',
    'notTheContents',
    'content-not-covered',
    'document-not-covered',
    'xml-broken',
    'zip-crc',
    'zip-data',
    'zip-size',
  ],
  removed: ['list-missing', 'signature-unlisted', 'signed-value-missing'],
  'not-entitled': [
    'signer-not-in-list',
    'list-empty',
    'issuer-not-ca',
    'issuer-key-usage',
    'path-length-exceeded',
    'ca-certificate-as-signer',
    'encryption-certificate',
    'key-usage-unsuitable',
    'not-a-timestamp-certificate',
  ],
  'out-of-force': [
    'seal-expired',
    'seal-not-yet-valid',
    'seal-validity-reversed',
    'certificate-expired',
    'certificate-not-yet-valid',
    'certificate-revoked',
    'sealed-after-suspended',
    'sealed-after-expired',
    'sealed-after-cancelled',
    'not-in-use',
    'in-the-future',
    'before-claimed-time',
  ],
  'unknown-maker': [
    'maker-not-listed',
    'issuer-not-found',
    'self-signed-not-trusted',
    'path-too-long',
    'no-certificate',
    'certificate-missing',
  ],
  'expired-since': [
    'expired-since',
    'suspended-since',
    'cancelled-since',
    'revoked-later-time-unproven',
    'certificate-expired',
    'seal-expired',
  ],
  'status-unknown': [
    'not-on-list',
    'list-stale',
    'crl-missing',
    'crl-stale',
    'crl-not-applicable',
    'crl-signature-invalid',
    'crl-issuer-key-usage',
    'ocsp-signature-invalid',
    'ocsp-responder-not-authorised',
    'ocsp-unknown',
  ],
  unsupported: [
    'unsupported',
    'algorithm-unsupported',
    'digest-algorithm-unsupported',
    'unknown-check-method',
    'not-verifiable',
  ],
};

const ofInvalid = ['forged', 'removed', 'changed', 'not-entitled', 'out-of-force'] as const;
/** Who made it comes before when, and both before what this program cannot read. */
const ofIndeterminate = ['unknown-maker', 'expired-since', 'status-unknown', 'unsupported'] as const;

/**
 * @param reasons of the verdict, the decisive one first: `check:reason`
 * @param facts of the signature; empty where a file has none
 */
export function verdictKind(verdict: Verdict, reasons: readonly string[], facts: readonly Fact[] = []): VerdictKind {
  if (verdict === 'valid' || verdict === 'unsigned' || verdict === 'error') return verdict;
  if (verdict === 'invalid') {
    const decisive = reasons[0]?.split(':')[1] ?? '';
    return ofInvalid.find((kind) => reasonsOf[kind]?.includes(decisive)) ?? 'damaged';
  }
  const open = new Set(facts.filter(({ state }) => state === 'unknown').map(({ reason = '' }) => reason));
  return ofIndeterminate.find((kind) => reasonsOf[kind]?.some((reason) => open.has(reason))) ?? 'undecided';
}
