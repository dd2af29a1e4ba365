import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toHex } from '#shared/log/text-bytes.ts';
import { statementBytes, type SignedStatement, type StatementPurpose } from '#shared/registry/signed-statement.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';

/** The registry this station was enrolled at: its name and the root whose digest people compared. */
export interface PinnedRegistry {
  readonly registry: string;
  readonly root: Certificate;
}

/** SM3 of a certificate as it is read out on the telephone: 64 hex digits, lower case. */
export const rootDigest = (der: Uint8Array): string => toHex(sm3(der));

/**
 * Pin a registry by its root certificate.
 *
 * @param expectedSm3 what was told on another way (telephone, paper); groups and case do not matter
 * @throws SYNC_ROOT_MISMATCH
 */
export function pinRegistry(registry: string, rootDer: Uint8Array, expectedSm3: string): PinnedRegistry {
  const expected = expectedSm3.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  const actual = rootDigest(rootDer);
  if (expected !== actual) throw new StationError('SYNC_ROOT_MISMATCH', { expected, actual });
  return { registry, root: readCertificate(rootDer) };
}

/**
 * Take a statement for its signature, whatever connection it came over: the certificate was issued by the pinned root
 * itself (users' and machines' certificates come from the operating CA below it and can sign no statement), is no CA,
 * is valid now, and its key signed these bytes for this purpose.
 *
 * @throws SYNC_RECEIPT_INVALID
 */
export function openStatement<T extends { readonly registry: string }>(
  pinned: PinnedRegistry,
  purpose: StatementPurpose,
  signed: SignedStatement<T>,
  now: Date,
): T {
  const certificateDer = fromBase64(signed.certificate);
  const signatureRs = fromBase64(signed.signature);
  if (certificateDer === null || signatureRs === null) throw refuse('@registry.receiptSignature');
  const certificate = readRegistryCertificate(certificateDer);
  const chain = buildChain(certificate, { roots: [pinned.root], intermediates: [], at: now, role: 'machine' });
  const isSigned =
    chain.isTrusted &&
    certificate.publicKey !== null &&
    sm2Verify(certificate.publicKey, statementBytes(purpose, signed.statement), signatureRs);
  if (!isSigned) throw refuse('@registry.receiptSignature');
  if (signed.statement.registry !== pinned.registry) {
    throw refuse('@registry.statementRegistry', { registry: signed.statement.registry });
  }
  return signed.statement;
}

function readRegistryCertificate(der: Uint8Array): Certificate {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof StationError) throw refuse('@registry.receiptSignature', {}, error);
    throw error;
  }
}

function refuse(detail: string, facts: Record<string, string> = {}, cause?: unknown): StationError {
  return new StationError('SYNC_RECEIPT_INVALID', { detail, ...facts }, cause);
}
