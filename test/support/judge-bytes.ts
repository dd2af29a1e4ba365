import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWords } from '#main/platform/words.ts';
import type { TrustContext } from '#main/verification/trust-context.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import type { FileReport } from '#shared/contract/verification.ts';

const words = createWords();

/** The report over a file with these bytes, read from disk as every file is. */
export async function judgeBytes(bytes: Uint8Array, context: TrustContext): Promise<FileReport> {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  try {
    const file = join(folder, 'document');
    writeFileSync(file, bytes);
    return await verifyFile(file, context, words.error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
