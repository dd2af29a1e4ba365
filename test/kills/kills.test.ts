import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataPaths } from '#main/platform/paths.ts';
import { copyPreparedStation, preparedNames } from '#test/support/prepared-station.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { approveMany } from './approved-station.ts';
import { brokenPromises, tallyOf, type WatchedFolder } from './invariants.ts';
import { killCampaign } from './kill-campaign.ts';
import { startVictim } from './victim.ts';

const kills = 25;

describe('stations and token hosts that are killed while they stamp (AC-AY-13b, U-CUS-14, ATK-40)', () => {
  it(`keep one entry with its digest for each sealed file, and one file for each such entry, over ${kills} kills`, async () => {
    const result = await killCampaign({ kills, lanes: 2, requests: 60, prepare: copyPreparedStation });
    expect(result.violations).toEqual([]);
    expect(result.kills).toBe(kills);
    expect(result.files).toBe(result.entries.success);
  });
});

describe('a station that is killed while the key computes (U-CUS-14, ATK-39)', () => {
  let root: string;
  let watched: WatchedFolder;
  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-while-signing-'));
    const folder = path.join(root, 'copy');
    await copyPreparedStation(folder);
    const publicKey = await approveMany(folder, 1);
    const data = path.join(folder, preparedNames.station);
    const signaturesBefore = softkeyHand(path.join(folder, preparedNames.token)).signatureCount();
    watched = { folder, data, publicKey, signaturesBefore, files: new Map(), results: new Map(), lastLeaf: -1 };
  });
  afterAll(() => fs.rmSync(root, { recursive: true }));

  it('says 结果不明 at the next start, and does not ask the key again by itself', async () => {
    const key = softkeyHand(path.join(watched.folder, preparedNames.token));
    const first = startVictim();
    first.tell({ kind: 'open', data: watched.data });
    await first.hear('opened');
    key.setLatencyMs(1500);
    first.tell({ kind: 'go' });
    await first.hear('step', ({ step }) => step === 'intent');
    await pause(400);
    await first.kill();
    // The orphaned token host ends by itself; whatever it still computed is what "unknown" stands for.
    key.control();
    const second = startVictim();
    second.tell({ kind: 'open', data: watched.data });
    const { recovered } = await second.hear('opened');
    expect(recovered).toMatchObject([{ outcome: 'unknown' }]);
    second.tell({ kind: 'go' });
    expect((await second.hear('paused')).isExhausted).toBe(true);
    await second.dismiss();
    expect(brokenPromises(watched, 'all')).toEqual([]);
    expect(tallyOf(watched)).toEqual({ success: 0, 'signed-unsaved': 0, unknown: 1, void: 0 });
  });

  it('would have noticed a file without entry, a temporary file, and a file that was changed', () => {
    const { sealed } = dataPaths(watched.data);
    const year = new Date().getFullYear();
    const entry = `${year}-000002`;
    watched.results.set(entry, { result: 'success', digest: '00'.repeat(32) });
    for (const name of [`${year}-000009-x.pdf`, `.${year}-000001.part`, `${entry}-y.pdf`]) {
      fs.writeFileSync(path.join(sealed, name), name);
    }
    expect(brokenPromises(watched)).toEqual(
      expect.arrayContaining([
        `${year}-000009-x.pdf has no entry 成功`,
        `.${year}-000001.part was left behind`,
        `${entry}-y.pdf is not the file its entry speaks of`,
        '0 signatures in the journal, 1 in the register',
      ]),
    );
  });
});
