import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toBase64 } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { assembleCertificateRequest, certificationRequestInfo } from '#main/trust/certificate-request.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { pinRegistry, type PinnedRegistry } from './pinned-registry.ts';
import type { RegistryTransport } from './registry-transport.ts';

export interface EnrolmentOrder {
  /** Name, code and root digest as the registry's administrator told them, on paper or by telephone. */
  readonly station: string;
  readonly code: string;
  readonly rootSm3: string;
  readonly hostName: string;
}

/** The new machine key of this PC, before it has a certificate. */
export interface NewMachineKey {
  /** 65 bytes. */
  readonly publicKey: Uint8Array;
  /** SM2 with the default user id. @returns 64 bytes r||s */
  sign(message: Uint8Array): Uint8Array;
}

export interface EnrolledStation {
  readonly pinned: PinnedRegistry;
  readonly unitCode: string;
  readonly unitName: string;
  /** Machine certificate, DER. */
  readonly certificate: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly root: Uint8Array;
  readonly validTo: Date;
}

/**
 * Enrol this PC: compare the registry's root with what people were told, before the code is sent; then have the
 * machine key certified.
 *
 * @throws SYNC_ROOT_MISMATCH (nothing was sent), REGISTRY_ENROLMENT_REFUSED, SYNC_OFFLINE, and SYNC_RECEIPT_INVALID
 * when the certificate that came back is not for this key and station or does not lead to the compared root
 */
export async function enrolStation(
  transport: RegistryTransport,
  key: NewMachineKey,
  order: EnrolmentOrder,
  now: Date,
): Promise<EnrolledStation> {
  const shown = await transport.call(registryContract.open.certificates, undefined);
  const pinned = pinRegistry(shown.registry, required(fromBase64(shown.root)), order.rootSm3);
  const info = certificationRequestInfo({
    subjectDer: distinguishedName({ C: 'CN', CN: order.station }),
    publicKey: key.publicKey,
  });
  const request = assembleCertificateRequest({ info, signatureDer: rsToDer(key.sign(info)) });
  const answer = await transport.call(registryContract.open.enrol, {
    code: order.code,
    hostName: order.hostName,
    certificateRequest: toBase64(request),
  });
  const root = required(fromBase64(answer.root));
  pinRegistry(answer.registry, root, order.rootSm3);
  const certificate = readCertificate(required(fromBase64(answer.certificate)));
  const intermediates = answer.intermediates.map((one) => required(fromBase64(one)));
  const chain = buildChain(certificate, {
    roots: [pinned.root],
    intermediates: intermediates.map(readCertificate),
    at: now,
    role: 'machine',
  });
  const isOurs =
    chain.isTrusted &&
    answer.station === order.station &&
    certificate.commonName === order.station &&
    certificate.publicKey !== null &&
    Buffer.compare(certificate.publicKey, key.publicKey) === 0;
  if (!isOurs) throw new StationError('SYNC_RECEIPT_INVALID', { detail: '@registry.certificateMismatch' });
  return {
    pinned,
    unitCode: answer.unit,
    unitName: answer.unitName,
    certificate: certificate.der,
    intermediates,
    root,
    validTo: certificate.notAfter,
  };
}

function required(bytes: Uint8Array | null): Uint8Array {
  if (bytes === null) throw new StationError('SYNC_OFFLINE', { detail: '@registry.notAnAnswer' });
  return bytes;
}
