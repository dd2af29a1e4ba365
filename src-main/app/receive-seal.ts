import { installSeal, type KeptSeal } from '#main/seals/kept-seals.ts';
import { keepPapers } from '#main/seals/seal-life.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import { recordEnrolment } from '#main/token/enrolment-repository.ts';
import { recordPinSet } from '#main/token/pin-age.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { enrolmentOf, type Enrolment } from '#main/token/self-test.ts';
import { openSigningSession } from '#main/token/signing-session.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { ActivationProofUse } from '#main/warrant/key-use.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import type { ApprovalChain } from '#shared/model/seal.ts';
import type { SealCase } from '#shared/registry/seal-case.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Station } from './open-station.ts';

export interface ReceiveOrder {
  readonly esId: string;
  readonly sealCode: string;
  readonly category: string;
  readonly custodian: Person;
  readonly holder: string | null;
  readonly chain: ApprovalChain | null;
  readonly token: TokenRef & { readonly model: string; readonly isTraining: boolean };
  readonly pinEntry: PinEntry;
}

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/**
 * Take a delivered seal into keeping and into use: fetch the object, prove to the registry that its key is here, keep
 * it. The proof is a statement of the token room that can never be a seal signature. Where the registry has taken an
 * earlier proof and this station lost the answer, the key is shown once more and the registry is not asked again.
 *
 * @throws SEAL_*, TOKEN_*, REGISTRY_*
 */
export async function receiveSeal(
  station: Pick<Station, 'parts' | 'tokens'>,
  client: RegistryClient,
  order: ReceiveOrder,
): Promise<KeptSeal> {
  const { db, clock, ids } = station.parts;
  const { identity } = station.parts.ready();
  const object = await client.sealObject(order.esId);
  const certificate = base64(object.certificate);
  const { challenge } = object;
  if (challenge === undefined) throw new StationError('SEAL_NOT_ACTIVE', { state: `@states.seal.${object.state}` });
  const use = new ActivationProofUse(ids.uuid(), {
    sealEsId: order.esId,
    stationId: identity.stationId,
    challenge,
  });
  const { serial, manufacturer, model, isTraining } = order.token;
  const tokenIdentity = { serial, manufacturer, certificateSm3: sm3(certificate) };
  const session = await openSigningSession(station.tokens(), {
    use,
    clock,
    pinEntry: order.pinEntry,
    tokenIdentity,
    isTrainingKeyAllowed: isTraining,
  });
  let enrolment: Enrolment;
  let known: SealCase | undefined;
  try {
    const proof = await session.signStatement();
    transaction(db, (tx) => journalSignature(tx, proof));
    if (object.state !== 'active') {
      known = await client.activate({
        esId: order.esId,
        useId: use.useId,
        challenge,
        proof: Buffer.from(proof.signatureRs).toString('base64'),
        custodian: order.custodian,
        formerDevice: 'none',
      });
    }
    enrolment = await enrolmentOf(station.tokens(), tokenIdentity, clock.now());
  } finally {
    await session.close();
  }
  return transaction(db, (tx) => {
    recordEnrolment(tx, enrolment);
    keepPapers(tx, order.esId, {
      filingNumber: known?.filingNumber ?? null,
      reviewedBy: known?.reviewedBy ?? null,
      madeBy: known?.madeBy ?? null,
    });
    recordPinSet(tx, tokenIdentity, { how: 'taken-into-use', account: order.custodian.account, at: clock.now() });
    return installSeal(tx, {
      sealCode: order.sealCode,
      category: order.category,
      state: 'active',
      custodian: order.custodian.account,
      holder: order.holder,
      boundStation: identity.stationId,
      tokenSerial: serial,
      tokenManufacturer: manufacturer,
      tokenModel: model,
      isTraining,
      chain: order.chain,
      sealDer: base64(object.seal),
      certificate,
      installedAt: clock.now(),
    });
  });
}
