import { urgentLeavesAfter } from '#main/ledger/ledger-repository.ts';
import { readKeptSeal, type KeptSeal } from '#main/seals/kept-seals.ts';
import { earlierStates, readPapers, readSealLife } from '#main/seals/seal-life.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { appointmentOf, findPerson } from '#main/station/people.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { keptStatusList } from '#main/sync/accept-list.ts';
import type { TokenService } from '#main/token/token-service.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { KeyView, SealHistoryItem, SealView } from '#shared/contract/station.ts';
import { officeTime } from '#shared/model/register-entry.ts';

export function sealView(db: ReadableDb, seal: KeptSeal): SealView {
  const certificate = readCertificate(seal.certificate);
  return {
    esId: seal.esId,
    name: seal.name,
    category: seal.category,
    state: seal.state,
    custodian: seal.custodian,
    holder: seal.holder,
    validFrom: seal.seal.validFrom.toISOString(),
    validTo: seal.seal.validTo.toISOString(),
    widthMm: seal.seal.picture.widthMm,
    heightMm: seal.seal.picture.heightMm,
    tokenSerial: seal.tokenSerial,
    tokenModel: seal.tokenModel,
    isTraining: seal.isTraining,
    sealCode: seal.sealCode,
    custodianName: findPerson(db, seal.custodian)?.name ?? seal.custodian,
    custodianAppointment: appointmentOf(db, seal.custodian),
    filingNumber: readPapers(db, seal.esId).filingNumber,
    maker: readCertificate(seal.seal.makerCertificate).subject,
    certificate: {
      subject: certificate.subject,
      serialHex: certificate.serialHex,
      issuer: certificate.issuer,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      sm3: Buffer.from(sm3(seal.certificate)).toString('hex'),
    },
    chain: seal.chain && { version: seal.chain.version, steps: seal.chain.steps.map((step) => ({ ...step })) },
  };
}

/** What is known here of a seal's life, newest first. @throws SEAL_NOT_FOUND */
export function sealHistory(db: ReadableDb, esId: string): readonly SealHistoryItem[] {
  const kept = readKeptSeal(db, esId);
  const life = readSealLife(db, esId);
  const nothing = { name: null, state: null, reason: null };
  const items: SealHistoryItem[] = [
    {
      ...nothing,
      kind: 'made',
      at: officeTime(kept.seal.createdAt ?? kept.seal.validFrom),
      name: readCertificate(kept.seal.makerCertificate).subject,
    },
    {
      ...nothing,
      kind: 'received',
      at: officeTime(life.installedAt),
      name: findPerson(db, kept.custodian)?.name ?? kept.custodian,
    },
  ];
  for (const { record } of urgentLeavesAfter(db, -1)) {
    const { sealEsId, reason, by } = record.body;
    if (sealEsId !== esId) continue;
    items.push({ kind: 'suspended-here', at: officeTime(new Date(record.at)), name: by.name, state: null, reason });
  }
  for (const { state, since } of earlierStates(db, esId)) {
    // The state it came here with is told by its being taken into use.
    if (since > life.installedAt) items.push({ ...nothing, kind: 'registry', at: officeTime(since), state });
  }
  if (life.registryStateSince > life.installedAt) {
    const listed = keptStatusList(db)?.statement.seals.find((seal) => seal.esId === esId);
    const at = officeTime(life.registryStateSince);
    items.push({ ...nothing, kind: 'registry', at, state: life.registryState, reason: listed?.reason ?? null });
  }
  // They are gathered in the order of life; of two in one second the later one stands first.
  return items.toReversed().toSorted((a, b) => b.at.localeCompare(a.at));
}

/** @throws TOKEN_MODULE_NOT_LOADED */
export async function keyViews(tokens: TokenService): Promise<readonly KeyView[]> {
  const found = (await tokens.listTokens()).filter((token) => token.isInitialized);
  return found.map((token) => ({
    serial: token.serial,
    manufacturer: token.manufacturer,
    model: token.model,
    firmware: token.firmware,
    triesState: token.triesState,
    pinMustChange: token.pinMustChange,
    minPinLength: token.minPinLength,
    maxPinLength: token.maxPinLength,
    isTraining: token.isTraining,
  }));
}
