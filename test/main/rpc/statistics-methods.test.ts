import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import type { ComplianceLine } from '#shared/contract/statistics.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { fillLedger } from '#test/support/long-ledger.ts';
import { refusalOf } from '#test/support/refusals.ts';

const notice = path.join(programFiles.samples, '通知.pdf');
const permit = path.join(programFiles.samples, '许可决定书.ofd');

let demo: DemoStation;
let year: { readonly from: string; readonly to: string };
beforeAll(async () => {
  demo = await openDemoStation();
  await demo.stamp(await demo.submitApproved(notice));
  await demo.stamp(await demo.submitApproved(permit));
  const today = officeTime(demo.station.parts.clock.now()).slice(0, 10);
  year = { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
});
afterAll(() => demo.close());

const auditor = () => demo.client(demoPeople.auditor);
const lines = async (period = year): Promise<Readonly<Record<string, ComplianceLine>>> => {
  const { statistics } = await auditor();
  return Object.fromEntries((await statistics.compliance(period)).map((line) => [line.rule, line]));
};

// Shared by the tests below in their order: the register only grows.
describe('what the register says of a year', () => {
  it('is counted by month, department and seal, and agrees with the register itself', async () => {
    const { statistics, ledger } = await auditor();
    const figures = await statistics.uses(year);
    expect(figures).toMatchObject({ numbers: 2, voids: 0, departments: [{ name: '种业管理股', uses: 2 }] });
    expect(figures.months).toHaveLength(12);
    expect(figures.months.reduce((sum, { uses }) => sum + uses, 0)).toBe(2);
    const [{ esId, uses }] = figures.seals as [(typeof figures.seals)[number]];
    expect((await ledger.count({ filter: { ...year, sealEsId: esId } })).matching).toBe(uses);
    expect(await statistics.years()).toEqual([Number(year.from.slice(0, 4))]);
  });

  it('opens the entries behind a department, and none behind another', async () => {
    const { ledger } = await auditor();
    const matching = async (deptName: string) => (await ledger.count({ filter: { ...year, deptName } })).matching;
    expect([await matching('种业管理股'), await matching('种业'), await matching("'; --")]).toEqual([2, 0, 0]);
    expect(await ledger.departments()).toEqual(['种业管理股']);
  });

  it('is refused to a handler, for a period that ends before it begins, and for one without end', async () => {
    const handler = await demo.client(demoPeople.handler);
    expect(await refusalOf(() => handler.statistics.uses(year))).toBe('RPC_FORBIDDEN');
    const { statistics } = await auditor();
    expect(await refusalOf(() => statistics.uses({ from: year.to, to: year.from }))).toBe('RPC_INVALID_INPUT');
    expect(await refusalOf(() => statistics.uses({ from: '1000-01-01', to: year.to }))).toBe('RPC_INVALID_INPUT');
  });
});

describe('article by article (AY-9, AY-12, AY-13, AY-14, AY-16, AY-20)', () => {
  it('says 符合 with the clause where this station looked, and leaves to the office what no program can know', async () => {
    const found = await lines();
    expect(found['approval']).toMatchObject({ state: 'ok', clause: 'AY-9', finding: { facts: { uses: 2, count: 0 } } });
    expect(found['register']).toMatchObject({ state: 'ok', clause: 'AY-13' });
    expect(found['computer']).toMatchObject({ state: 'ok', clause: 'AY-13' });
    expect(found['custody']).toMatchObject({ state: 'ok', clause: 'AY-13' });
    expect(found['pin']).toMatchObject({ state: 'ok', clause: 'AY-14', finding: { key: 'pin.fresh' } });
    for (const rule of ['backup', 'archive', 'security']) expect(found[rule]).toMatchObject({ state: 'office' });
    expect(found['outcomes']).toMatchObject({ state: 'ok', basis: 'product', clause: '' });
  });

  it('never passes a training key for a certified product, nor a waiting entry for a receipted one', async () => {
    const found = await lines();
    expect(found['token']).toMatchObject({ state: 'attention', clause: 'AY-19' });
    expect(found['receipts']).toMatchObject({ state: 'attention', finding: { facts: { count: 2 } } });
  });

  it('points out uses recorded for another computer, and voided numbers that are no uses', async () => {
    const { parts } = demo.station;
    const { identity, ledger } = parts.ready();
    fillLedger(parts.db, ledger, identity.unitCode, 98);
    const decade = { from: `${Number(year.from.slice(0, 4)) - 5}-01-01`, to: year.to };
    const found = await lines(decade);
    // Numbers 3 to 100: the hundredth is void.
    expect(found['computer']).toMatchObject({ state: 'attention', finding: { facts: { uses: 99, count: 97 } } });
    const figures = await (await auditor()).statistics.uses(decade);
    expect(figures).toMatchObject({ numbers: 100, voids: 1 });
    expect(figures.months.reduce((sum, { outOfHours }) => sum + outOfHours, 0)).toBe(figures.outOfHours);
  });
});
