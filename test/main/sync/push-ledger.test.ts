import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendIntent, appendLeaf } from '#main/ledger/append-leaf.ts';
import { transaction } from '#main/storage/database.ts';
import { createUnit, demoUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { intentBody } from '#test/support/station-ledger.ts';

let registry: RegistryProcess;
let station: TestStation;

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
  station = await enrolTestStation(registry);
});
afterAll(async () => {
  station.close();
  await registry.remove();
});

describe('push of very long records', () => {
  it('cuts batches by size, so that a stamp on ten thousand pages goes through', async () => {
    const { db, writer } = station.ledger;
    const placements = Array.from({ length: 10_000 }, (_, page) => ({
      page: page + 1,
      xMm: 150.25,
      yMm: 210.75,
      widthMm: 42,
      heightMm: 42,
    }));
    for (let i = 0; i < 5; i += 1) {
      const intent = transaction(db, (tx) => appendIntent(tx, writer, demoUnit.code, intentBody({ placements })));
      const body = { entryNo: intent.entryNo, intentIndex: intent.index, reason: '演练' };
      transaction(db, (tx) => appendLeaf(tx, writer, { kind: 'void', body }));
    }
    const { receipts } = await station.engine.run();
    expect(receipts.length).toBeGreaterThan(1);
    expect(receipts.at(-1)).toMatchObject({ ledgerSize: 10 });
  });
});
