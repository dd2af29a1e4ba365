import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostFilters } from '#main/station/saved-filters.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { refusalOf } from '#test/support/refusals.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

describe('filters of the register that a person keeps', () => {
  it('are kept under a name, replaced under the same, and removed', async () => {
    const auditor = await demo.client(demoPeople.auditor);
    await auditor.ledger.saveFilter({ name: '本年作废', filter: { view: 'void' } });
    await auditor.ledger.saveFilter({ name: '种子', filter: { text: '种子' } });
    const [, seeds] = await auditor.ledger.saveFilter({ name: '种子', filter: { text: '种子', result: 'success' } });
    expect(seeds).toEqual({ name: '种子', filter: { text: '种子', result: 'success', view: 'all' } });
    expect((await auditor.ledger.filters()).map(({ name }) => name)).toEqual(['本年作废', '种子']);
    expect(await auditor.ledger.removeFilter({ name: '本年作废' })).toHaveLength(1);
  });

  it('are nobody else’s', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    expect(await custodian.ledger.filters()).toEqual([]);
    await custodian.ledger.removeFilter({ name: '种子' });
    expect(await (await demo.client(demoPeople.auditor)).ledger.filters()).toHaveLength(1);
  });

  it('are as many as anybody chooses from: the oldest goes', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    for (let number = 0; number <= mostFilters; number += 1) {
      demo.clock.advance(1000);
      await custodian.ledger.saveFilter({ name: `第${number}个`, filter: { text: String(number) } });
    }
    const names = (await custodian.ledger.filters()).map(({ name }) => name);
    expect(names).toHaveLength(mostFilters);
    expect(names).not.toContain('第0个');
  });

  it('are refused without a name, and to whoever does not read the register', async () => {
    const auditor = await demo.client(demoPeople.auditor);
    expect(await refusalOf(() => auditor.ledger.saveFilter({ name: ' ', filter: {} }))).toBe('RPC_INVALID_INPUT');
    const system = await demo.client(demoPeople.system);
    expect(await refusalOf(() => system.ledger.filters())).toBe('RPC_FORBIDDEN');
  });
});
