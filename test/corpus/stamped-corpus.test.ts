import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { stampCorpus } from './stamped-corpus.ts';

const corpus = process.env['SEALKEEPER_CORPUS'] ?? '';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stamped-corpus-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** File and result of each line of the table that people read. */
function tableLines(): readonly (readonly [name: string, result: string])[] {
  const text = fs.readFileSync(fileURLToPath(new URL('../../docs/corpus-stamping.md', import.meta.url)), 'utf8');
  return [...text.matchAll(/^\| (\S+\.(?:pdf|ofd)) \| ([^|]+?) \|/gim)].map(([, name, result]) => [name!, result!]);
}

describe.skipIf(corpus === '')('every PDF and OFD of the corpus', () => {
  it('is stamped with its earlier signatures whole, or refused with the code the table says', async () => {
    const rows = await stampCorpus(corpus, folder);
    const found = rows.map(({ name, output, refusal }) => [name, output === null ? `refused: ${refusal}` : 'stamped']);
    expect(found).toEqual(tableLines());
  }, 240_000);
});
