import * as z from 'zod';
import { createSm3 } from '#main/sm/sm3.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { readOcspResponse } from '#main/trust/ocsp-response.ts';
import { readRevocationList } from '#main/trust/revocation-list.ts';
import type { RevocationMaterial } from '#main/trust/revocation-material.ts';
import type { TrustList } from '#main/trust/trust-list.ts';
import type { StatusSource, TrustContext } from '#main/verification/trust-context.ts';
import { sealStateSchema } from '#shared/model/seal.ts';

const ders = z.array(z.custom<Uint8Array>((value) => value instanceof Uint8Array)).max(10_000);

/**
 * What a verdict rests on besides the file, as it crosses the border to a reader: certificates as DER, status as rows.
 * What the station keeps in its database goes no further than this.
 */
export const trustWordsSchema = z.strictObject({
  signerRoots: ders,
  makers: ders,
  makerRoots: ders,
  intermediates: ders,
  now: z.date(),
  /** Null where no registry is known. */
  status: z
    .strictObject({
      number: z.int().nonnegative(),
      issuedAt: z.date(),
      nextUpdate: z.date(),
      /** SM3 of the certificates of the makers it speaks for, hex. */
      makers: z.array(z.string()).max(10_000),
      seals: z.array(z.strictObject({ esId: z.string(), state: sealStateSchema, since: z.date() })).max(1_000_000),
    })
    .nullable(),
  /** Null where nobody keeps any and silence needs no word. */
  revocation: z.strictObject({ lists: ders, responses: ders, isKept: z.boolean() }).nullable(),
});
export type TrustWords = Readonly<z.infer<typeof trustWordsSchema>>;

/** @param status as the station's registry published it */
export function trustWordsOf(
  trust: TrustList,
  now: Date,
  status: TrustWords['status'] = null,
  revocation: RevocationMaterial | null = null,
): TrustWords {
  return {
    signerRoots: derOf(trust.signerRoots),
    makers: derOf(trust.makers),
    makerRoots: derOf(trust.makerRoots),
    intermediates: derOf(trust.intermediates),
    now,
    status,
    revocation: revocation && {
      lists: revocation.lists.map(({ der }) => Uint8Array.from(der)),
      responses: revocation.responses.map(({ der }) => Uint8Array.from(der)),
      isKept: revocation.isKept,
    },
  };
}

const derOf = (certificates: readonly Certificate[]): Uint8Array[] =>
  certificates.map(({ der }) => Uint8Array.from(der));

const keptCertificates = 1000;

/** The reader's end. Certificates that were read before are not read again. */
export function createTrustReading(): (words: TrustWords) => TrustContext {
  const known = new Map<string, Certificate>();
  const read = (der: Uint8Array): Certificate => {
    const key = Buffer.from(der).toString('latin1');
    const certificate = known.get(key) ?? readCertificate(der);
    if (known.size >= keptCertificates) known.clear();
    known.set(key, certificate);
    return certificate;
  };
  let material: { readonly of: string; readonly read: RevocationMaterial } | undefined;
  // Lists of an authority are megabytes: the same ones are read once.
  const readMaterial = ({ lists, responses, isKept }: NonNullable<TrustWords['revocation']>): RevocationMaterial => {
    const hash = createSm3();
    for (const der of [...lists, ...responses]) hash.update(der);
    const of = `${isKept} ${Buffer.from(hash.digest()).toString('hex')}`;
    if (material?.of !== of) {
      const read = { lists: lists.map(readRevocationList), responses: responses.map(readOcspResponse), isKept };
      material = { of, read };
    }
    return material.read;
  };
  return ({ signerRoots, makers, makerRoots, intermediates, now, status, revocation }) => ({
    trust: {
      signerRoots: signerRoots.map(read),
      makers: makers.map(read),
      makerRoots: makerRoots.map(read),
      intermediates: intermediates.map(read),
    },
    now,
    status: status && statusSourceOf(status),
    ...(revocation && { revocation: readMaterial(revocation) }),
  });
}

function statusSourceOf(status: NonNullable<TrustWords['status']>): StatusSource {
  const { number, issuedAt, nextUpdate } = status;
  const makers = new Set(status.makers);
  const seals = new Map(status.seals.map(({ esId, state, since }) => [esId, { state, since }]));
  return {
    number,
    issuedAt,
    nextUpdate,
    speaksFor: (makerSm3) => makers.has(makerSm3),
    statusOf: (esId) => seals.get(esId),
  };
}
