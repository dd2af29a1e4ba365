import { writeSeal, writeSealInfo, type SealInfoInput } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import type { KeyHolder } from '#test/support/demo-authority.ts';

/** Contents of a seal for tests, with what a test cares about put over it. */
export function sampleSealInfo(changes: Partial<SealInfoInput> = {}): SealInfoInput {
  return {
    vid: 'SEALKEEPER',
    esId: '11010000000001',
    type: 1,
    name: '测试单位公章',
    certList: { kind: 'certificates', certificates: [] },
    createdAt: new Date('2026-01-01T00:00:00Z'),
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2031-01-01T00:00:00Z'),
    picture: { type: 'PNG', data: Uint8Array.of(0x89, 0x50, 0x4e, 0x47), widthMm: 42, heightMm: 42 },
    ...changes,
  };
}

/** A V4 seal made by `maker` for one signer. */
export function makeSeal(maker: KeyHolder, signer: KeyHolder, changes: Partial<SealInfoInput> = {}): Uint8Array {
  const sealInfo = writeSealInfo(
    sampleSealInfo({ certList: { kind: 'certificates', certificates: [signer.certificate.der] }, ...changes }),
  );
  const signatureDer = rsToDer(maker.sign(sealInfo));
  return writeSeal({ sealInfo, makerCertificate: maker.certificate.der, signatureDer });
}
