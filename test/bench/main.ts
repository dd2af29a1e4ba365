import os from 'node:os';
import { parseArgs } from 'node:util';
import { batchBench } from './batch-bench.ts';
import { coldBench } from './cold-bench.ts';
import { ledgerBench } from './ledger-bench.ts';
import { ofdBench } from './ofd-bench.ts';
import { peerBench } from './peer-bench.ts';
import { screenBench } from './screen-bench.ts';
import { measureSm } from './sm-bench.ts';
import { stampBench } from './stamp-bench.ts';
import { verifyBench } from './verify-bench.ts';
import { viewerBench } from './viewer-bench.ts';

// Prints one JSON object: every measurement beside what the same machine can do at best in the same run.
const { values } = parseArgs({ options: { only: { type: 'string' }, documents: { type: 'string' } } });

const benches = {
  sm: measureSm,
  ledger: ledgerBench,
  stamp: stampBench,
  batch: batchBench,
  ofd: ofdBench,
  verify: verifyBench,
  cold: coldBench,
  peer: peerBench,
  screen: () => screenBench(values.documents === undefined ? undefined : Number(values.documents)),
  viewer: viewerBench,
} as const;

const figures: Record<string, unknown> = {
  machine: { cpus: os.availableParallelism(), cpu: os.cpus()[0]?.model ?? '', node: process.versions.node },
  loadBefore: os.loadavg().map((load) => Number(load.toFixed(1))),
};
for (const [name, bench] of Object.entries(benches)) {
  if (values.only === undefined || values.only === name) figures[name] = await bench();
}
process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
