import { randomBytes } from 'node:crypto';
import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toBase64, toHex } from '#shared/log/text-bytes.ts';
import type { Activation, SealObject } from '#shared/registry/seal-case.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { statementFor } from '#main/token/use-statements.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { ActivationProofUse } from '#main/warrant/key-use.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import type { StationCall } from '../server/station-call.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { AccountTable, SealCaseRow, SealMakingRow, StoreTransaction } from '../store/registry-schema.ts';
import { findCaseOfSeal, findMaking } from '../store/seal-case-repository.ts';
import { moveSeal, requireCase } from './seal-transition.ts';

function refuse(detail: string, facts: Record<string, string> = {}): StationError {
  return new StationError('REGISTRY_APPLICATION_INVALID', { detail: `@registry.${detail}`, ...facts });
}

/** File a made seal under the number the filing authority gave it (备案). */
export async function fileSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  filing: { readonly caseId: string; readonly filingNumber: string },
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, filing.caseId);
  return moveSeal(parts, tx, seal, {
    event: 'file',
    by: official.account,
    as: 'reviewer',
    change: { filing_number: filing.filingNumber },
  });
}

export interface Delivery {
  readonly caseId: string;
  readonly tokenSerial: string;
  readonly receivedBy: Person;
  readonly formerTokenSerial?: string | undefined;
}

/**
 * Hand the USB Key over to the custodian, who gives a receipt (NM-9). From now on the seal key can be asked for its
 * activation proof, over a value drawn here.
 */
export async function deliverSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  official: AccountTable,
  delivery: Delivery,
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, delivery.caseId);
  if (delivery.tokenSerial !== seal.token_serial) throw refuse('tokenMismatch');
  checkCustodian(seal, delivery.receivedBy);
  const former = delivery.formerTokenSerial === undefined ? '' : `; former ${delivery.formerTokenSerial}`;
  return moveSeal(parts, tx, seal, {
    event: 'deliver',
    by: official.account,
    as: official.role === 'maker' ? 'maker' : 'reviewer',
    reason: `${delivery.tokenSerial} -> ${delivery.receivedBy.account}${former}`,
    change: { challenge: toHex(randomBytes(32)) },
  });
}

/** The seal structure for the station that keeps the seal. Each look is in the audit log (XC-D-18). */
export async function sealObject(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, body }: StationCall<{ readonly esId: string }>,
): Promise<SealObject> {
  const [seal, making] = await requireSealOf(tx, station.station, body.esId);
  await appendAudit(tx, {
    at: parts.clock.now(),
    actor: station.station,
    action: 'seal.read',
    facts: { esId: body.esId },
  });
  return {
    esId: body.esId,
    state: seal.state,
    seal: toBase64(making.seal),
    certificate: toBase64(making.certificate),
    intermediates: parts.authority.intermediates.map(toBase64),
    root: toBase64(parts.authority.root),
    ...(seal.challenge === null ? {} : { challenge: seal.challenge }),
  };
}

/**
 * Take a delivered seal into use: the custodian appointed for it, on the station it was delivered to, shows with the
 * seal key itself that key and seal belong together.
 */
export async function activateSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  { station, body }: StationCall<Activation>,
): Promise<SealCaseRow> {
  const [seal, making] = await requireSealOf(tx, station.station, body.esId);
  checkCustodian(seal, body.custodian);
  // Before the proof: a seal that is not delivered has nothing to prove yet.
  if (seal.challenge === null || seal.state !== 'delivered') {
    throw new StationError('REGISTRY_SEAL_STATE', { state: seal.state, event: 'activate' });
  }
  if (body.challenge !== seal.challenge) throw refuse('activationStatement');
  const key = readCertificate(making.certificate).publicKey;
  const proof = fromBase64(body.proof);
  const { useId, esId, challenge } = body;
  // The same words the token room lets the key sign: built by its own function.
  const message = statementFor(
    new ActivationProofUse(useId, { sealEsId: esId, stationId: station.station, challenge }),
  );
  if (key === null || proof === null || !sm2Verify(key, message, proof)) throw refuse('activationProof');
  return moveSeal(parts, tx, seal, {
    event: 'activate',
    by: body.custodian.account,
    as: 'custodian',
    reason: `former device: ${body.formerDevice}`,
  });
}

function checkCustodian(seal: SealCaseRow, person: Person): void {
  if (person.account !== seal.custodian_account || person.name !== seal.custodian_name) {
    throw refuse('notTheCustodian', { account: person.account });
  }
}

async function requireSealOf(
  tx: StoreTransaction,
  station: string,
  esId: string,
): Promise<readonly [SealCaseRow, SealMakingRow]> {
  const seal = await findCaseOfSeal(tx, esId);
  const making = await findMaking(tx, esId);
  if (seal === undefined || making === undefined || seal.station !== station) {
    throw new StationError('SEAL_NOT_FOUND', { detail: '@registry.notThisStation', esId });
  }
  return [seal, making];
}
