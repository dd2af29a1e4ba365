import { transaction } from '#main/storage/database.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { completeToken } from '#main/token/complete-token.ts';
import { bearKey, type BornKey } from '#main/token/personalise-token.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { requiredMaterials } from '#shared/model/seal-materials.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import type { Station } from './open-station.ts';

/** A key to be made and a seal to be applied for. */
export interface SealOrder extends Pick<
  SealApplication,
  'sealName' | 'category' | 'impression' | 'handler' | 'custodian'
> {
  /** The token to be made into the seal's; everything on it is lost. */
  readonly token: TokenRef;
  readonly officerPin: string;
  readonly userPin: string;
  readonly sizeMm: number;
  /** Number under which the physical seal is filed; it must exist first (XC-E-8). */
  readonly physicalRecord: string;
}

export interface IssueSealOrder extends SealOrder {
  /**
   * Told when the application lies at the registry; resolves when the seal is made.
   * @returns the seal's identifier
   */
  readonly whenApplied: (caseId: string) => Promise<string>;
}

/** A key born on a token, certified, with a seal made for it; not delivered yet. */
export interface IssuedSeal {
  readonly token: TokenRef & { readonly model: string; readonly isTraining: boolean };
  readonly caseId: string;
  readonly esId: string;
}

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** A key that was born for a seal whose application lies at the registry; holds no secret. */
export interface AppliedSeal {
  readonly key: BornKey;
  readonly model: string;
  readonly isTraining: boolean;
  readonly caseId: string;
}

/**
 * Erase a token, let its key pair be born and apply for a seal with a request the key signed.
 *
 * @throws TOKEN_*, REGISTRY_*, SYNC_*; after a failure the token must be erased anew
 */
export async function applyForSeal(
  station: Pick<Station, 'parts' | 'tokens'>,
  client: RegistryClient,
  order: SealOrder,
): Promise<AppliedSeal> {
  const tokens = station.tokens();
  const { serial, manufacturer } = order.token;
  const plugged = (await tokens.listTokens()).find(
    (token) => token.serial === serial && token.manufacturer === manufacturer,
  );
  if (!plugged) throw new StationError('TOKEN_ABSENT', {});
  const { model, isTraining } = plugged;
  const { db, clock, ids } = station.parts;
  const { identity } = station.parts.ready();
  const { request, ...key } = await bearKey(tokens, {
    token: { serial, manufacturer },
    label: order.sealName,
    officerPin: order.officerPin,
    userPin: order.userPin,
    use: new CertificateRequestUse(ids.uuid(), { C: 'CN', O: identity.unitName, CN: order.sealName }),
    clock,
    onSignature: (signature) => transaction(db, (tx) => journalSignature(tx, signature)),
  });
  const { caseId } = await client.apply(application(station, order, request, { serial: key.token.serial, model }));
  return { key, model, isTraining, caseId };
}

/**
 * Write certificate and seal onto the key once the registry's people have made them. The PIN is asked through `pinEntry`.
 *
 * @throws TOKEN_*, SEAL_NOT_FOUND, SYNC_*; may be repeated
 */
export async function writeMadeSeal(
  station: Pick<Station, 'tokens'>,
  client: RegistryClient,
  made: { readonly key: BornKey; readonly isTraining: boolean; readonly esId: string; readonly label: string },
  pinEntry: PinEntry,
): Promise<void> {
  const object = await client.sealObject(made.esId);
  const contents = { label: made.label, certificate: base64(object.certificate), seal: base64(object.seal) };
  await completeToken(station.tokens(), made.key, contents, { pinEntry, isTrainingKeyAllowed: made.isTraining });
}

/**
 * The whole way in one go, where the registry's people act at once.
 *
 * @throws what `applyForSeal` and `writeMadeSeal` throw
 */
export async function issueSealOnToken(
  station: Pick<Station, 'parts' | 'tokens'>,
  client: RegistryClient,
  order: IssueSealOrder,
): Promise<IssuedSeal> {
  const { key, model, isTraining, caseId } = await applyForSeal(station, client, order);
  const esId = await order.whenApplied(caseId);
  const pinEntry: PinEntry = { askPin: async () => ({ kind: 'pin', pin: order.userPin }) };
  await writeMadeSeal(station, client, { key, isTraining, esId, label: order.sealName }, pinEntry);
  return { token: { ...key.token, model, isTraining }, caseId, esId };
}

function application(
  station: Pick<Station, 'parts'>,
  order: SealOrder,
  request: Uint8Array,
  token: { serial: string; model: string },
): SealApplication {
  const { unitCode, stationId } = station.parts.ready().identity;
  const { sealName, category, impression, handler, custodian, sizeMm } = order;
  return {
    unit: unitCode,
    sealName,
    category,
    widthMm: sizeMm,
    heightMm: sizeMm,
    impression,
    physicalSeal: { recordNumber: order.physicalRecord, widthMm: sizeMm },
    // The papers themselves are handed in at the registry's desk; the application names them.
    materials: requiredMaterials.map((name) => ({ name, sm3: '0'.repeat(64) })),
    truthDeclared: true,
    handler,
    custodian,
    station: stationId,
    token,
    certificateRequest: Buffer.from(request).toString('base64'),
  };
}
