import path from 'node:path';

/** A decoder of pdf.js in WebAssembly. It comes with the program: among the packages, or beside the built screen. */
export function decoderFile(name: string): string {
  const packaged = path.join(import.meta.dirname, '..', 'renderer', 'pdfjs', 'wasm');
  const installed = path.join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', 'pdfjs-dist', 'wasm');
  return path.join(import.meta.url.endsWith('.ts') ? installed : packaged, name);
}
