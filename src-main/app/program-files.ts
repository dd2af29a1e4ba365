import path from 'node:path';

/** Files that come with the program, by where this module lies. */
const root = path.join(import.meta.dirname, '..', '..');

export const programFiles = {
  root,
  policyFolder: path.join(root, 'assets', 'policy'),
  samples: path.join(root, 'assets', 'samples'),
  /** The software USB Key for training; `native/setup` builds it. */
  softkeyModule: path.join(root, 'native', 'build', 'softkey', 'libsoftkey.so'),
  registryEntry: path.join(root, 'src-registry', 'main.ts'),
} as const;
