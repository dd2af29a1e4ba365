/** Rooms of the workstation from the ground up; a room imports rooms below its own layer, and never a sibling. */
export const layers: readonly (readonly string[])[] = [
  ['platform'],
  ['storage', 'sm'],
  ['formats'],
  ['trust'],
  ['warrant'],
  ['station', 'documents', 'seals', 'approvals', 'token', 'ledger'],
  ['stamping', 'verification', 'sync', 'archive'],
  ['reader'],
  ['rpc'],
  ['app'],
  ['cli', 'shell'],
];

/** What the registry may use of the workstation. */
export const registryMayImport = ['platform', 'sm', 'storage', 'formats', 'trust', 'token', 'warrant'];

/** Packages that only one place may touch. */
export const keptPackages: Readonly<Record<string, RegExp>> = {
  electron: /^src-main\/shell\/electron\//,
  pkcs11js: /^src-main\/token\/pkcs11\//,
  'better-sqlite3': /^src-main\/storage\//,
  'node:child_process': /^src-main\/platform\/processes\.ts$/,
  'sm-crypto': /^src-main\/sm\//,
  'hash-wasm': /^src-main\/(sm|station)\//,
  'pdf-lib': /^src-main\/formats\/pdf\//,
  'pdfjs-dist': /^(src-main\/formats\/(pdf|ofd\/draw)|src-renderer\/components\/viewer)\//,
  'node:worker_threads': /^src-main\/platform\/threads\.ts$/,
};

/** What the shared words may import: they are pure, and hashing is a parameter. */
export const sharedMayImport = ['zod', '@orpc/contract'];

export function roomOf(path: string): string | undefined {
  return /^src-main\/([^/]+)\//.exec(path)?.[1];
}

export function layerOf(room: string): number {
  return layers.findIndex((layer) => layer.includes(room));
}
