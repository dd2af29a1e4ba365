import { memorySource } from '#main/formats/byte-source.ts';
import { prepareOfd, type PreparedOfd } from '#main/formats/ofd/prepare.ts';
import { inspectOfdSignatures, type OfdSignatureReport } from '#main/formats/ofd/read-signatures.ts';
import type { StampInput } from '#main/formats/stamp-input.ts';

/** A stamp on the first page; its seal is no seal, which the package layer does not mind. */
export function stampInput(changes: Partial<StampInput> = {}): StampInput {
  return {
    placements: [{ page: 1, xMm: 120, yMm: 80, widthMm: 42, heightMm: 42 }],
    sealImage: { type: 'PNG', data: new Uint8Array() },
    sealDer: Buffer.from('seal'),
    signedAt: new Date('2026-03-04T05:06:07Z'),
    ...changes,
  };
}

export function prepare(bytes: Uint8Array, changes: Partial<StampInput> = {}): Promise<PreparedOfd> {
  return prepareOfd(memorySource(bytes), stampInput(changes));
}

/** A finished document whose signed value is not a signature; enough for everything that needs no key. */
export async function stamp(bytes: Uint8Array, changes: Partial<StampInput> = {}): Promise<Uint8Array> {
  return Buffer.concat([...(await prepare(bytes, changes)).finish(Buffer.from('signed value')).chunks]);
}

export function inspect(bytes: Uint8Array): Promise<OfdSignatureReport> {
  return inspectOfdSignatures(memorySource(bytes));
}

/** Facts that are not `ok`, as `check state reason`. */
export function complaints(facts: readonly { check: string; state: string; reason?: string }[]): string[] {
  return facts.filter(({ state }) => state !== 'ok').map(({ check, state, reason }) => `${check} ${state} ${reason}`);
}
