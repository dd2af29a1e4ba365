import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StationError } from '#shared/errors/station-error.ts';
import { verifySignature } from '#main/formats/x509/verify-signature.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { certificatesInFile } from './certificate-file.ts';

/** Who is trusted for what. An authority trusted for signers makes nobody a seal maker. */
export interface TrustList {
  readonly signerRoots: readonly Certificate[];
  /** Certificates of authorised seal makers, each trusted by itself. */
  readonly makers: readonly Certificate[];
  /** Roots whose every subscriber may make seals: for closed systems only. */
  readonly makerRoots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
}

export const emptyTrustList: TrustList = { signerRoots: [], makers: [], makerRoots: [], intermediates: [] };

export interface TrustFolder extends TrustList {
  /** Names of files whose certificate is trusted for nothing: no CA, and not for signing. */
  readonly ignored: readonly string[];
}

const CERTIFICATE_FILE = /\.(?:crt|cer|pem|der)$/i;

/**
 * Read a folder of trusted certificates (PEM, DER or Base64; `.crt`, `.cer`, `.pem`, `.der`) and its subfolders.
 *
 * - a CA certificate that signed itself is a root for signers, or for seal makers when it lies in `maker-roots/`;
 * - any other CA certificate is an intermediate;
 * - a certificate that is no CA is a pinned seal maker: whoever puts it into the folder says so. One that cannot sign
 *   (an encryption certificate) is ignored and named in `ignored`.
 *
 * @throws TRUST_LIST_UNREADABLE when the folder or one of its certificates cannot be read: a trust list with holes
 * would look like an untrusted document
 */
export function readTrustFolder(dir: string): TrustFolder {
  const found = {
    signerRoots: [] as Certificate[],
    makers: [] as Certificate[],
    makerRoots: [] as Certificate[],
    intermediates: [] as Certificate[],
    ignored: [] as string[],
  };
  for (const path of certificateFiles(dir)) {
    for (const certificate of readFile(join(dir, path), path)) {
      if (certificate.isCa && isSelfSigned(certificate)) {
        (inFolder(path, 'maker-roots') ? found.makerRoots : found.signerRoots).push(certificate);
      } else if (certificate.isCa) found.intermediates.push(certificate);
      else if (maySign(certificate)) found.makers.push(certificate);
      else found.ignored.push(path);
    }
  }
  return found;
}

function certificateFiles(dir: string): string[] {
  try {
    if (!statSync(dir).isDirectory()) throw new StationError('TRUST_LIST_UNREADABLE', { detail: basename(dir) });
    const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => CERTIFICATE_FILE.test(name)).sort();
  } catch (error) {
    if (error instanceof StationError) throw error;
    throw new StationError('TRUST_LIST_UNREADABLE', { detail: basename(dir) }, error);
  }
}

function readFile(path: string, name: string): Certificate[] {
  try {
    return certificatesInFile(readFileSync(path)).map((der) => readCertificate(der));
  } catch (error) {
    throw new StationError('TRUST_LIST_UNREADABLE', { detail: name }, error);
  }
}

const inFolder = (path: string, folder: string): boolean => dirname(path).split(/[\\/]/).includes(folder);

/** An encryption certificate can make no seal, whatever folder it lies in. */
function maySign({ keyUsage }: Certificate): boolean {
  return keyUsage === undefined || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation');
}

/** The signature is by its own key, and not only the name its own. */
export function isSelfSigned(certificate: Certificate): boolean {
  if (!certificate.isSelfIssued) return false;
  const { keyInfo, signatureAlgorithm, tbs, signature } = certificate;
  return verifySignature(keyInfo, signatureAlgorithm, tbs, signature).ok;
}

const base64Certificates = z.array(z.base64().max(100_000)).max(10_000);

/** The trust list as the registry publishes it, inside one signed structure. Certificates are Base64 of DER. */
export const trustListData = z.object({
  /** Rises with every issue; a smaller one than the last is a rollback. */
  number: z.int().nonnegative(),
  issuedAt: z.iso.datetime(),
  roots: base64Certificates,
  intermediates: base64Certificates,
  makers: base64Certificates,
  makerRoots: base64Certificates.default([]),
});
export type TrustListData = z.input<typeof trustListData>;

export interface NumberedTrustList extends TrustList {
  readonly number: number;
  readonly issuedAt: Date;
}

/**
 * Read a published trust list, after its signature was verified by whoever fetched it.
 * @throws TRUST_LIST_UNREADABLE when the shape or one certificate is wrong
 */
export function parseTrustList(data: unknown): NumberedTrustList {
  const parsed = trustListData.safeParse(data);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new StationError('TRUST_LIST_UNREADABLE', { detail: where }, parsed.error);
  }
  const { number, issuedAt, roots, intermediates, makers, makerRoots } = parsed.data;
  return {
    number,
    issuedAt: new Date(issuedAt),
    signerRoots: readAll(roots, 'roots'),
    intermediates: readAll(intermediates, 'intermediates'),
    makers: readAll(makers, 'makers'),
    makerRoots: readAll(makerRoots, 'makerRoots'),
  };
}

function readAll(encoded: readonly string[], name: string): Certificate[] {
  return encoded.map((text, i) => {
    try {
      return readCertificate(new Uint8Array(Buffer.from(text, 'base64')));
    } catch (error) {
      throw new StationError('TRUST_LIST_UNREADABLE', { detail: `${name}.${i}` }, error);
    }
  });
}
