import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toHex } from '#shared/log/text-bytes.ts';
import { sealTypeCodes, type SealApplication } from '#shared/registry/seal-application.ts';
import { writeSeal, writeSealInfo } from '#main/formats/ses/write.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { buildChain } from '#main/trust/chain.ts';
import { mintSealMakingUse } from '#main/warrant/seal-making-use.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { nextNumber } from '../store/registry-store.ts';
import type { AccountTable, SealCaseRow, StoreTransaction, UnitTable } from '../store/registry-schema.ts';
import { insertMaking } from '../store/seal-case-repository.ts';
import { findUnit } from '../store/station-repository.ts';
import { findTokenModel } from '../store/token-model-repository.ts';
import { impressionOf } from './application-desk.ts';
import { markAsTest } from './seal-image.ts';
import { moveSeal, requireCase } from './seal-transition.ts';

/** Vendor identifier written into the seals of this program. */
const vendorId = 'SEALKEEPER';

function refuse(detail: string): StationError {
  return new StationError('REGISTRY_MAKING_REFUSED', { detail: `@registry.${detail}` });
}

/**
 * Make a reviewed seal: certify the key of the USB Key, write the seal structure (V4) and sign it as seal maker. The
 * validity of the seal is that of the certificate and is never typed (XC-E-10); the make information is insert-only.
 *
 * @throws REGISTRY_MAKING_REFUSED when reviewer and maker are one person, the maker's certificate is not valid, or the
 * holder's certificate does not lead to the root; REGISTRY_APPLICATION_INVALID for an unreadable certificate request
 */
export async function makeSeal(
  parts: RegistryParts,
  tx: StoreTransaction,
  maker: AccountTable,
  order: { readonly caseId: string; readonly validDays: number },
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, order.caseId);
  if (seal.reviewed_by === maker.account) throw refuse('reviewerIsMaker');
  const unit = await findUnit(tx, seal.unit);
  const application = JSON.parse(seal.application) as SealApplication;
  const model = await findTokenModel(tx, seal.token_model);
  const request = fromBase64(application.certificateRequest);
  if (unit === undefined || model === undefined || request === null) throw refuse('chainBroken');
  const at = wholeSecond(parts.clock.now());
  const certificate = readCertificate(
    parts.authority.issue(request, {
      kind: 'seal-holder',
      organization: unit.name,
      commonName: seal.seal_name,
      at,
      validDays: order.validDays,
    }),
  );
  const makerCertificate = checkMakingCertificates(parts, certificate, at);
  const isTraining = model.is_training === 1;
  const impression = isTraining ? markAsTest(impressionOf(application)) : impressionOf(application);
  const esId = await nextEsId(tx, unit);
  const sealInfo = writeSealInfo({
    vid: vendorId,
    esId,
    type: sealTypeCodes[application.category],
    name: seal.seal_name,
    certList: { kind: 'certificates', certificates: [certificate.der] },
    createdAt: at,
    validFrom: certificate.notBefore,
    validTo: certificate.notAfter,
    picture: { type: 'PNG', data: impression, widthMm: application.widthMm, heightMm: application.heightMm },
  });
  const use = mintSealMakingUse({ useId: parts.ids.uuid(), sealEsId: esId, sealInfoSm3: sm3(sealInfo) });
  const signatureDer = parts.authority.signSealInfo(use, sealInfo);
  // Moved first: a seal that may not be made in its state leaves no make information behind.
  const moved = await moveSeal(parts, tx, seal, {
    event: 'make',
    by: maker.account,
    as: 'maker',
    change: {
      es_id: esId,
      made_by: maker.account,
      valid_from: certificate.notBefore.toISOString(),
      valid_to: certificate.notAfter.toISOString(),
    },
  });
  await insertMaking(tx, {
    es_id: esId,
    case_id: seal.case_id,
    seal: writeSeal({ sealInfo, makerCertificate: makerCertificate.der, signatureDer }),
    certificate: certificate.der,
    maker_certificate: makerCertificate.der,
    impression_sm3: toHex(sm3(impression)),
    is_training: model.is_training,
    reviewed_by: seal.reviewed_by ?? '',
    made_by: maker.account,
    made_at: at.toISOString(),
  });
  return moved;
}

/** HN-13: the certificates are checked at making, path, period and use. */
function checkMakingCertificates(parts: RegistryParts, holder: Certificate, at: Date): Certificate {
  const { root, intermediates, makers } = parts.authority;
  const trusted = { roots: [readCertificate(root)], intermediates: intermediates.map(readCertificate), at };
  if (!buildChain(holder, trusted).isTrusted) throw refuse('chainBroken');
  const maker = makers.map(readCertificate).find((one) => one.notBefore <= at && at < one.notAfter);
  if (maker === undefined || !buildChain(maker, { ...trusted, role: 'seal-maker' }).isTrusted) {
    throw refuse('makerUntrusted');
  }
  return maker;
}

/** 14 digits: the region of the unit and a number that rises. */
async function nextEsId(tx: StoreTransaction, unit: UnitTable): Promise<string> {
  return unit.region + String(await nextNumber(tx, 'seal')).padStart(8, '0');
}

/** Certificates and seals carry whole seconds. */
function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}
