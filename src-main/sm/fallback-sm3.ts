import { createSM3 } from 'hash-wasm';
import type { Sm3Hash } from './engine-port.ts';

/** A computation that is not in the instance has its state in `saved`; none means it has not begun. */
interface Computation {
  saved: Uint8Array | undefined;
  isEnded: boolean;
}

// One WebAssembly instance serves every hash: making one is asynchronous, and callers need SM3 without waiting.
// The state of the computation that used the instance last stays in it; it is saved only when another takes over.
const instance = await createSM3();
let resident: Computation | undefined;

function enter(computation: Computation): typeof instance {
  if (computation.isEnded) throw new TypeError('this SM3 state has already given its digest');
  if (resident === computation) return instance;
  if (resident) resident.saved = instance.save();
  resident = computation;
  return computation.saved ? instance.load(computation.saved) : instance.init();
}

export function createFallbackSm3(saved?: Uint8Array): Sm3Hash {
  const computation: Computation = { saved, isEnded: false };
  const hash: Sm3Hash = {
    update: (bytes) => {
      enter(computation).update(bytes);
      return hash;
    },
    clone: () => createFallbackSm3(enter(computation).save()),
    digest: () => {
      const digest = enter(computation).digest('binary');
      computation.isEnded = true;
      resident = undefined;
      return digest;
    },
  };
  return hash;
}
