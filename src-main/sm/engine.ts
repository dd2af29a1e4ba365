import type { SmEngine } from './engine-port.ts';
import { loadNativeEngine } from './native-engine.ts';

const isFallbackWanted = process.env['SEALKEEPER_SM'] === 'fallback';
const native = isFallbackWanted ? null : loadNativeEngine();

/** The engine of this process, chosen once: the addon, or the fallback where it is missing or SEALKEEPER_SM=fallback. */
// The fallback is imported only when it is used: it compiles WebAssembly and is not part of every start.
export const engine: SmEngine = native ?? (await import('./fallback-engine.ts')).fallbackEngine;

/** Which engine computes SM2 and SM3 here, for `doctor` and for the compliance page. */
export function smEngine(): SmEngine['name'] {
  return engine.name;
}
