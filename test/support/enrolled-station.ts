import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerMigrations } from '#main/ledger/ledger-schema.ts';
import { appendIntent, appendLeaf } from '#main/ledger/append-leaf.ts';
import { adjustableClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { sealMigrations } from '#main/seals/seal-schema.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { openWritable, transaction } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { enrolStation, type EnrolledStation } from '#main/sync/enrol-station.ts';
import { ledgerOutbox, type LedgerOutbox } from '#main/sync/ledger-outbox.ts';
import type { SealChange } from '#main/sync/apply-status.ts';
import { createRegistryClient, type MachineKey, type RegistryClient } from '#main/sync/registry-client.ts';
import type { RegistryTransport } from '#main/sync/registry-transport.ts';
import { createSyncEngine, type SyncEngine } from '#main/sync/sync-engine.ts';
import { syncMigrations } from '#main/sync/sync-schema.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { LeafBody } from '#shared/log/record.ts';
import type { RegisterEntry } from '#shared/model/register-entry.ts';
import type { RegistryProcess } from './registry-process.ts';
import { intentBody, registerEntry, type StationLedger } from './station-ledger.ts';

export const demoUnit = { code: '11410799MB0000001L', name: '青禾县农业农村局', region: '410799' };

/** A station enrolled at a real registry, with a real ledger; its machine key is in memory, not in a protected file. */
export interface TestStation {
  readonly id: string;
  readonly enrolled: EnrolledStation;
  readonly machineKey: MachineKey;
  readonly ledger: StationLedger;
  readonly outbox: LedgerOutbox;
  readonly client: RegistryClient;
  readonly engine: SyncEngine;
  readonly sealChanges: SealChange[];
  /** The same station over another transport (a hostile one, a slow one). */
  through(transport: RegistryTransport): { client: RegistryClient; engine: SyncEngine };
  /** Intent and outcome, each in its transaction; the clock moves on by a second. */
  stamp(times?: number, changes?: Partial<RegisterEntry>): void;
  urgent(body: Partial<LeafBody<'urgent'>>): void;
  close(): void;
}

function stampWith({ db, writer, clock }: StationLedger, changes: Partial<RegisterEntry>): void {
  const seal = changes.esId === undefined ? {} : { sealEsId: changes.esId };
  const intent = transaction(db, (tx) => appendIntent(tx, writer, demoUnit.code, intentBody(seal)));
  const entry = registerEntry(intent.entryNo, clock.now(), changes);
  const body = { intentIndex: intent.index, requestId: 'r-1', warrantId: 'w-1', entry };
  transaction(db, (tx) => appendLeaf(tx, writer, { kind: 'outcome', body }));
  clock.advance(1000);
}

export async function createUnit(registry: RegistryProcess): Promise<void> {
  await registry.as('admin').call(registryContract.administration.createUnit, demoUnit);
}

export async function enrolTestStation(registry: RegistryProcess): Promise<TestStation> {
  const ticket = await registry
    .as('admin')
    .call(registryContract.administration.createEnrolmentCode, { unit: demoUnit.code });
  const pair = generateSm2KeyPair();
  const sign = (message: Uint8Array): Uint8Array => sm2Sign(pair.privateKey, pair.publicKey, message);
  const clock = adjustableClock(new Date());
  const order = { ...ticket, hostName: 'office-pc' };
  const enrolled = await enrolStation(registry.as(), { publicKey: pair.publicKey, sign }, order, clock.now());

  const folder = mkdtempSync(join(tmpdir(), 'station-'));
  const file = join(folder, 'station.db');
  const db = openWritable(file);
  migrate(db, [...ledgerMigrations, ...sealMigrations, ...syncMigrations]);
  const close = (): void => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const writer = { station: ticket.station, signer: { publicKey: pair.publicKey, sign }, clock };
  const ledger: StationLedger = { folder, file, db, clock, key: pair, writer, close };
  const machineKey: MachineKey = { stationId: ticket.station, certificate: enrolled.certificate, sign };
  const outbox = ledgerOutbox(db);
  const sealChanges: SealChange[] = [];

  const through: TestStation['through'] = (transport) => {
    const client = createRegistryClient({ transport, machineKey, pinned: enrolled.pinned, clock, ids: systemIds });
    return {
      client,
      engine: createSyncEngine({
        db,
        outbox,
        client,
        clock,
        onSealsChanged: (changes) => void sealChanges.push(...changes),
      }),
    };
  };
  return {
    id: ticket.station,
    enrolled,
    machineKey,
    ledger,
    outbox,
    ...through(registry.as()),
    sealChanges,
    through,
    stamp: (times = 1, changes = {}) => {
      for (let i = 0; i < times; i += 1) stampWith(ledger, changes);
    },
    urgent: (body) =>
      transaction(db, (tx) => {
        const notice: LeafBody<'urgent'> = {
          noticeId: systemIds.uuid(),
          type: 'suspend',
          reason: '怀疑印章被他人使用',
          by: { account: 'wang', name: '王保管' },
          ...body,
        };
        appendLeaf(tx, writer, { kind: 'urgent', body: notice });
      }),
    close,
  };
}
