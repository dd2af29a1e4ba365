import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#main/platform/logger.ts';
import { nodeProcessHost, type ProcessHost } from '#main/platform/processes.ts';
import { openWritable, transaction } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { createTokenService, type TokenService } from '#main/token/token-service.ts';
import { journalSignature } from '#main/warrant/signature-journal.ts';
import { warrantMigrations } from '#main/warrant/warrant-migrations.ts';
import { makePersonalisedSoftkey, type PersonalisedSoftkey } from '#test/support/personalised-softkey.ts';
import { openOffice } from '#test/main/warrant/warrant-fixture.ts';
import { answerWith, openFor, stampOnce, warrantFor, tbs } from './session-fixture.ts';

const pin = 'Pin-7c41f0e9';
const wrongPin = 'Wrong-5d2a88b1';
const dir = mkdtempSync(join(tmpdir(), 'pin-secrecy-'));
const fromHost: string[] = [];
const toHost: string[] = [];
let key: PersonalisedSoftkey;
let service: TokenService;

/** Records every message in both directions, as a trace of the channel would. */
const tracingHost: ProcessHost = {
  start(entry, options) {
    const child = nodeProcessHost.start(entry, options);
    child.onMessage((message) => fromHost.push(JSON.stringify(message)));
    return {
      post: (message) => {
        toHost.push(JSON.stringify(message));
        child.post(message);
      },
      onMessage: (listener) => child.onMessage(listener),
      onExit: (listener) => child.onExit(listener),
      kill: () => child.kill(),
      get pid() {
        return child.pid;
      },
    };
  },
};

beforeAll(async () => {
  key = await makePersonalisedSoftkey(dir, { userPin: pin });
  service = createTokenService({ processes: tracingHost, settings: key.settings });
});
afterAll(() => {
  service.close();
  rmSync(dir, { recursive: true, force: true });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the PIN (ATK-36, K-4)', () => {
  it('goes to the token host once per login and never comes back', async () => {
    await stampOnce(service, key, answerWith(wrongPin)).catch(() => {});
    await stampOnce(service, key);
    const carrying = toHost.filter((message) => message.includes(pin));
    expect(carrying).toHaveLength(1);
    expect(JSON.parse(carrying[0] ?? '{}')).toMatchObject({ request: { op: 'login' } });
    expect(fromHost.filter((message) => message.includes(pin) || message.includes(wrongPin))).toEqual([]);
  });

  it('is in no error, whichever way the login fails', async () => {
    const errors: unknown[] = [];
    for (const fault of ['C_Login:0xa0', 'C_Login:6', 'C_Login:0x80000001', 'C_OpenSession:0xe0']) {
      key.failNext(fault);
      errors.push(await stampOnce(service, key).catch((error: unknown) => error));
    }
    key.control();
    const texts = errors.map((error) => {
      const { message, stack, facts, cause } = error as Error & { facts: unknown };
      return JSON.stringify({ message, stack, facts, cause: String(cause) });
    });
    expect(texts).toHaveLength(4);
    expect(texts.filter((text) => text.includes(pin))).toEqual([]);
  });

  it('is in no file after stamping: not in the database, its journal, the log or the token', async () => {
    const station = mkdtempSync(join(tmpdir(), 'pin-secrecy-station-'));
    const lines: string[] = [];
    const logger = createLogger({
      name: 'test',
      level: 'trace',
      destination: { write: (line) => void lines.push(line) },
    });
    const opened = openOffice(join(station, 'station.db'));
    const { warrant, e } = warrantFor(key);
    const session = await openFor(service, key, warrant, answerWith(pin));
    const signature = await session.sign(e, tbs);
    await session.close();
    logger.info({ signature: Buffer.from(signature.signatureRs).toString('hex') }, 'signed');
    transaction(opened.db, (tx) => journalSignature(tx, { ...signature, useKind: 'self-test' }));
    opened.db.close();
    const holding = [...filesUnder(station), ...filesUnder(dir)].filter((file) => readFileSync(file).includes(pin));
    expect(holding).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain(pin);
    rmSync(station, { recursive: true, force: true });
  });

  it('does not stay in the environment or arguments of the token host', () => {
    const { hostPid } = service;
    for (const name of ['environ', 'cmdline']) {
      expect(readFileSync(`/proc/${hostPid}/${name}`, 'utf8')).not.toContain(pin);
    }
  });

  it('cannot be written by runtime options of ours, which the token host does not inherit', () => {
    const environment = readFileSync(`/proc/${service.hostPid}/environ`, 'utf8');
    expect(environment).not.toContain('NODE_OPTIONS');
    expect(environment).not.toContain('VITEST');
  });
});

describe('the station database', () => {
  it('has tables for warrants and signatures and none for a PIN', () => {
    const db = openWritable(':memory:');
    migrate(db, warrantMigrations);
    expect(warrantMigrations.map((step) => step.sql).join()).not.toMatch(/\bpin\b/i);
    db.close();
  });
});
