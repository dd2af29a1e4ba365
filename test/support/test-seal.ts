import { systemIds } from '#main/platform/ids.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { generateSm2KeyPair, sm2Sign, type Sm2KeyPair } from '#main/sm/sm2.ts';
import { statementFor } from '#main/token/use-statements.ts';
import { assembleCertificateRequest, certificationRequestInfo } from '#main/trust/certificate-request.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { ActivationProofUse } from '#main/warrant/key-use.ts';
import { toBase64 } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { requiredMaterials } from '#shared/model/seal-materials.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import type { Activation, SealCase, SealObject } from '#shared/registry/seal-case.ts';
import { demoUnit, type TestStation } from './enrolled-station.ts';
import type { RegistryProcess } from './registry-process.ts';

const { administration } = registryContract;
export const custodian = { account: 'wang', name: '王保管' };

/** Stands in for a USB Key: an SM2 key in memory. The journey with the real PKCS#11 training key is tested elsewhere. */
export const softSealKey = (): Sm2KeyPair => generateSm2KeyPair();

export function certificateRequestOf(key: Sm2KeyPair): string {
  const info = certificationRequestInfo({
    subjectDer: distinguishedName({ C: 'CN', O: demoUnit.name, CN: '印章密钥' }),
    publicKey: key.publicKey,
  });
  const signatureDer = rsToDer(sm2Sign(key.privateKey, key.publicKey, info));
  return toBase64(assembleCertificateRequest({ info, signatureDer }));
}

export function sealApplication(
  station: string,
  key: Sm2KeyPair,
  changes: Partial<SealApplication> = {},
): SealApplication {
  return {
    unit: demoUnit.code,
    sealName: demoUnit.name,
    category: 'business',
    widthMm: 42,
    heightMm: 42,
    impression: { kind: 'shipped', name: 'unit-seal' },
    physicalSeal: { recordNumber: '4107990000001', widthMm: 42 },
    materials: requiredMaterials.map((name) => ({ name, sm3: 'a'.repeat(64) })),
    truthDeclared: true,
    handler: { account: 'zhao', name: '赵经办' },
    custodian,
    station,
    token: { serial: '0123456789ABCDEF', model: 'softkey-training' },
    certificateRequest: certificateRequestOf(key),
    ...changes,
  };
}

export const approval = {
  decision: 'approve',
  isComplete: true,
  isTrue: true,
  isLawful: true,
  impressionConfirmed: true,
} as const;

/** Applied for, reviewed and made. */
export async function madeSeal(registry: RegistryProcess, application: SealApplication): Promise<SealCase> {
  const { caseId } = await registry.as('admin').call(administration.apply, application);
  await registry.as('reviewer').call(administration.review, { caseId, ...approval });
  return registry.as('maker').call(administration.make, { caseId, validDays: 365 });
}

/** Filed and handed over. */
export async function deliveredSeal(registry: RegistryProcess, application: SealApplication): Promise<SealCase> {
  const { caseId } = await madeSeal(registry, application);
  await registry.as('reviewer').call(administration.file, { caseId, filingNumber: '备案 2026-001' });
  const delivery = { caseId, tokenSerial: application.token.serial, receivedBy: custodian };
  return registry.as('maker').call(administration.deliver, delivery);
}

export function activationOf(station: string, seal: SealObject, key: Sm2KeyPair): Activation {
  const useId = systemIds.uuid();
  const challenge = seal.challenge ?? '';
  const use = new ActivationProofUse(useId, { sealEsId: seal.esId, stationId: station, challenge });
  const proof = toBase64(sm2Sign(key.privateKey, key.publicKey, statementFor(use)));
  return { esId: seal.esId, useId, challenge, proof, custodian, formerDevice: 'none' };
}

/** In use on this station. @returns the seal structure and what came with it */
export async function activeSeal(
  registry: RegistryProcess,
  station: TestStation,
  key: Sm2KeyPair,
  changes: Partial<SealApplication> = {},
): Promise<SealObject & { readonly caseId: string }> {
  const { caseId, esId = '' } = await deliveredSeal(registry, sealApplication(station.id, key, changes));
  const seal = await station.client.sealObject(esId);
  await station.client.activate(activationOf(station.id, seal, key));
  return { ...seal, caseId };
}
