import { StationError } from '#shared/errors/station-error.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { buildChain } from './chain.ts';
import { revocationFact } from './revocation.ts';
import { noMaterial, type CarriedMaterial, type RevocationMaterial } from './revocation-material.ts';
import type { TrustList } from './trust-list.ts';

/** DER each. */
export interface CollectedMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
}

/** A larger list stays out: it would lie in every file of the office. */
const mostListBytes = 1024 * 1024;

/**
 * The chains of certificates up to the roots that are trusted here, and of the lists and responses that are kept here
 * the newest that speaks for each certificate now. What is forged, stale or about somebody else is not collected.
 *
 * @param leaves DER; one that cannot be read is passed over
 */
export function collectMaterial(
  leaves: readonly Uint8Array[],
  input: { readonly trust: TrustList; readonly revocation?: RevocationMaterial | undefined; readonly now: Date },
): CollectedMaterial {
  const { trust, revocation = noMaterial, now } = input;
  const certificates = new Map<string, Uint8Array>();
  const lists = new Set<Uint8Array>();
  const responses = new Set<Uint8Array>();
  for (const leaf of leaves.flatMap(readOrNothing)) {
    const { path } = buildChain(leaf, {
      roots: [...trust.signerRoots, ...trust.makerRoots],
      intermediates: trust.intermediates,
      at: now,
    });
    for (const certificate of path) certificates.set(Buffer.from(certificate.der).toString('latin1'), certificate.der);
    for (const [index, certificate] of path.slice(0, -1).entries()) {
      const good = (material: CarriedMaterial): boolean =>
        revocationFact(certificate, {
          material: { ...material, isKept: true },
          issuer: path[index + 1]!,
          at: now,
          now,
          isTimeProven: false,
        }).state === 'ok';
      const response = newest(
        revocation.responses.filter((one) => good({ lists: [], responses: [one] })),
        ({ producedAt }) => producedAt,
      );
      const list = newest(
        revocation.lists.filter((one) => one.der.length <= mostListBytes && good({ lists: [one], responses: [] })),
        ({ thisUpdate }) => thisUpdate,
      );
      if (response) responses.add(response.der);
      if (list) lists.add(list.der);
    }
  }
  return { certificates: [...certificates.values()], lists: [...lists], responses: [...responses] };
}

function newest<T>(found: readonly T[], timeOf: (one: T) => Date): T | undefined {
  return found.toSorted((a, b) => timeOf(b).getTime() - timeOf(a).getTime())[0];
}

function readOrNothing(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof StationError) return [];
    throw error;
  }
}
