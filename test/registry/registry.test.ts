import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjustableClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/logger.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { enrolStation } from '#main/sync/enrol-station.ts';
import { createTransport, type RegistryTransport } from '#main/sync/registry-transport.ts';
import { openRegistry, type Registry } from '#registry/registry.ts';
import { startHttpServer, type RunningServer } from '#registry/server/http-server.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { RegistryProcess } from '#test/support/registry-process.ts';
import { demoUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { activeSeal, softSealKey } from '#test/support/test-seal.ts';

const { administration, oversight, open } = registryContract;
const dayMs = 86_400_000;

/** The same registry inside this process, so that its clock can be moved and its database opened by force. */
let dir: string;
let registry: Registry;
let server: RunningServer;
let station: TestStation;
const clock = adjustableClock(new Date());

type Role = 'reviewer' | 'maker' | 'admin' | 'auditor';
function as(role?: Role): RegistryTransport {
  const tokens = JSON.parse(readFileSync(join(dir, 'admin-tokens.json'), 'utf8')) as Record<Role, { token: string }>;
  return createTransport({ url: server.url, ...(role === undefined ? {} : { token: tokens[role].token }) });
}
const asProcess = (): RegistryProcess => ({ ...({} as RegistryProcess), as });

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'registry-'));
  clock.set(new Date());
  registry = await openRegistry({ dir, clock });
  const { router, checkHealth, answerTimestampQuery } = registry;
  server = await startHttpServer(router, {
    host: '127.0.0.1',
    port: 0,
    version: 'test',
    logger: silentLogger,
    checkHealth,
    answerTimestampQuery,
  });
  await as('admin').call(administration.createUnit, demoUnit);
  station = await enrolTestStation(asProcess());
});
afterEach(async () => {
  station.close();
  await server.close();
  await registry.close();
  rmSync(dir, { recursive: true, force: true });
});

/** SQL straight into the file, as somebody with the administrator's rights on the machine could. */
function byForce(sql: string): void {
  const db = new Database(join(dir, 'registry.sqlite'));
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

describe('registry over time', () => {
  it('refuses an enrolment code after a day', async () => {
    const order = await as('admin').call(administration.createEnrolmentCode, { unit: demoUnit.code });
    clock.advance(dayMs + 1);
    const pair = generateSm2KeyPair();
    const key = { ...pair, sign: (message: Uint8Array) => sm2Sign(pair.privateKey, pair.publicKey, message) };
    const attempt = enrolStation(as(), key, { ...order, hostName: 'late' }, clock.now());
    await expect(attempt).rejects.toMatchObject({ facts: { detail: '@registry.codeExpired' } });
  });

  it('expires a seal by itself when its certificate ends, with a new list number (AC-XC-E-10)', async () => {
    const seal = await activeSeal(asProcess(), station, softSealKey());
    const before = await as().call(open.statusList, undefined);
    clock.advance(366 * dayMs);
    const after = await as().call(open.statusList, undefined);
    expect(after.statement.seals).toMatchObject([{ esId: seal.esId, state: 'expired' }]);
    expect(after.statement.number).toBe(before.statement.number + 1);
  });

  it('never resumes or cancels without the written request, and cancels for good', async () => {
    const { caseId } = await activeSeal(asProcess(), station, softSealKey());
    const decision = { caseId, reason: '机构撤并' };
    const reviewer = as('reviewer');
    await expect(reviewer.call(administration.cancel, decision)).rejects.toMatchObject({
      facts: { detail: '@registry.requestNumberNeeded' },
    });
    const request = { ...decision, requestNumber: '函〔2026〕9号' };
    expect(await reviewer.call(administration.cancel, request)).toMatchObject({ state: 'cancelled' });
    for (const again of [administration.suspend, administration.resume, administration.cancel]) {
      await expect(reviewer.call(again, request)).rejects.toMatchObject({ code: 'REGISTRY_SEAL_STATE' });
    }
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['make information (AC-HN-13)', 'seal_makings', "made_by = 'nobody'"],
    ['events of a seal', 'seal_events', "actor = 'nobody'"],
    ['received leaves', 'usage_leaves', "flags = ''"],
    ['receipts', 'receipts', "signature = ''"],
    ['incidents (AC-XC-D-24)', 'incidents', "detail = ''"],
    ['the audit log', 'audit', "actor = 'nobody'"],
  ])('keeps %s against UPDATE and DELETE', async (_what, table, change) => {
    await activeSeal(asProcess(), station, softSealKey());
    station.urgent({ type: 'incident' });
    await station.engine.run();
    expect(() => byForce(`UPDATE ${table} SET ${change}`)).toThrow('insert-only');
    expect(() => byForce(`DELETE FROM ${table}`)).toThrow('insert-only');
  });

  it('refuses a maker who is the reviewer, even when the program would not', async () => {
    const { caseId } = await activeSeal(asProcess(), station, softSealKey());
    expect(() => byForce(`UPDATE seal_cases SET made_by = reviewed_by WHERE case_id = '${caseId}'`)).toThrow('CHECK');
  });

  it('shows a row that was changed with the triggers taken away', async () => {
    const page = { after: 0, limit: 500 };
    expect((await as('auditor').call(oversight.audit, page)).isIntact).toBe(true);
    byForce("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'nobody' WHERE number = 2");
    expect((await as('auditor').call(oversight.audit, page)).isIntact).toBe(false);
  });
});

describe('files of a registry', () => {
  it('are for its owner alone: tokens, keys and key file', () => {
    const names = ['admin-tokens.json', 'keys/key-file', 'keys/root-ca.key', 'keys/maker.key'];
    expect(names.filter((name) => (statSync(join(dir, name)).mode & 0o777) !== 0o600)).toEqual([]);
  });

  it('hold no token and no private key in the clear', () => {
    const database = readFileSync(join(dir, 'registry.sqlite-wal')).toString('latin1');
    const tokens = JSON.parse(readFileSync(join(dir, 'admin-tokens.json'), 'utf8')) as Record<
      string,
      { token: string }
    >;
    for (const { token } of Object.values(tokens)) expect(database.includes(token)).toBe(false);
    expect(readFileSync(join(dir, 'keys/maker.key'), 'utf8')).not.toContain('privateKey');
  });
});
