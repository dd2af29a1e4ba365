import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { parseTrustList } from '#main/trust/trust-list.ts';
import { fromBase64 } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { activeSeal, softSealKey } from '#test/support/test-seal.ts';
import { canRun } from '#test/support/foreign-programs.ts';

const { open } = registryContract;

let registry: RegistryProcess;
let station: TestStation;

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
  station = await enrolTestStation(registry);
  await activeSeal(registry, station, softSealKey());
});
afterAll(async () => {
  station.close();
  await registry.remove();
});

/** Sorted keys, no spaces, UTF-8: canonical JSON of whole numbers and text, by Python's own writer. */
function byPython(value: object): Buffer {
  const program =
    'import json,sys; d=json.load(sys.stdin); ' +
    'sys.stdout.buffer.write(json.dumps(d,sort_keys=True,separators=(",",":"),ensure_ascii=False).encode())';
  return execFileSync('python3', ['-c', program], { input: JSON.stringify(value) });
}

describe('what the registry publishes', () => {
  it.skipIf(!canRun('python3', 'openssl'))(
    'verifies with Python writing the JSON and OpenSSL checking the signature',
    async () => {
      const signed = await registry.as().call(open.statusList, undefined);
      const key = readCertificate(fromBase64(signed.certificate)!).publicKey!;
      const message = Buffer.concat([Buffer.from('sealkeeper/status-list/v1\n'), byPython(signed.statement)]);
      const openssl = openOpensslSm2();
      const signatureDer = rsToDer(fromBase64(signed.signature)!);
      expect(openssl.verify(key, message, signatureDer, '1234567812345678')).toBe(true);
      expect(openssl.verify(key, Buffer.concat([message, Buffer.from(' ')]), signatureDer, '1234567812345678')).toBe(
        false,
      );
      openssl.close();
    },
  );

  it('is a trust list with one root, the operating CA and the pinned maker', async () => {
    const { statement } = await registry.as().call(open.trustList, undefined);
    const list = parseTrustList(statement);
    expect(list.signerRoots.map(({ commonName }) => commonName)).toEqual(['演示根 CA（测试，不可信）']);
    expect(list.intermediates).toHaveLength(1);
    expect(list.makers.map(({ commonName }) => commonName)).toEqual(['演示制章者（测试）']);
  });

  it('names seals and states but no person (U-REG-10)', async () => {
    const { statement } = await registry.as().call(open.statusList, undefined);
    expect(statement.seals).toHaveLength(1);
    expect(JSON.stringify(statement)).not.toMatch(/王保管|wang/);
  });
});
