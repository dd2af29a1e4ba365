import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRegistryState } from '#main/seals/kept-seals.ts';
import { transaction } from '#main/storage/database.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';

let demo: DemoStation;
beforeAll(async () => {
  demo = await openDemoStation();
});
afterAll(() => demo.close());

const custodian = () => demo.client(demoPeople.custodian);
const unitSeal = async () => (await (await custodian()).station.seals.list())[0]!;

describe('what the screen is told of a seal', () => {
  it('names its custodian, its maker and its certificate', async () => {
    const { custodianName, maker, certificate, sealCode } = await unitSeal();
    expect({ custodianName, sealCode }).toEqual({ custodianName: '周敏芝', sealCode: expect.stringMatching(/^\d+$/) });
    expect(maker).toContain('CN=');
    expect(certificate).toMatchObject({
      sm3: expect.stringMatching(/^[0-9a-f]{64}$/),
      issuer: expect.stringContaining('CN='),
    });
    expect(Date.parse(certificate.notAfter)).toBeGreaterThan(Date.parse(certificate.notBefore));
  });

  it('tells its life newest first, with the person and the reason where it was stopped (AY-12)', async () => {
    const { esId } = await unitSeal();
    const { station } = await custodian();
    expect((await station.seals.history({ esId })).map(({ kind }) => kind)).toEqual(['received', 'made']);
    demo.clock.advance(60_000);
    await (await custodian()).station.seals.suspend({ esId, reason: '口令可能被人知道' });
    const [latest] = await (await custodian()).station.seals.history({ esId });
    expect(latest).toMatchObject({ kind: 'suspended-here', name: '周敏芝', reason: '口令可能被人知道', state: null });
    expect((await unitSeal()).state).toBe('suspended');
  });

  it('keeps the registry’s earlier states, and what it said of the making', async () => {
    const { esId, filingNumber } = await unitSeal();
    expect(filingNumber).toBe('演示备案-0001');
    const { db, clock } = demo.station.parts;
    demo.clock.advance(60_000);
    const at = (): string => clock.now().toISOString();
    transaction(db, (tx) => applyRegistryState(tx, esId, 'suspended', at()));
    demo.clock.advance(60_000);
    transaction(db, (tx) => applyRegistryState(tx, esId, 'active', at()));
    const history = await (await custodian()).station.seals.history({ esId });
    const states = history.filter(({ kind }) => kind === 'registry').map(({ state }) => state);
    expect(states).toEqual(['active', 'suspended']);
  });

  it('knows no life of a seal it does not keep', async () => {
    const { station } = await custodian();
    await expect(station.seals.history({ esId: 'none' })).rejects.toMatchObject({ code: 'SEAL_NOT_FOUND' });
  });
});

describe('what the screen is told of the keys', () => {
  it('shows those that are plugged in, with a word for the tries and never a number', async () => {
    const { tokenSerial } = await unitSeal();
    const keys = await (await custodian()).station.keys();
    const key = keys.find(({ serial }) => serial === tokenSerial);
    expect(key).toMatchObject({ triesState: 'normal', isTraining: true, pinMustChange: false });
    expect(Object.values(key!).every((value) => value !== null)).toBe(true);
  });

  it('shows none that was pulled out', async () => {
    const { tokenSerial } = await unitSeal();
    demo.key.unplug();
    const keys = await (await custodian()).station.keys();
    expect(keys.some(({ serial }) => serial === tokenSerial)).toBe(false);
    demo.key.plug();
  });

  it('is no business of a handler', async () => {
    const handler = await demo.client(demoPeople.handler);
    await expect(handler.station.keys()).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
  });
});
