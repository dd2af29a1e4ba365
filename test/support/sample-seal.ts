import type { SealInfoInput } from '#main/formats/ses/write.ts';

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
