import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appendIntent, appendLeaf, type AppendedLeaf, type LedgerWriter } from '#main/ledger/append-leaf.ts';
import { ledgerMigrations } from '#main/ledger/ledger-schema.ts';
import { adjustableClock, type AdjustableClock } from '#main/platform/clock.ts';
import { generateSm2KeyPair, sm2Sign, type Sm2KeyPair } from '#main/sm/sm2.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import type { LeafBody } from '#shared/log/record.ts';
import { entryNoText, officeTime, type EntryNo, type RegisterEntry } from '#shared/model/register-entry.ts';

export const exampleUnit = '11410799MB0000001L';
const hex = (digit: string): string => digit.repeat(64);
const digests = (digit: string) => ({ sm3: hex(digit), sha256: hex(digit) });
const wang = { account: 'wang', name: '王保管' };

/** A ledger in a folder of its own, with a machine key and a clock that stands still. */
export interface StationLedger {
  readonly folder: string;
  readonly file: string;
  readonly db: WritableDb;
  readonly clock: AdjustableClock;
  readonly key: Sm2KeyPair;
  readonly writer: LedgerWriter;
  close(): void;
}

export function openStationLedger(file?: string, key: Sm2KeyPair = generateSm2KeyPair()): StationLedger {
  const folder = file ? path.dirname(file) : fs.mkdtempSync(path.join(os.tmpdir(), 'ledger-'));
  const name = file ?? path.join(folder, 'station.db');
  const db = openWritable(name);
  migrate(db, ledgerMigrations);
  const clock = adjustableClock(new Date('2026-03-09T06:05:07.250Z'));
  const signer = {
    publicKey: key.publicKey,
    sign: (tbs: Uint8Array) => sm2Sign(key.privateKey, key.publicKey, tbs),
  };
  const writer = { station: 'SK-TEST-01', signer, clock };
  const close = (): void => {
    db.close();
    if (!file) fs.rmSync(folder, { recursive: true });
  };
  return { folder, file: name, db, clock, key, writer, close };
}

export function intentBody(changes: Partial<LeafBody<'intent'>> = {}): Omit<LeafBody<'intent'>, 'entryNo'> {
  return {
    requestId: 'r-1',
    warrantId: 'w-1',
    sealEsId: '41079900000001',
    digestBefore: digests('a'),
    placements: [{ page: 1, xMm: 105, yMm: 210, widthMm: 42, heightMm: 42 }],
    custodian: wang,
    tokenSerial: '0123456789ABCDEF',
    ...changes,
  };
}

export function registerEntry(no: EntryNo, at: Date, changes: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    entryId: `6f1c1b1e-6f7e-4d7e-9a53-${String(no.seq).padStart(12, '0')}`,
    ledgerYear: no.year,
    seqNo: no.seq,
    usedAt: officeTime(at),
    usedAtUtc: at.toISOString(),
    clock: { source: 'system' },
    unitName: '示例县政务服务局',
    unitCode: no.unitCode,
    deptName: '办公室',
    reason: '印发年度工作要点',
    approvers: [{ account: 'li', name: '李批准', step: 1, decision: 'approved', at: officeTime(at) }],
    approvalId: `SP-${entryNoText(no)}`,
    approvalBasis: 'chain',
    handler: { account: 'zhao', name: '赵经办' },
    sealUser: wang,
    custodian: wang,
    sealName: '示例县政务服务局',
    esId: '41079900000001',
    sealCategory: 'unit_name',
    cert: { serial: '0A', issuer: 'CN=示范 CA', notBefore: '2026-01-01', notAfter: '2029-01-01' },
    sealStatus: { state: 'active' },
    tokenSerial: '0123456789ABCDEF',
    tokenModel: 'softkey',
    workstation: { id: 'SK-TEST-01', hostName: 'office-pc' },
    documentTitle: `第${no.seq}号通知`,
    documentNumber: `示政发〔2026〕${no.seq}号`,
    documentType: '公文',
    secrecy: '非涉密',
    fileFormat: 'PDF',
    pages: 3,
    copies: 5,
    digestBefore: digests('a'),
    digestAfter: digests('b'),
    positions: [{ page: 1, xMm: 105, yMm: 210, widthMm: 42, heightMm: 42, kind: 'single' }],
    signatureDigest: hex('c'),
    result: 'success',
    profileId: 'anyang-2020',
    profileVersion: '1.0.0',
    profileDigest: hex('d'),
    ...changes,
  };
}

/** Intent and outcome in two transactions, as a stamping writes them; the clock moves on by a second. */
export function stampOnce(ledger: StationLedger, changes: Partial<RegisterEntry> = {}): AppendedLeaf {
  const intent = transaction(ledger.db, (tx) => appendIntent(tx, ledger.writer, exampleUnit, intentBody()));
  const outcome = transaction(ledger.db, (tx) =>
    appendLeaf(tx, ledger.writer, {
      kind: 'outcome',
      body: {
        intentIndex: intent.index,
        requestId: 'r-1',
        warrantId: 'w-1',
        entry: registerEntry(intent.entryNo, ledger.clock.now(), changes),
      },
    }),
  );
  ledger.clock.advance(1000);
  return outcome;
}

/** An intent whose number is voided. */
export function voidOnce(ledger: StationLedger, reason = '密码钥匙被拔出，未产生签名'): AppendedLeaf {
  const intent = transaction(ledger.db, (tx) => appendIntent(tx, ledger.writer, exampleUnit, intentBody()));
  const body = { entryNo: intent.entryNo, intentIndex: intent.index, reason };
  return transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, { kind: 'void', body }));
}
