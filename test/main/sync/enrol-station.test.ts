import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { enrolStation, type EnrolmentOrder } from '#main/sync/enrol-station.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { createUnit, demoUnit } from '#test/support/enrolled-station.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';

const { administration } = registryContract;

let registry: RegistryProcess;
const pair = generateSm2KeyPair();
const key = {
  publicKey: pair.publicKey,
  sign: (message: Uint8Array): Uint8Array => sm2Sign(pair.privateKey, pair.publicKey, message),
};

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
});
afterAll(() => registry.remove());

async function ticket(): Promise<EnrolmentOrder> {
  const told = await registry.as('admin').call(administration.createEnrolmentCode, { unit: demoUnit.code });
  return { ...told, hostName: 'office-pc' };
}
const enrol = (order: EnrolmentOrder, machineKey = key) => enrolStation(registry.as(), machineKey, order, new Date());

describe('enrolment of a station', () => {
  it('certifies the machine key under the name told beforehand', async () => {
    const order = await ticket();
    const enrolled = await enrol(order);
    const certificate = readCertificate(enrolled.certificate);
    expect(certificate).toMatchObject({ commonName: order.station, publicKey: pair.publicKey, isCa: false });
    expect(enrolled).toMatchObject({ unitCode: demoUnit.code, unitName: demoUnit.name });
  });

  it('takes the root digest as people write it: in groups, in capitals', async () => {
    const order = await ticket();
    const grouped = order.rootSm3.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ');
    await expect(enrol({ ...order, rootSm3: grouped })).resolves.toMatchObject({ unitName: demoUnit.name });
  });

  it('sends no code to a registry whose root is not the one told (SYNC_ROOT_MISMATCH)', async () => {
    const order = await ticket();
    const paths: string[] = [];
    const watched = createTransport({
      url: registry.url,
      fetch: (input, init) => {
        paths.push(new URL(input as URL).pathname);
        return fetch(input, init);
      },
    });
    const attempt = enrolStation(watched, key, { ...order, rootSm3: '0'.repeat(64) }, new Date());
    await expect(attempt).rejects.toMatchObject({ code: 'SYNC_ROOT_MISMATCH' });
    expect(paths).toEqual(['/v1/certificates']);
  });

  it('refuses a wrong code, and a code that was used', async () => {
    const order = await ticket();
    await expect(enrol({ ...order, code: '2222-3333-4444-5555' })).rejects.toMatchObject({
      code: 'REGISTRY_ENROLMENT_REFUSED',
      facts: { detail: '@registry.codeUnknown' },
    });
    await enrol(order);
    await expect(enrol(order)).rejects.toMatchObject({ facts: { detail: '@registry.codeUsed' } });
  });

  it('refuses a request that is not signed by the key it names', async () => {
    const other = generateSm2KeyPair();
    const borrowed = { ...key, publicKey: other.publicKey };
    await expect(enrol(await ticket(), borrowed)).rejects.toMatchObject({
      facts: { detail: '@registry.requestUnreadable' },
    });
  });

  it('refuses an answer for another station than the one told', async () => {
    const order = await ticket();
    await expect(enrol({ ...order, station: 'WS-410799-9999' })).rejects.toMatchObject({
      code: 'SYNC_RECEIPT_INVALID',
    });
  });
});
