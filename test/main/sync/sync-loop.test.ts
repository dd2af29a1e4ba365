import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { backOffMs } from '#main/sync/back-off.ts';
import type { SyncEngine, SyncReport } from '#main/sync/sync-engine.ts';
import { startSyncLoop } from '#main/sync/sync-loop.ts';
import { StationError } from '#shared/errors/station-error.ts';

const report: SyncReport = { urgentSent: 0, pushed: 0, receipts: [], sealChanges: [], offsetMs: 0 };

/** Stands in for the engine, which is tested with a real registry: only its outcomes matter to the loop. */
function engineOf(outcome: () => Promise<SyncReport>): { engine: SyncEngine; runs: () => number } {
  let runs = 0;
  const run = (): Promise<SyncReport> => {
    runs += 1;
    return outcome();
  };
  return { engine: { run, state: () => Promise.reject(new Error('not asked')) as never }, runs: () => runs };
}

describe('pauses between attempts', () => {
  it('grow from two seconds to five minutes and no further', () => {
    expect([1, 2, 3, 20, 1000].map((failures) => backOffMs(failures, 0.5))).toEqual([2000, 4000, 8000, 300000, 300000]);
  });

  it('are scattered by a fifth to either side', () => {
    expect([backOffMs(1, 0), backOffMs(1, 1)]).toEqual([1600, 2400]);
  });
});

describe('synchronisation in the background', () => {
  it('exchanges at once and again when something is urgent', async () => {
    const { engine, runs } = engineOf(() => Promise.resolve(report));
    const loop = startSyncLoop(engine);
    await pause(20);
    loop.hurry();
    await pause(20);
    await loop.stop();
    expect(runs()).toBe(2);
  });

  it('does not lose an urgent wish that comes while an exchange is under way', async () => {
    const { engine, runs } = engineOf(() => pause(30, report));
    const loop = startSyncLoop(engine);
    await pause(5);
    loop.hurry();
    await pause(80);
    await loop.stop();
    expect(runs()).toBe(2);
  });

  it('does not try a contradiction again by itself, only when a person asks', async () => {
    const { engine, runs } = engineOf(() => Promise.reject(new StationError('SYNC_STATEMENT_FORKED', { number: 1 })));
    const loop = startSyncLoop(engine);
    await pause(40);
    expect(runs()).toBe(1);
    loop.hurry();
    await pause(20);
    await loop.stop();
    expect(runs()).toBe(2);
  });

  it('lets the exchange under way end when it is stopped', async () => {
    let hasEnded = false;
    const { engine } = engineOf(async () => {
      await pause(30);
      hasEnded = true;
      return report;
    });
    await startSyncLoop(engine).stop();
    expect(hasEnded).toBe(true);
  });
});
