import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Sm2KeyPair, Sm3Hash, Sm3Pass, SmEngine } from './engine-port.ts';

/** What native/gm exports. Arguments are checked there; a wrong type or length is a TypeError. */
interface GmAddon {
  readonly Sm3: new () => Sm3Hash;
  readonly Sm3Pass: new (file: number, size: number) => Sm3Pass;
  sm3(...parts: readonly Uint8Array[]): Uint8Array;
  sm2Za(publicKey: Uint8Array, userId: Uint8Array): Uint8Array;
  sm2Verify(publicKey: Uint8Array, message: Uint8Array, signatureRs: Uint8Array, userId: Uint8Array): boolean;
  sm2VerifyDigest(publicKey: Uint8Array, e: Uint8Array, signatureRs: Uint8Array): boolean;
  sm2SignDigest(privateKey: Uint8Array, e: Uint8Array): Uint8Array;
  generateSm2KeyPair(): Sm2KeyPair;
  isSm2Point(publicKey: Uint8Array): boolean;
}

/** The addon's one-shot call takes this many parts; it keeps them on its stack. */
const ONE_SHOT_PARTS = 16;

const addonPath = fileURLToPath(new URL('../../native/build/gm/gm.node', import.meta.url));

/**
 * The engine over native/gm, or null where the addon was not built.
 *
 * An addon that is there but does not load is an error and is thrown: falling back in silence would hide a broken
 * installation behind a program that is a hundred times slower.
 */
export function loadNativeEngine(): SmEngine | null {
  if (!existsSync(addonPath)) return null;
  const addon = createRequire(import.meta.url)(addonPath) as GmAddon;
  return {
    name: 'native',
    sm3: (parts) => (parts.length <= ONE_SHOT_PARTS ? addon.sm3(...parts) : streamed(addon, parts)),
    createSm3: () => new addon.Sm3(),
    startSm3Pass: (file, size) => new addon.Sm3Pass(file, size),
    sm2Za: addon.sm2Za,
    sm2Verify: addon.sm2Verify,
    sm2VerifyDigest: addon.sm2VerifyDigest,
    sm2SignDigest: addon.sm2SignDigest,
    generateSm2KeyPair: addon.generateSm2KeyPair,
    isSm2Point: addon.isSm2Point,
  };
}

function streamed(addon: GmAddon, parts: readonly Uint8Array[]): Uint8Array {
  const hash = new addon.Sm3();
  for (const part of parts) hash.update(part);
  return hash.digest();
}
