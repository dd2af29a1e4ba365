import { transaction } from '#main/storage/database.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { personaliseToken } from '#main/token/personalise-token.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { requiredMaterials } from '#shared/model/seal-materials.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import type { Station } from './open-station.ts';

export interface IssueSealOrder extends Pick<
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

/**
 * Initialise a token, let its key pair be born, apply for a seal with a request the key signed, wait until the
 * registry's people have made it, and write certificate and seal onto the token.
 *
 * @throws TOKEN_ABSENT, TOKEN_WRONG_KEY, REGISTRY_*, SYNC_*; after a failure the token must be personalised anew
 */
export async function issueSealOnToken(
  station: Pick<Station, 'parts' | 'tokens'>,
  client: RegistryClient,
  order: IssueSealOrder,
): Promise<IssuedSeal> {
  const tokens = station.tokens();
  const { serial, manufacturer } = order.token;
  const plugged = (await tokens.listTokens()).find(
    (token) => token.serial === serial && token.manufacturer === manufacturer,
  );
  if (!plugged) throw new StationError('TOKEN_ABSENT', {});
  const { model, isTraining } = plugged;
  const { db, clock, ids } = station.parts;
  const { identity } = station.parts.ready();
  let made: { caseId: string; esId: string } | undefined;
  const personalised = await personaliseToken(tokens, {
    token: { serial, manufacturer },
    label: order.sealName,
    officerPin: order.officerPin,
    userPin: order.userPin,
    use: new CertificateRequestUse(ids.uuid(), { C: 'CN', O: identity.unitName, CN: order.sealName }),
    clock,
    onSignature: (signature) => transaction(db, (tx) => journalSignature(tx, signature)),
    issueCertificate: async (request, token) => {
      const { caseId } = await client.apply(application(station, order, request, { serial: token.serial, model }));
      const esId = await order.whenApplied(caseId);
      made = { caseId, esId };
      return base64((await client.sealObject(esId)).certificate);
    },
    makeSeal: async () => base64((await client.sealObject(made!.esId)).seal),
  });
  const written = { serial: personalised.identity.serial, manufacturer: personalised.identity.manufacturer };
  return { token: { ...written, model, isTraining }, ...made! };
}

function application(
  station: Pick<Station, 'parts'>,
  order: IssueSealOrder,
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
