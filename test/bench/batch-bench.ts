import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeDurably } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { stampBatch } from '#main/stamping/stamp-batch.ts';
import { findPerson } from '#main/station/people.ts';
import { approvedBatch } from '#test/support/batches.ts';
import { demoPeople, openDemoStationAt, type DemoStation } from '#test/support/demo-station.ts';
import { prepareStation } from '#test/support/prepared-station.ts';
import { tenth } from './figures.ts';
import { timingTokens } from './token-times.ts';

export interface BatchFigures {
  readonly files: number;
  /** What the key takes for a signature, as it is set; a USB Key takes 70 to 250 ms. */
  readonly keyLatencyMs: number;
  readonly perFileMs: number;
  /** Between the question to the token host and its answer. */
  readonly tokenMs: number;
  /** perFileMs - tokenMs; at most 15 is wanted. */
  readonly overheadMs: number;
  /** SM3 of the original and one durable write of the result, in the same run: what no program can do without. */
  readonly floorMs: number;
}

const files = 60;

/** One login, so many files of one page, PDF and OFD in turn; once with a key as quick as a program, once as slow as one. */
export async function batchBench(): Promise<readonly BatchFigures[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'batch-bench-'));
  const signatures: number[] = [];
  try {
    await prepareStation(folder);
    const demo = await openDemoStationAt(folder, { processes: timingTokens('sign', signatures) });
    try {
      // The first one warms everything up.
      await measure(demo, signatures, 0);
      return [await measure(demo, signatures, 0), await measure(demo, signatures, 100)];
    } finally {
      await demo.close();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(demo: DemoStation, signatures: number[], keyLatencyMs: number): Promise<BatchFigures> {
  if (keyLatencyMs > 0) demo.key.setLatencyMs(keyLatencyMs);
  const batchId = await approvedBatch(demo, files);
  const { desk } = demo.station.parts.ready();
  const user = findPerson(desk.db, demoPeople.custodian)!;
  const outputs: string[] = [];
  let loggedInAt = 0;
  signatures.length = 0;
  await stampBatch(desk, {
    batchId,
    user,
    maxMinutes: 10,
    isStopWanted: () => false,
    tell: {
      begun: () => undefined,
      loggedIn: () => {
        loggedInAt = performance.now();
      },
      file: () => undefined,
      stamped: (_position, { output }) => outputs.push(output),
      refused: (position, { code }) => {
        throw new Error(`file ${position}: ${code}`);
      },
    },
  });
  const perFileMs = (performance.now() - loggedInAt) / files;
  const tokenMs = signatures.reduce((sum, ms) => sum + ms, 0) / files;
  demo.key.control();
  return {
    files,
    keyLatencyMs,
    perFileMs: tenth(perFileMs),
    tokenMs: tenth(tokenMs),
    overheadMs: tenth(perFileMs - tokenMs),
    floorMs: tenth(floorOf(demo, outputs)),
  };
}

function floorOf(demo: DemoStation, outputs: readonly string[]): number {
  const scratch = path.join(demo.station.paths.sealed, '.floor');
  const results = outputs.map((output) => fs.readFileSync(output));
  const startedAt = performance.now();
  for (const bytes of results) {
    sm3(bytes);
    writeDurably(scratch, [bytes]);
  }
  const ms = (performance.now() - startedAt) / results.length;
  fs.rmSync(scratch);
  return ms;
}
