import fs from 'node:fs';
import path from 'node:path';
import { fileSource } from '#main/platform/files.ts';
import { digestDocument } from './document-digest.ts';
import type { KeptDocument } from './document-repository.ts';

/** A larger file is kept once: its bytes cannot be shown any more when they change. */
const mostBytes = 64 * 1024 ** 2;

/**
 * Keeps a document a second time, so that what was approved can be laid beside what somebody made of it. Nothing is
 * ever stamped from this copy, and a document is taken in without one rather than not at all.
 */
export function keepSecondCopy(stored: string, copies: string): void {
  const copy = path.join(copies, path.basename(stored));
  if (fs.statSync(stored).size > mostBytes || fs.existsSync(copy)) return;
  try {
    fs.mkdirSync(copies, { recursive: true, mode: 0o700 });
    // Where the file system can, the copy takes no space until one of the two changes.
    fs.copyFileSync(stored, copy, fs.constants.COPYFILE_FICLONE);
    fs.chmodSync(copy, 0o400);
  } catch {
    fs.rmSync(copy, { force: true });
  }
}

/** Path of the second copy, if it is there and still bears the digest of the submission; else null. */
export async function intactSecondCopy(copies: string, document: KeptDocument): Promise<string | null> {
  const copy = path.join(copies, document.storedName);
  if (!fs.existsSync(copy)) return null;
  const source = fileSource(copy);
  try {
    return (await digestDocument(source)).sm3 === document.sm3 ? copy : null;
  } finally {
    source.close();
  }
}
