import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { authorityOfToday, sealDocument, writeTrustFolder } from '#test/support/sealed-documents.ts';
import { median, tenth } from './figures.ts';

export interface ColdBench {
  /** One sealed OFD, from the start of the command to its end. */
  readonly verifyMs: number;
  /** The floor: Node started with nothing to do. The command starts two, itself and its reader. */
  readonly nodeMs: number;
  readonly ratioToTwoStarts: number;
}

const runs = 7;
const main = fileURLToPath(new URL('../../src-main/cli/main.ts', import.meta.url));

/** `verify FILE` as somebody types it once: nothing is warm but the file system. */
export async function coldBench(): Promise<ColdBench> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-bench-'));
  try {
    const authority = authorityOfToday();
    const { root, sub, maker, validFrom: createdAt, validTo } = authority;
    const [file, trust] = [join(folder, 'sealed.ofd'), join(folder, 'trust')];
    writeFileSync(
      file,
      await sealDocument(authority, makeOfd(), { seal: { createdAt, validFrom: createdAt, validTo } }),
    );
    writeTrustFolder(trust, [root, sub, maker]);
    const verifyMs = median(times([main, 'verify', file, '--trust', trust, '--json']));
    const nodeMs = median(times(['--eval', '0']));
    return { verifyMs: tenth(verifyMs), nodeMs: tenth(nodeMs), ratioToTwoStarts: tenth(verifyMs / (2 * nodeMs)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function times(args: readonly string[]): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the command failed: ${stderr}`);
    return performance.now() - start;
  });
}
