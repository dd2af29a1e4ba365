import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareStation } from '#test/support/prepared-station.ts';
import { approveMany } from './approved-station.ts';
import { fillCompileCache } from './victim.ts';
import { emptyTally, killInTurn, type KillTally } from './kill-rounds.ts';

export interface CampaignOptions {
  readonly kills: number;
  /** Folders that are killed side by side. */
  readonly lanes: number;
  /** Approved requests in each folder before it is replaced by a fresh one. */
  readonly requests: number;
  readonly onProgress?: (tally: KillTally) => void;
  readonly prepare?: (folder: string) => Promise<void>;
}

export interface CampaignResult extends KillTally {
  readonly seconds: number;
  readonly killsPerSecond: number;
}

/** Kill stamping stations again and again, check after each kill, and count what was found. */
export async function killCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sealkeeper-kills-'));
  const template = path.join(root, 'template');
  try {
    await (options.prepare ?? prepareStation)(template);
    const publicKey = await approveMany(template, options.requests);
    await fillCompileCache();
    const tally = emptyTally();
    const startedAt = performance.now();
    let begun = 0;
    const isEnough = (): boolean => begun >= options.kills;
    const mayKill = (): boolean => {
      if (isEnough()) return false;
      begun += 1;
      if (begun % 50 === 0) options.onProgress?.(tally);
      return true;
    };
    const lanes = Array.from({ length: options.lanes }, (_, lane) => {
      const workFolder = path.join(root, `lane-${lane}`);
      // A lane that breaks down is itself a finding, and what the others have counted is kept.
      return killInTurn({ template, publicKey, workFolder, mayKill, isEnough, tally }).catch((error: unknown) => {
        tally.violations.push(`lane ${lane} broke down at kill ${tally.kills}: ${String(error)}`);
      });
    });
    await Promise.all(lanes);
    const seconds = (performance.now() - startedAt) / 1000;
    return {
      ...tally,
      seconds: Number(seconds.toFixed(1)),
      killsPerSecond: Number((tally.kills / seconds).toFixed(2)),
    };
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}
