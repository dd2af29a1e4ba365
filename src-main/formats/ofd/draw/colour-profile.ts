import { readFileSync } from 'node:fs';
import { withDeadline } from './deadline.ts';
import { decoderFile } from './decoder-files.ts';

/** Colours as an ICC profile means them, as those of a screen (sRGB). */
export interface ColourProfile {
  /** Components of a colour: 1 for gray, 3 for red, green and blue, 4 for inks. */
  readonly channels: 1 | 3 | 4;
  /** Colours in 8 bits, one after another, to three bytes each. @throws when it takes too long */
  toRgb(samples: Uint8Array): Uint8Array;
}

/** Spaces a profile may be of, with what the engine calls them. */
const spaces = {
  GRAY: { channels: 1, type: 3 },
  'RGB ': { channels: 3, type: 0 },
  CMYK: { channels: 4, type: 5 },
} as const;
/** Of the perceptual intent, which is what programs that show documents take. */
const intent = 0;
const mostProfileBytes = 8 * 2 ** 20;
/** For all colours of one picture. */
const deadlineMs = 4000;
/** Handed over at a time, so that the engine's memory stays small. */
const mostColours = 65_536;

/**
 * Opens a profile with qcms, the colour engine of Firefox, as pdf.js brings it in WebAssembly: it can touch nothing but
 * its own memory, and every profile gets one of its own. Null when it is no profile, too large, or of another space.
 */
export function openColourProfile(bytes: Uint8Array): ColourProfile | null {
  if (bytes.length < 132 || bytes.length > mostProfileBytes) return null;
  const space = spaces[Buffer.from(bytes.subarray(16, 20)).toString('latin1') as keyof typeof spaces];
  if (space === undefined || Buffer.from(bytes.subarray(36, 40)).toString('latin1') !== 'acsp') return null;
  try {
    const engine = startEngine();
    const make = (): number => engine.transformer(bytes, space.type);
    const transformer = withDeadline(deadlineMs, make) >>> 0;
    if (transformer === 0) return null;
    const { channels } = space;
    return {
      channels,
      toRgb: (samples) => withDeadline(deadlineMs, () => convert(engine, transformer, samples, channels)),
    };
  } catch {
    return null;
  }
}

function convert(engine: Engine, transformer: number, samples: Uint8Array, channels: number): Uint8Array {
  const colours = Math.floor(samples.length / channels);
  const rgb = new Uint8Array(colours * 3);
  for (let first = 0; first < colours; first += mostColours) {
    const part = samples.subarray(first * channels, Math.min(first + mostColours, colours) * channels);
    rgb.set(engine.convert(transformer, part), first * 3);
  }
  return rgb;
}

interface Engine {
  transformer(profile: Uint8Array, type: number): number;
  convert(transformer: number, samples: Uint8Array): Uint8Array;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly __wbindgen_externrefs: WebAssembly.Table;
  __wbindgen_malloc(length: number, alignment: number): number;
  __wbindgen_start(): void;
  qcms_transformer_from_memory(at: number, length: number, type: number, intent: number): number;
  qcms_convert_array(transformer: number, at: number, length: number, hasAlpha: boolean): void;
}

let compiled: WebAssembly.Module | null = null;

/** A new one each time: what a hostile profile breaks is thrown away with it. */
function startEngine(): Engine {
  compiled ??= new WebAssembly.Module(readFileSync(decoderFile('qcms_bg.wasm')));
  let result = new Uint8Array(0);
  const answers: Readonly<Record<string, (...args: number[]) => void>> = {
    copy_result: (at = 0, length = 0) => (result = new Uint8Array(engine.memory.buffer).slice(at, at + length)),
    init_externref_table: () => engine.__wbindgen_externrefs.grow(4),
    throw: () => {
      throw new Error('the colour engine gave up');
    },
  };
  // The names carry a digest that changes with every build of the engine.
  const asked = WebAssembly.Module.imports(compiled).map(({ module, name }) => {
    const answer = Object.entries(answers).find(([known]) => name.includes(known));
    return [module, name, answer?.[1] ?? answers['throw']] as const;
  });
  const imports: WebAssembly.Imports = {};
  for (const [module, name, answer] of asked) imports[module] = { ...imports[module], [name]: answer! };
  const engine = new WebAssembly.Instance(compiled, imports).exports as unknown as Exports;
  engine.__wbindgen_start();
  const hand = (bytes: Uint8Array): number => {
    const at = engine.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(engine.memory.buffer).set(bytes, at);
    return at;
  };
  return {
    transformer: (profile, type) => engine.qcms_transformer_from_memory(hand(profile), profile.length, type, intent),
    convert: (transformer, samples) => {
      engine.qcms_convert_array(transformer, hand(samples), samples.length, false);
      return result;
    },
  };
}
