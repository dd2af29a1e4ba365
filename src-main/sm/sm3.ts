import { engine } from './engine.ts';
import type { Sm3Hash, Sm3Pass } from './engine-port.ts';

export type { Sm3Hash, Sm3Pass } from './engine-port.ts';

/**
 * SM3 over the parts one after another.
 *
 * @returns 32 bytes
 * @see GB/T 32905-2016
 */
export function sm3(...parts: Uint8Array[]): Uint8Array {
  return engine.sm3(parts);
}

/** Begins an SM3 computation that takes its input in pieces and can be cloned on the way. */
export function createSm3(): Sm3Hash {
  return engine.createSm3();
}

/**
 * Begins one pass over an open file whose beginnings are wanted, on a thread of its own where the engine has one.
 *
 * @param file a descriptor, read by offsets alone, to be closed after the end of the pass
 * @param size bytes
 */
export function startSm3Pass(file: number, size: number): Sm3Pass {
  return engine.startSm3Pass(file, size);
}
