import fs from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const pdfjs = path.join(root, 'node_modules', 'pdfjs-dist');

/** What pdf.js fetches while it draws: character maps, the standard fonts, colour profiles and its decoders. */
const pdfFolders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const;

/** Lies beside the program under `pdfjs/`, so that a page is drawn without a network. */
function pdfAssets(): Plugin {
  return {
    name: 'sealkeeper-pdf-assets',
    generateBundle() {
      for (const folder of pdfFolders) {
        for (const file of fs.readdirSync(path.join(pdfjs, folder))) {
          const source = fs.readFileSync(path.join(pdfjs, folder, file));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${file}`, source });
        }
      }
      const worker = fs.readFileSync(path.join(pdfjs, 'build', 'pdf.worker.min.mjs'));
      this.emitFile({ type: 'asset', fileName: 'pdfjs/pdf.worker.min.mjs', source: worker });
    },
  };
}

export default defineConfig({
  root: path.join(root, 'src-renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), pdfAssets()],
  // The host puts a fresh value in place of this one each time it serves the page.
  html: { cspNonce: 'SEALKEEPER_NONCE' },
  build: {
    outDir: path.join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    // An inlined asset is a data: address, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome130',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 3000,
  },
});
