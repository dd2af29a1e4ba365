import { randomInt } from 'node:crypto';
import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toBase64, toHex } from '#shared/log/text-bytes.ts';
import type { EnrolmentAnswer } from '#shared/registry/enrolment.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { Refusal } from '../server/refusal.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { appendAudit } from '../store/audit-repository.ts';
import { nextNumber } from '../store/registry-store.ts';
import type { AccountTable, StoreTransaction } from '../store/registry-schema.ts';
import {
  findEnrolmentCode,
  findUnit,
  insertEnrolmentCode,
  insertStation,
  insertUnit,
  useEnrolmentCode,
} from '../store/station-repository.ts';

const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeLifeMs = 24 * 3_600_000;
const machineCertificateDays = 3 * 365;
const emptyRoot = toHex(sm3());

const codeDigest = (code: string): string => toHex(sm3(new TextEncoder().encode(code)));

function refuse(detail: string): StationError {
  return new StationError('REGISTRY_ENROLMENT_REFUSED', { detail: `@registry.${detail}` });
}

export async function createUnit(
  parts: RegistryParts,
  tx: StoreTransaction,
  by: AccountTable,
  unit: { readonly code: string; readonly name: string; readonly region: string },
): Promise<typeof unit> {
  if ((await findUnit(tx, unit.code)) !== undefined) {
    throw new StationError('REGISTRY_APPLICATION_INVALID', { detail: '@registry.unitExists' });
  }
  await insertUnit(tx, unit);
  await appendAudit(tx, { at: parts.clock.now(), actor: by.account, action: 'unit.create', facts: { ...unit } });
  return unit;
}

/** A code for one enrolment, 80 random bits, told once; only its digest is kept. */
export async function createEnrolmentCode(
  parts: RegistryParts,
  tx: StoreTransaction,
  by: AccountTable,
  unitCode: string,
): Promise<{ code: string; station: string; validTo: string; rootSm3: string }> {
  const unit = await findUnit(tx, unitCode);
  if (unit === undefined) {
    throw new StationError('REGISTRY_APPLICATION_INVALID', { detail: '@registry.unitUnknown', unit: unitCode });
  }
  const digits = Array.from({ length: 16 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
  const code = digits.replaceAll(/(.{4})(?=.)/g, '$1-');
  const at = parts.clock.now();
  const validTo = new Date(at.getTime() + codeLifeMs).toISOString();
  const station = `WS-${unit.region}-${String(await nextNumber(tx, 'station')).padStart(4, '0')}`;
  await insertEnrolmentCode(tx, {
    code_sm3: codeDigest(code),
    unit: unitCode,
    station,
    valid_to: validTo,
    used_at: null,
  });
  await appendAudit(tx, { at, actor: by.account, action: 'station.code', facts: { station, unit: unitCode, validTo } });
  return { code, station, validTo, rootSm3: toHex(sm3(parts.authority.root)) };
}

export interface EnrolmentRequest {
  readonly code: string;
  readonly hostName: string;
  readonly certificateRequest: string;
}

/**
 * Certify the machine key of a new station. A code works once, and the request proves that its sender has the key.
 *
 * @throws REGISTRY_ENROLMENT_REFUSED for a code that is unknown, used or expired, or a request that is not signed by
 * the key it names
 */
export async function enrolStation(
  parts: RegistryParts,
  tx: StoreTransaction,
  request: EnrolmentRequest,
): Promise<EnrolmentAnswer | Refusal> {
  const { authority } = parts;
  const at = parts.clock.now();
  const code = await findEnrolmentCode(tx, codeDigest(request.code));
  if (code === undefined) throw refuse('codeUnknown');
  if (code.used_at !== null) throw refuse('codeUsed');
  if (code.valid_to <= at.toISOString()) throw refuse('codeExpired');
  const unit = await findUnit(tx, code.unit);
  const certificateRequest = fromBase64(request.certificateRequest);
  if (unit === undefined || certificateRequest === null) throw refuse('requestUnreadable');
  const { station } = code;
  const certificate = readCertificate(
    authority.issue(certificateRequest, {
      kind: 'machine',
      organization: unit.name,
      commonName: station,
      at,
      validDays: machineCertificateDays,
    }),
  );
  await insertStation(tx, {
    station,
    unit: unit.code,
    host_name: request.hostName,
    certificate: certificate.der,
    enrolled_at: at.toISOString(),
    ledger_size: 0,
    root: emptyRoot,
    frontier: '',
    checkpoint: null,
    is_diverged: 0,
  });
  await useEnrolmentCode(tx, codeDigest(request.code), at.toISOString());
  const facts = { station, unit: unit.code, hostName: request.hostName };
  await appendAudit(tx, { at, actor: station, action: 'station.enrol', facts });
  return {
    registry: authority.registry,
    station,
    unit: unit.code,
    unitName: unit.name,
    certificate: toBase64(certificate.der),
    intermediates: authority.intermediates.map(toBase64),
    root: toBase64(authority.root),
    validTo: certificate.notAfter.toISOString(),
  };
}
