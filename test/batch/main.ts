import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { batchReport, batchReportTable } from '#main/rpc/batch-report.ts';
import { trustFor } from '#main/rpc/verification-methods.ts';
import { findPerson } from '#main/station/people.ts';
import { approvedBatch, filesOf } from '#test/support/batches.ts';
import { demoPeople, openDemoStationAt, type DemoStation } from '#test/support/demo-station.ts';
import { prepareStation } from '#test/support/prepared-station.ts';

// A batch of many files, one of which is damaged after its approval, through a whole station: one PIN, a number for each
// stamped file, the damaged one named, every result verified. Prints one JSON object and ends with 0 if all of it holds.
const { values } = parseArgs({
  options: { count: { type: 'string', default: '300' }, damaged: { type: 'string', default: '117' } },
});
const count = Number(values.count);
const damaged = Number(values.damaged);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'batch-'));
try {
  await prepareStation(folder);
  const demo = await openDemoStationAt(folder);
  try {
    const found = await walk(demo);
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    const isGood =
      found.stamped === count - 1 &&
      found.pins === 1 &&
      found.isGapless &&
      found.valid === found.stamped &&
      found.isLedgerSound &&
      JSON.stringify(found.refused) === JSON.stringify([`${damaged} DOC_CHANGED_SINCE_APPROVAL`]);
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await demo.close();
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
// Readers that were lent to the station would wait for another one.
process.exit();

async function walk(demo: DemoStation) {
  const beganAt = performance.now();
  const batchId = await approvedBatch(demo, count);
  const approvedAt = performance.now();
  const original = await demo.originalOf(filesOf(demo, batchId)[damaged - 1]!.requestId);
  fs.chmodSync(original, 0o600);
  fs.truncateSync(original, 200);
  const custodian = await demo.client(demoPeople.custodian);
  const { end, results } = await custodian.batches.stamp({ batchId });
  const stampedAt = performance.now();
  const numbers = results.flatMap(({ entryNo }) => (entryNo ? [Number(entryNo.slice(-6))] : []));
  const outputs = results.flatMap(({ output }) => output ?? []);
  let valid = 0;
  for (const file of outputs) {
    const { parts } = demo.station;
    const report = await parts.reader.verify(file, trustFor(parts, undefined), parts.words.error);
    if (report.verdict === 'valid') valid += 1;
  }
  const person = findPerson(demo.station.parts.db, demoPeople.custodian)!;
  const table = batchReportTable(batchReport(demo.station.parts, batchId, person), demo.station.parts);
  return {
    files: count,
    end,
    stamped: outputs.length,
    refused: results.flatMap(({ position, refusal }) => (refusal ? [`${position} ${refusal.code}`] : [])),
    pins: demo.pin.asked.length,
    isGapless: numbers.toSorted((a, b) => a - b).every((number, index, all) => number === all[0]! + index),
    valid,
    reportLines: table.trimEnd().split('\r\n').length - 1,
    isLedgerSound: (await (await demo.client(demoPeople.auditor)).ledger.check()).ok,
    submitAndApproveSeconds: Math.round((approvedAt - beganAt) / 100) / 10,
    stampSeconds: Math.round((stampedAt - approvedAt) / 100) / 10,
  };
}
