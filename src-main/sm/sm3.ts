import { engine } from './engine.ts';
import type { Sm3Hash } from './engine-port.ts';

export type { Sm3Hash } from './engine-port.ts';

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
