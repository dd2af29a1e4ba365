import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestsOfBatch } from '#main/approvals/request-repository.ts';
import { dataPaths } from '#main/platform/paths.ts';
import { openReadable } from '#main/storage/database.ts';
import { approvedBatch } from '#test/support/batches.ts';
import { openDemoStationAt } from '#test/support/demo-station.ts';
import { copyPreparedStation, preparedNames } from '#test/support/prepared-station.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { brokenPromises, tallyOf, type WatchedFolder } from './invariants.ts';
import { startVictim } from './victim.ts';

const kills = 6;
const files = 40;

describe('a batch whose station is killed again and again (U-CUS-14, U-CUS-15, ATK-40)', () => {
  let root: string;
  let batchId: string;
  let watched: WatchedFolder;
  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-batch-'));
    const folder = path.join(root, 'copy');
    await copyPreparedStation(folder);
    const demo = await openDemoStationAt(folder);
    batchId = await approvedBatch(demo, files);
    const { publicKey } = demo.station.parts.ready().machineKey;
    await demo.close();
    const data = path.join(folder, preparedNames.station);
    const key = softkeyHand(path.join(folder, preparedNames.token));
    key.setLatencyMs(8);
    const signaturesBefore = key.signatureCount();
    watched = { folder, data, publicKey, signaturesBefore, files: new Map(), results: new Map(), lastLeaf: -1 };
  });
  afterAll(() => fs.rmSync(root, { recursive: true }));

  it(`keeps what was done, and is taken up again where it stopped, over ${kills} kills`, async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = startVictim();
      victim.tell({ kind: 'open', data: watched.data });
      await victim.hear('opened');
      expect(brokenPromises(watched)).toEqual([]);
      victim.tell({ kind: 'batch', batchId });
      // Somewhere in the midst of the second file or later, when two files are under way.
      for (let step = 0; step < 4; step += 1) await victim.hear('step');
      await pause(Math.random() * 60);
      await victim.kill();
    }
    const last = startVictim();
    last.tell({ kind: 'open', data: watched.data });
    await last.hear('opened');
    last.tell({ kind: 'batch', batchId });
    expect((await last.hear('paused')).isExhausted).toBe(true);
    await last.dismiss();
    expect(brokenPromises(watched, 'all')).toEqual([]);
    const { success, unknown, 'signed-unsaved': unsaved } = tallyOf(watched);
    expect(unsaved).toBe(0);
    expect(success + unknown).toBe(files);
    expect(statesOf()).toEqual(new Set(unknown > 0 ? ['consumed', 'unsettled'] : ['consumed']));
    // Eight stations are opened one after the other; a busy computer takes its time.
  }, 240_000);

  function statesOf(): ReadonlySet<string> {
    const db = openReadable(dataPaths(watched.data).database);
    try {
      return new Set(requestsOfBatch(db, batchId).map(({ state }) => state));
    } finally {
      db.close();
    }
  }
});
