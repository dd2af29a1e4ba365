import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keptStatusList } from '#main/sync/accept-list.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { listEvidence } from '#main/sync/sync-repository.ts';
import type { SyncEngine } from '#main/sync/sync-engine.ts';
import { openDemonstrationAuthority } from '#registry/keys/demonstration-authority.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { SignedReceipt, SignedStatusList, StatusList } from '#shared/registry/registry-statements.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { startHostileProxy, type HostileAnswer, type HostileProxy } from '#test/support/hostile-registry.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { activeSeal, softSealKey } from '#test/support/test-seal.ts';

const { administration } = registryContract;

let registry: RegistryProcess;
let station: TestStation;
let proxy: HostileProxy;
let engine: SyncEngine;
let caseId: string;

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
});
beforeEach(async () => {
  station = await enrolTestStation(registry);
  ({ caseId } = await activeSeal(registry, station, softSealKey()));
  proxy = await startHostileProxy(registry.url);
  ({ engine } = station.through(createTransport({ url: proxy.url, timeoutMs: 1_500 })));
  station.stamp(1);
  await engine.run();
});
afterEach(async () => {
  await proxy.close();
  station.close();
});
afterAll(() => registry.remove());

const bend = (path: string, answer: HostileAnswer): void => void proxy.answers.set(path, answer);
const lastSeen = <T>(path: string): T => JSON.parse(proxy.seen.get(path)?.at(-1) ?? 'null') as T;
const asJson = (value: unknown): HostileAnswer => ({ body: JSON.stringify(value) });
/** The registry's own keys, as somebody would use them who had stolen them or is the registry itself. */
const stolenKeys = () => openDemonstrationAuthority(`${registry.dir}/keys`, new Date());

describe('a registry, or something before it, that lies (ATK-43, U-REG-3)', () => {
  it('cannot bring back a status list from before a suspension', async () => {
    const before = lastSeen<SignedStatusList>('/v1/status-list');
    await registry.as('reviewer').call(administration.suspend, { caseId, reason: '调查中' });
    await engine.run();
    bend('/v1/status-list', asJson(before));
    await expect(engine.run()).rejects.toMatchObject({
      code: 'SYNC_REPLAYED',
      facts: { received: before.statement.number },
    });
    expect(keptStatusList(station.ledger.db)?.statement.number).toBe(before.statement.number + 1);
    expect(listEvidence(station.ledger.db).map(({ kind }) => kind)).toEqual(['statement-replayed']);
  });

  it('cannot show yesterday’s list as today’s, although its number is still right', async () => {
    const { statement } = lastSeen<SignedStatusList>('/v1/status-list');
    const issuedAt = new Date(Date.now() - 20 * 60_000).toISOString();
    bend('/v1/status-list', asJson(stolenKeys().signStatement('statusList', { ...statement, issuedAt })));
    await expect(engine.run()).rejects.toMatchObject({
      code: 'SYNC_REPLAYED',
      facts: { detail: '@registry.statusNotFresh' },
    });
  });

  it('is caught when it tells two stories under one number, and both are kept', async () => {
    const { statement } = lastSeen<SignedStatusList>('/v1/status-list');
    const issuedAt = new Date().toISOString();
    const other: StatusList = { ...statement, issuedAt, seals: [] };
    bend('/v1/status-list', asJson(stolenKeys().signStatement('statusList', other)));
    await expect(engine.run()).rejects.toMatchObject({
      code: 'SYNC_STATEMENT_FORKED',
      facts: { number: statement.number },
    });
    const [kept] = listEvidence(station.ledger.db);
    expect(JSON.parse(kept?.evidence ?? '{}')).toMatchObject({
      kept: { statement: { seals: statement.seals } },
      received: { statement: { seals: [] } },
    });
  });

  it('is not believed when the list was changed, or signed for another purpose', async () => {
    const signed = lastSeen<SignedStatusList>('/v1/status-list');
    const changed = { ...signed, statement: { ...signed.statement, number: signed.statement.number + 1 } };
    const otherPurpose = stolenKeys().signStatement('trustList', signed.statement);
    for (const lie of [changed, otherPurpose]) {
      bend('/v1/status-list', asJson(lie));
      await expect(engine.run()).rejects.toMatchObject({ code: 'SYNC_RECEIPT_INVALID' });
    }
  });

  it('is not believed when a user of the same authority signs in its place', async () => {
    const signed = lastSeen<SignedStatusList>('/v1/status-list');
    const certificate = Buffer.from(station.machineKey.certificate).toString('base64');
    bend('/v1/status-list', asJson({ ...signed, certificate }));
    await expect(engine.run()).rejects.toMatchObject({ code: 'SYNC_RECEIPT_INVALID' });
  });

  it('cannot answer the question for the time with an answer to another', async () => {
    bend('/v1/time', { body: proxy.seen.get('/v1/time')?.at(-1) ?? '' });
    await expect(engine.run()).rejects.toMatchObject({ facts: { detail: '@registry.statementNonce' } });
  });

  it('cannot give an old receipt, or one for another root, for new leaves', async () => {
    const old = lastSeen<SignedReceipt>('/v1/usage/leaves');
    station.stamp(1);
    bend('/v1/usage/leaves', asJson(old));
    await expect(engine.run()).rejects.toMatchObject({ code: 'SYNC_RECEIPT_INVALID' });
    const receipt = { ...old.statement, fromIndex: 2, toIndex: 4, ledgerSize: 4, root: 'e'.repeat(64) };
    bend('/v1/usage/leaves', asJson(stolenKeys().signStatement('receipt', receipt)));
    await expect(engine.run()).rejects.toMatchObject({ code: 'LEDGER_DIVERGED' });
    expect(station.outbox.receiptedSize()).toBe(2);
  });

  it.each<[string, HostileAnswer]>([
    ['500', { status: 500, body: '{"code":"INTERNAL_UNEXPECTED"}' }],
    ['a page of HTML', { type: 'text/html', body: '<html>sign in to the network</html>' }],
    ['JSON of another shape', { body: '{"statement":1}' }],
    ['a redirect elsewhere', { status: 302, location: 'http://127.0.0.1:1/' }],
    ['silence', { isSilent: true }],
  ])('counts as offline when it answers with %s, and is tried again', async (_case, answer) => {
    station.stamp(1);
    bend('/v1/usage/leaves', answer);
    await expect(engine.run()).rejects.toMatchObject({ code: 'SYNC_OFFLINE', facts: { pending: 2 } });
    proxy.answers.clear();
    expect((await engine.run()).pushed).toBe(2);
  });
});

describe('state of kept seals', () => {
  it('follows the registry’s list and tells what changed', async () => {
    expect(station.sealChanges).toEqual([]);
    await registry.as('reviewer').call(administration.suspend, { caseId, reason: '调查中' });
    await engine.run();
    const listed = keptStatusList(station.ledger.db)?.statement.seals.find(({ reason }) => reason === '调查中');
    expect(listed?.state).toBe('suspended');
  });
});
