import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeal } from '#main/formats/ses/read.ts';
import { readSignatureValue } from '#main/sm/signature-encoding.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { toPem } from '#main/trust/certificate-file.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { checkSealMaker } from '#main/trust/seal-maker.ts';
import { parseTrustList } from '#main/trust/trust-list.ts';
import { fromBase64 } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { SealObject } from '#shared/registry/seal-case.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { activationOf, activeSeal, deliveredSeal, sealApplication, softSealKey } from '#test/support/test-seal.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const { administration, oversight } = registryContract;
const der = (base64: string): Uint8Array => fromBase64(base64) ?? new Uint8Array(0);

/** What OpenSSL says of one link: is `subject` signed by `issuer`? Longer chains it checks without the SM2 user id. */
function verify(issuer: string, subject: string): string {
  const args = ['-partial_chain', '-vfyopt', 'distid:1234567812345678', '-trusted', issuer, subject];
  return spawnSync('openssl', ['verify', ...args], { encoding: 'utf8' }).stdout.trim();
}

let registry: RegistryProcess;
let station: TestStation;
let object: SealObject & { readonly caseId: string };
const key = softSealKey();

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
  station = await enrolTestStation(registry);
  object = await activeSeal(registry, station, key);
});
afterAll(async () => {
  station.close();
  await registry.remove();
});

describe('a seal from application to use', () => {
  it('is a V4 seal signed by the pinned maker, with the certificate of the USB Key in its list', async () => {
    const seal = readSeal(der(object.seal));
    const maker = readCertificate(seal.makerCertificate);
    const signature = readSignatureValue(seal.signature);
    const trust = parseTrustList((await station.client.trustList()).statement);
    expect(seal).toMatchObject({ layout: 'V4', esId: object.esId, name: '青禾县农业农村局', deviations: [] });
    expect(seal.certList).toEqual({ kind: 'certificates', certificates: [der(object.certificate)] });
    expect(sm2Verify(maker.publicKey!, seal.signedBytes, signature!.rs)).toBe(true);
    expect(checkSealMaker(maker, trust, seal.createdAt).isTrusted).toBe(true);
  });

  it('is valid exactly as long as its certificate (AC-XC-E-10, AC-XA-E-14)', () => {
    const seal = readSeal(der(object.seal));
    const certificate = readCertificate(der(object.certificate));
    expect([seal.validFrom, seal.validTo]).toEqual([certificate.notBefore, certificate.notAfter]);
    expect(certificate.publicKey).toEqual(key.publicKey);
  });

  it('says 测试 wherever people look: in the certificates and across the image (AC-XC-E-18)', () => {
    const seal = readSeal(der(object.seal));
    const certificate = readCertificate(der(object.certificate));
    expect(certificate.issuer).toContain('测试');
    expect(certificate.subject).toContain('测试');
    expect(seal.picture).toMatchObject({ type: 'PNG', widthMm: 42, heightMm: 42 });
    expect(seal.picture.data.length).toBeLessThan(20_000);
  });

  it.skipIf(!canRun('openssl'))(
    'holds in the eyes of OpenSSL: structure, maker signature, and the chain link by link',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'chain-'));
      const openssl = openOpensslSm2();
      const seal = readSeal(der(object.seal));
      const save = (name: string, bytes: Uint8Array): string => {
        writeFileSync(join(folder, name), toPem(bytes));
        return join(folder, name);
      };
      try {
        const [root, sub] = [save('root.pem', der(object.root)), save('sub.pem', der(object.intermediates[0] ?? ''))];
        const holder = save('holder.pem', der(object.certificate));
        const maker = save('maker.pem', seal.makerCertificate);
        expect(verify(root, sub)).toBe(`${sub}: OK`);
        expect(verify(sub, holder)).toBe(`${holder}: OK`);
        expect(verify(sub, maker)).toBe(`${maker}: OK`);
        const makerKey = readCertificate(seal.makerCertificate).publicKey!;
        expect(openssl.verify(makerKey, seal.signedBytes, seal.signature, '1234567812345678')).toBe(true);
        const parsed = spawnSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der(object.seal) });
        expect(parsed.status).toBe(0);
        expect(parsed.stdout.toString()).toContain(object.esId);
      } finally {
        openssl.close();
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('keeps who did what in the dossier, reviewer and maker being two people', async () => {
    const dossier = await registry.as('auditor').call(oversight.dossier, { caseId: object.caseId });
    expect(dossier.events.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'draft admin',
      'submit admin',
      'approve reviewer',
      'make maker',
      'file reviewer',
      'deliver maker',
      'activate wang',
    ]);
    expect(dossier.seal).toMatchObject({ state: 'active', reviewedBy: 'reviewer', madeBy: 'maker' });
  });

  it('is in the signed status list, whose number rises with every step', async () => {
    const before = (await station.client.statusList()).statement;
    const decision = { caseId: object.caseId, reason: '例行检查' };
    await registry.as('reviewer').call(administration.suspend, decision);
    const after = (await station.client.statusList()).statement;
    await registry.as('reviewer').call(administration.resume, { ...decision, requestNumber: '函〔2026〕1号' });
    expect(before.seals).toMatchObject([{ esId: object.esId, state: 'active' }]);
    expect(after.seals).toMatchObject([{ esId: object.esId, state: 'suspended', reason: '例行检查' }]);
    expect(after.number).toBe(before.number + 1);
  });

  it('is not activated by another key, another custodian, another station or an old challenge', async () => {
    const second = softSealKey();
    const application = sealApplication(station.id, second, { sealName: '行政审批专用章' });
    const { esId = '' } = await deliveredSeal(registry, application);
    const seal = await station.client.sealObject(esId);
    const good = activationOf(station.id, seal, second);
    const foreign = await enrolTestStation(registry);
    const refused = (activation: typeof good, client = station.client): Promise<unknown> =>
      client.activate(activation).catch((error: unknown) => error);
    expect(await refused({ ...good, proof: activationOf(station.id, seal, key).proof })).toMatchObject({
      facts: { detail: '@registry.activationProof' },
    });
    expect(await refused({ ...good, custodian: { account: 'zhao', name: '赵经办' } })).toMatchObject({
      facts: { detail: '@registry.notTheCustodian' },
    });
    expect(await refused({ ...good, challenge: 'b'.repeat(64) })).toMatchObject({
      facts: { detail: '@registry.activationStatement' },
    });
    expect(await refused(activationOf(foreign.id, seal, second), foreign.client)).toMatchObject({
      code: 'SEAL_NOT_FOUND',
    });
    expect(await station.client.activate(good)).toMatchObject({ state: 'active' });
    expect(await refused(good)).toMatchObject({ code: 'REGISTRY_SEAL_STATE' });
    foreign.close();
  });
});
