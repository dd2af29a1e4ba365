import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listReceipts } from '#main/ledger/receipts.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { statusAge, refuseClockSkew } from '#main/sync/registry-time.ts';
import { listEvidence } from '#main/sync/sync-repository.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { activeSeal, softSealKey } from '#test/support/test-seal.ts';

const { administration, oversight } = registryContract;

let registry: RegistryProcess;
let station: TestStation;

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
});
beforeEach(async () => {
  station = await enrolTestStation(registry);
});
afterEach(() => station.close());
afterAll(() => registry.remove());

const stamp = (times: number, changes = {}): void => station.stamp(times, changes);

/** Incidents of this station; every use of a seal the registry does not know is one, so there are many. */
async function incidents(): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (let after = 0; ; after += 500) {
    const page = await registry.as('auditor').call(oversight.incidents, { after, limit: 500 });
    kinds.push(...page.filter((one) => one.station === station.id).map(({ kind }) => kind));
    if (page.length < 500) return kinds;
  }
}

async function flagsOf(index: number): Promise<readonly string[] | undefined> {
  const page = { station: station.id, after: index, limit: 1 };
  return (await registry.as('auditor').call(oversight.usage, page))[0]?.flags;
}

describe('synchronisation with a real registry', () => {
  it('pushes the ledger and keeps a receipt for all of it', async () => {
    stamp(3);
    const report = await station.engine.run();
    expect(report).toMatchObject({ pushed: 6, urgentSent: 0 });
    expect(station.engine.state()).toMatchObject({ pending: 0, problem: null });
    expect(listReceipts(station.ledger.db)).toMatchObject([{ fromIndex: 0, size: 6 }]);
  });

  it('pushes only what is new, in batches that end at checkpoints', async () => {
    stamp(150);
    const first = await station.engine.run();
    stamp(1);
    const second = await station.engine.run();
    expect(first.receipts.map(({ ledgerSize }) => ledgerSize)).toEqual([200, 300]);
    expect(second.receipts).toMatchObject([{ fromIndex: 300, toIndex: 302 }]);
  });

  it('shares one flight between everybody who asks at the same time', async () => {
    stamp(1);
    const [first, second] = [station.engine.run(), station.engine.run()];
    expect(station.engine.state().isRunning).toBe(true);
    expect(await second).toBe(await first);
    expect(listReceipts(station.ledger.db)).toHaveLength(1);
  });

  it('works on while the registry is away, says since when, and catches up without loss or double (U-REG-2)', async () => {
    stamp(1);
    await station.engine.run();
    await registry.stop();
    stamp(2);
    await expect(station.engine.run()).rejects.toMatchObject({
      code: 'SYNC_OFFLINE',
      facts: { pending: 4, last: station.engine.state().lastSuccess },
    });
    expect(station.engine.state().problem?.code).toBe('SYNC_OFFLINE');
    await registry.start();
    expect((await station.engine.run()).pushed).toBe(4);
    const page = { station: station.id, after: 0, limit: 100 };
    const held = await registry.as('auditor').call(oversight.usage, page);
    expect(held.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('sends again what a registry restored from yesterday has forgotten, and auditors see it (U-REG-4)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yesterday-'));
    stamp(1);
    await station.engine.run();
    await registry.stop();
    registry.backUp(join(folder, 'registry.sqlite'));
    await registry.start();
    stamp(2);
    await station.engine.run();
    await registry.stop();
    registry.restore(join(folder, 'registry.sqlite'));
    await registry.start();
    stamp(1);
    const report = await station.engine.run();
    expect(report.receipts.at(-1)).toMatchObject({ ledgerSize: 8 });
    expect(report.pushed).toBe(6);
    expect(listEvidence(station.ledger.db).map(({ kind }) => kind)).toContain('registry-rolled-back');
    expect(await incidents()).toContain('registry-rolled-back');
    rmSync(folder, { recursive: true });
  });

  it('does not let a suspension be forgotten with the restored copy (U-REG-4)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yesterday-'));
    const seal = await activeSeal(registry, station, softSealKey());
    await registry.stop();
    registry.backUp(join(folder, 'registry.sqlite'));
    await registry.start();
    await registry.as('reviewer').call(administration.suspend, { caseId: seal.caseId, reason: '调查中' });
    await station.engine.run();
    await registry.stop();
    registry.restore(join(folder, 'registry.sqlite'));
    await registry.start();
    await station.engine.run();
    const { statement } = await station.client.statusList();
    expect(statement.seals.find(({ esId }) => esId === seal.esId)).toMatchObject({ state: 'suspended' });
    rmSync(folder, { recursive: true });
  });

  it('notices that this station was restored from an older copy: the registry has more (ATK-41, ATK-49)', async () => {
    const twin = await enrolTestStation(registry);
    twin.stamp();
    const copy = twin.outbox.leavesFrom(0, 2);
    await twin.engine.run();
    expect(copy).toHaveLength(2);
    const older = { ...twin.outbox, head: () => twin.outbox.checkpointAt(1), receiptedSize: () => 0 };
    const { pushLedger } = await import('#main/sync/push-ledger.ts');
    const parts = { db: twin.ledger.db, outbox: older, client: twin.client, clock: twin.ledger.clock };
    await expect(pushLedger(parts)).rejects.toMatchObject({ code: 'LEDGER_DIVERGED', facts: { kept: 2, own: 1 } });
    expect(listEvidence(twin.ledger.db).map(({ kind }) => kind)).toEqual(['station-rolled-back']);
    twin.close();
  });

  it('measures the clock against a signed answer and refuses work while it is wrong (SYNC_CLOCK_SKEW)', async () => {
    await station.engine.run();
    expect(() => refuseClockSkew(station.ledger.db)).not.toThrow();
    station.ledger.clock.advance(10 * 60_000);
    const { offsetMs } = await station.engine.run();
    expect(Math.round(offsetMs / 60_000)).toBe(-10);
    expect(() => refuseClockSkew(station.ledger.db)).toThrow('SYNC_CLOCK_SKEW');
  });

  it('does not take an old status list for a young one because the clock was set back', async () => {
    await station.engine.run();
    const young = statusAge(station.ledger.db, station.ledger.clock).ageMs;
    station.ledger.clock.advance(-7 * 86_400_000);
    expect(statusAge(station.ledger.db, station.ledger.clock).ageMs).toBeGreaterThanOrEqual(0);
    station.ledger.clock.advance(14 * 86_400_000);
    expect(statusAge(station.ledger.db, station.ledger.clock).ageMs).toBeGreaterThan(young + 6 * 86_400_000);
  });
});

