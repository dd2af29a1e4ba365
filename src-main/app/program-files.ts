import fs from 'node:fs';
import path from 'node:path';

/** Files that come with the program, by where this module lies. */
const root = path.join(import.meta.dirname, '..', '..');
/** Where the operating system itself must find a file: it cannot look into the archive of a packaged program. */
const unpacked = root.replace(/\bapp\.asar$/, 'app.asar.unpacked');

export const programFiles = {
  root,
  policyFolder: path.join(root, 'assets', 'policy'),
  /** Stands in for fonts that a document does not carry, and sets text beside seals: `assets/fonts/README.md`. */
  font: path.join(root, 'assets', 'fonts', 'sealkeeper-serif-sc.otf'),
  samples: path.join(root, 'assets', 'samples'),
  /** The software USB Key for training; `native/setup` builds it. */
  softkeyModule: path.join(unpacked, 'native', 'build', 'softkey', 'libsoftkey.so'),
  registryEntry: path.join(root, 'src-registry', 'main.ts'),
} as const;

/** Undefined where the file is missing; it is some megabytes, and kept by nobody. */
export function readTextFont(): Uint8Array | undefined {
  return fs.existsSync(programFiles.font) ? fs.readFileSync(programFiles.font) : undefined;
}
