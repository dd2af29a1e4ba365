import type { SmEngine } from '#main/sm/engine-port.ts';
import { fallbackEngine } from '#main/sm/fallback-engine.ts';
import { loadNativeEngine } from '#main/sm/native-engine.ts';

const native = loadNativeEngine();
if (!native) throw new Error('native/gm is not built: run node native/setup/setup.ts');

/** Both engines, for specifications that each must fulfil. */
export const nativeEngine: SmEngine = native;
export const smEngines: readonly { name: string; engine: SmEngine }[] = [
  { name: 'native', engine: native },
  { name: 'fallback', engine: fallbackEngine },
];
