import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readApplication } from '#main/app/kept-application.ts';
import { receiveSeal } from '#main/app/receive-seal.ts';
import { registryClient } from '#main/app/registry-link.ts';
import type { StationClient } from '#main/rpc/router.ts';
import type { RegistryClient } from '#main/sync/registry-client.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { filesHolding } from '#test/support/files-holding.ts';
import {
  deliver,
  deliveryOf,
  enrolWithPeople,
  officerPin,
  openFirstStart,
  reviewAndMake,
  screenAnswering,
  sealOrder,
  untilPhase,
  userPin,
  type FirstStart,
} from '#test/support/first-start.ts';

const { administration } = registryContract;
const useOrder = (esId: string) => ({ esId, approvers: ['he'], stepName: '分管领导批准' });

describe('the first seal of a station', () => {
  let start: FirstStart;
  let system: StationClient;
  beforeEach(async () => {
    start = await openFirstStart();
    await enrolWithPeople(start);
    system = (await start.signIn('he-wentao')).client;
  });
  afterEach(() => start.close());

  async function apply(): Promise<string> {
    await system.setUp.issueSeal(await sealOrder(system));
    return (await untilPhase(system, 'applied')).caseId!;
  }
  async function write(pin: string | null = userPin) {
    await screenAnswering(system, pin);
    return system.setUp.writeSeal();
  }
  /** Until the key lies, with its seal, before the custodian. @returns the seal's identifier */
  async function delivered(): Promise<string> {
    await reviewAndMake(start.registry, await apply());
    await untilPhase(system, 'made');
    await write();
    const progress = await untilPhase(system, 'on-key');
    await deliver(start.registry, deliveryOf(progress));
    return progress.esId!;
  }
  it('offers the blank key, to the system administrator alone', async () => {
    const tokens = await system.setUp.tokens();
    expect(tokens).toMatchObject([{ isInitialized: false, isTraining: true }]);
    const { client } = await start.signIn('zhou');
    await expect(client.setUp.tokens()).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
    await expect(client.setUp.issueSeal(await sealOrder(system))).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
  });

  it('goes by way of two persons of the registry onto the key and into use', async () => {
    expect(await system.setUp.sealProgress()).toMatchObject({ phase: 'idle', order: null });
    const caseId = await apply();
    expect(await system.setUp.sealProgress()).toMatchObject({
      caseState: 'applied',
      order: { sealName: '青禾县农业农村局', category: 'unit_name', custodian: { account: 'zhou', name: '周敏芝' } },
    });
    await expect(system.setUp.writeSeal()).rejects.toMatchObject({ code: 'STATION_SEAL_NOT_MADE', facts: { caseId } });
    await reviewAndMake(start.registry, caseId);
    const made = await untilPhase(system, 'made');
    expect(made.esId).toMatch(/^410799\d{8}$/);
    expect(await write()).toMatchObject({ phase: 'on-key', esId: made.esId });

    const custodian = (await start.signIn('zhou')).client;
    const waiting = await custodian.setUp.sealProgress();
    expect(waiting.deciders.map(({ account }) => account).toSorted()).toEqual(['he', 'lu']);
    await deliver(start.registry, deliveryOf(waiting));
    await vi.waitFor(
      async () => expect(await custodian.setUp.sealProgress()).toMatchObject({ caseState: 'delivered' }),
      { timeout: 5000, interval: 300 },
    );
    await screenAnswering(custodian, userPin);
    const taken = await custodian.setUp.takeIntoUse({ ...useOrder(made.esId!), sealCode: '4107990000001' });
    expect(taken).toEqual({ esId: made.esId, name: '青禾县农业农村局' });

    expect(await start.client().setUp.state()).toMatchObject({ hasSeal: true });
    expect(await custodian.setUp.sealProgress()).toMatchObject({ phase: 'idle' });
    const [seal] = await custodian.station.seals.list();
    expect(seal).toMatchObject({
      state: 'active',
      category: 'unit_name',
      custodian: 'zhou',
      sealCode: '4107990000001',
      chain: { steps: [{ name: '分管领导批准', approvers: ['he'] }] },
    });
  });

  it('keeps what is under way over a restart, and no PIN meanwhile', async () => {
    const caseId = await apply();
    await start.restart();
    system = (await start.signIn('he-wentao')).client;
    expect(await untilPhase(system, 'applied')).toMatchObject({ caseId });
    await reviewAndMake(start.registry, caseId);
    await start.restart();
    system = (await start.signIn('he-wentao')).client;
    await untilPhase(system, 'made');
    await write();
    await start.restart();
    const custodian = (await start.signIn('zhou')).client;
    const progress = await untilPhase(custodian, 'on-key');
    await deliver(start.registry, deliveryOf(progress));
    await screenAnswering(custodian, userPin);
    await custodian.setUp.takeIntoUse(useOrder(progress.esId!));
    await start.restart();
    expect(await start.client().setUp.state()).toMatchObject({ hasSeal: true });
    expect(filesHolding(start.data, progress.esId!)).not.toEqual([]);
    for (const pin of [userPin, officerPin]) {
      expect([pin, filesHolding(start.data, pin)]).toEqual([pin, []]);
      expect([pin, filesHolding(start.registry.dir, pin)]).toEqual([pin, []]);
    }
  });

  it.each([
    ['wrong', '00000000', 'TOKEN_PIN_INCORRECT'],
    ['cancelled', null, 'TOKEN_PIN_CANCELLED'],
  ] as const)('writes nothing onto the key on a %s PIN, and may be tried again', async (_word, pin, code) => {
    await reviewAndMake(start.registry, await apply());
    await untilPhase(system, 'made');
    await expect(write(pin)).rejects.toMatchObject({ code });
    expect(await system.setUp.sealProgress()).toMatchObject({ phase: 'made' });
    system = (await start.signIn('he-wentao')).client;
    expect(await write()).toMatchObject({ phase: 'on-key' });
  });

  it.each([
    ['wrong', '00000000', 'TOKEN_PIN_INCORRECT'],
    ['cancelled', null, 'TOKEN_PIN_CANCELLED'],
  ] as const)('takes nothing into use on a %s PIN, and may be tried again', async (_word, pin, code) => {
    const esId = await delivered();
    const first = (await start.signIn('zhou')).client;
    await screenAnswering(first, pin);
    await expect(first.setUp.takeIntoUse(useOrder(esId))).rejects.toMatchObject({ code });
    expect(await start.client().setUp.state()).toMatchObject({ hasSeal: false });
    const second = (await start.signIn('zhou')).client;
    await screenAnswering(second, userPin);
    await expect(second.setUp.takeIntoUse(useOrder(esId))).resolves.toMatchObject({ esId });
  });

  it('does not put a seal into use that was not delivered', async () => {
    await reviewAndMake(start.registry, await apply());
    await untilPhase(system, 'made');
    const { esId } = await write();
    const custodian = (await start.signIn('zhou')).client;
    await expect(custodian.setUp.takeIntoUse(useOrder(esId!))).rejects.toMatchObject({ code: 'SEAL_NOT_ACTIVE' });
  });

  it('lets only the appointed custodian take it into use, with deciders that may decide', async () => {
    const esId = await delivered();
    await system.station.people.add({
      account: 'wu',
      name: '吴思远',
      post: '',
      deptName: '办公室',
      roles: ['custodian'],
      password: '另一位保管人-1',
    });
    const { session } = await start.client().session.signIn({ account: 'wu', password: '另一位保管人-1' });
    await expect(start.client(session).setUp.takeIntoUse(useOrder(esId))).rejects.toMatchObject({
      code: 'SEAL_NOT_CUSTODIAN',
      facts: { custodian: '周敏芝' },
    });
    const custodian = (await start.signIn('zhou')).client;
    for (const approvers of [['lin'], ['nobody']]) {
      await expect(custodian.setUp.takeIntoUse({ ...useOrder(esId), approvers })).rejects.toMatchObject({
        code: 'RPC_INVALID_INPUT',
        facts: { detail: '@details.notInThisRole' },
      });
    }
  });

  it('tells why the registry sent the application back, and lets a new one be made', async () => {
    const caseId = await apply();
    await expect(system.setUp.issueSeal(await sealOrder(system))).rejects.toMatchObject({
      code: 'STATION_SEAL_PENDING',
      facts: { caseId },
    });
    const reason = '印模与备案不一致';
    const checks = { isComplete: true, isTrue: false, isLawful: true, impressionConfirmed: false };
    await start.registry.as('reviewer').call(administration.review, { caseId, decision: 'reject', reason, ...checks });
    await vi.waitFor(async () => expect((await system.setUp.sealProgress()).phase).toBe('failed'), {
      timeout: 5000,
      interval: 300,
    });
    expect(await system.setUp.sealProgress()).toMatchObject({
      caseState: 'rejected',
      problem: { code: 'REGISTRY_CASE_CLOSED', facts: { caseId, reason, state: '@states.seal.rejected' } },
    });
    const second = await apply();
    expect(second).not.toBe(caseId);
  });

  it('tells a wrong PIN of the officer, and leaves nothing at the registry', async () => {
    await apply().then((caseId) =>
      start.registry.as('reviewer').call(administration.review, {
        caseId,
        decision: 'return',
        reason: '请补材料',
        isComplete: false,
        isTrue: true,
        isLawful: true,
        impressionConfirmed: true,
      }),
    );
    await vi.waitFor(async () => expect((await system.setUp.sealProgress()).phase).toBe('failed'), {
      timeout: 5000,
      interval: 300,
    });
    const before = await start.registry.as('auditor').call(registryContract.oversight.seals, undefined);
    await system.setUp.issueSeal({ ...(await sealOrder(system)), officerPin: 'not-the-officer' });
    await vi.waitFor(
      async () =>
        expect(await system.setUp.sealProgress()).toMatchObject({
          phase: 'failed',
          problem: { code: 'TOKEN_PIN_INCORRECT' },
        }),
      { timeout: 5000, interval: 100 },
    );
    const after = await start.registry.as('auditor').call(registryContract.oversight.seals, undefined);
    expect(after).toEqual(before);
  });

  it('goes on waiting while the registry is away', async () => {
    const caseId = await apply();
    await start.registry.stop();
    await vi.waitFor(async () => expect(await system.setUp.sealProgress()).toMatchObject({ isRegistrySilent: true }), {
      timeout: 8000,
      interval: 400,
    });
    expect(await system.setUp.sealProgress()).toMatchObject({ phase: 'applied', caseId, problem: null });
    await start.registry.start();
    await reviewAndMake(start.registry, caseId);
    expect(await untilPhase(system, 'made')).toMatchObject({ isRegistrySilent: false });
    await start.registry.stop();
    await expect(write()).rejects.toMatchObject({ code: 'SYNC_NO_REGISTRY_THERE', facts: { url: start.registry.url } });
    await start.registry.start();
  });

  it('finishes what the registry has already counted when its answer was lost', async () => {
    const esId = await delivered();
    const { parts, paths, tokens } = start.station();
    const { db, clock, ids } = parts;
    const client = registryClient({ db, clock, ids, paths, ...parts.ready() });
    const losing: RegistryClient = {
      ...client,
      activate: async (activation) => {
        await client.activate(activation);
        throw new StationError('SYNC_OFFLINE', { detail: 'ECONNRESET' });
      },
    };
    const { category, custodian, token } = readApplication(paths)!;
    const pinEntry: PinEntry = { askPin: async () => ({ kind: 'pin', pin: userPin }) };
    const order = { esId, sealCode: '', category, custodian, token, holder: null, chain: null, pinEntry };
    await expect(receiveSeal({ parts, tokens }, losing, order)).rejects.toMatchObject({ code: 'SYNC_OFFLINE' });
    const zhou = (await start.signIn('zhou')).client;
    expect(await zhou.station.seals.list()).toEqual([]);
    await screenAnswering(zhou, userPin);
    await zhou.setUp.takeIntoUse(useOrder(esId));
    expect(await zhou.station.seals.list()).toMatchObject([{ esId, state: 'active' }]);
  });
});