describe('urgent notices', () => {
  it('go ahead of everything and stop the seal at the registry at once (AC-AY-12)', async () => {
    const seal = await activeSeal(registry, station, softSealKey());
    stamp(2);
    station.urgent({ sealEsId: seal.esId });
    stamp(1);
    const calls: string[] = [];
    const watched = createTransport({
      url: registry.url,
      fetch: (input, init) => {
        calls.push(new URL(input as URL).pathname);
        return fetch(input, init);
      },
    });
    const report = await station.through(watched).engine.run();
    expect(calls).toEqual(['/v1/usage/notices', '/v1/time', '/v1/status-list', '/v1/trust-list', '/v1/usage/leaves']);
    expect(report).toMatchObject({ urgentSent: 1, pushed: 7 });
    const { statement } = await station.client.statusList();
    expect(statement.seals.find(({ esId }) => esId === seal.esId)).toMatchObject({ state: 'suspended' });
  });

  it('are sent once, and open one incident although the ledger brings them again', async () => {
    station.urgent({ type: 'incident', reason: '发现异常登录' });
    await station.engine.run();
    expect((await station.engine.run()).urgentSent).toBe(0);
    expect(await incidents()).toEqual(['urgent-incident']);
  });
});

describe('uses the registry looks at again', () => {
  it('accepts a use after the suspension, flags it and opens an incident (U-REG-1)', async () => {
    const seal = await activeSeal(registry, station, softSealKey());
    await registry.as('reviewer').call(administration.suspend, { caseId: seal.caseId, reason: '调查中' });
    station.ledger.clock.set(new Date(Date.now() + 1000));
    stamp(1, { esId: seal.esId });
    await station.engine.run();
    expect(await flagsOf(1)).toEqual(['sealed-after-suspension']);
    expect(await incidents()).toContain('sealed-after-suspension');
  });

  it('flags an approver who is the handler, and finds nothing wrong with a proper use (AC-XC-E-12)', async () => {
    const seal = await activeSeal(registry, station, softSealKey());
    station.ledger.clock.set(new Date(Date.now() + 1000));
    stamp(1, { esId: seal.esId });
    stamp(1, { esId: seal.esId, handler: { account: 'li', name: '李批准' } });
    await station.engine.run();
    expect(await flagsOf(1)).toEqual([]);
    expect(await flagsOf(3)).toEqual(['approver-is-handler']);
  });
});
