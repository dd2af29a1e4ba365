import fs from 'node:fs';
import path from 'node:path';
import { invalidateRequestsOnSeal } from '#main/approvals/request-repository.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { StationEvents } from '#main/rpc/station-events.ts';
import type { Ids } from '#main/platform/ids.ts';
import type { DataPaths } from '#main/platform/paths.ts';
import type { RegistryNews } from '#main/stamping/stamp-desk.ts';
import type { StationIdentity } from '#main/station/identity.ts';
import type { MachineKey } from '#main/station/machine-key.ts';
import { transaction, type ReadableDb, type WritableDb } from '#main/storage/database.ts';
import { keptStatusList } from '#main/sync/accept-list.ts';
import { ledgerOutbox } from '#main/sync/ledger-outbox.ts';
import { pinRegistry } from '#main/sync/pinned-registry.ts';
import { createRegistryClient, type RegistryClient } from '#main/sync/registry-client.ts';
import { createTransport } from '#main/sync/registry-transport.ts';
import { createSyncEngine } from '#main/sync/sync-engine.ts';
import { readPosition } from '#main/sync/sync-repository.ts';
import type { SyncView } from '#shared/contract/station.ts';

interface LinkParts {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly paths: DataPaths;
  readonly identity: StationIdentity;
  readonly machineKey: MachineKey;
}

/** The name and the root of the registry this station was enrolled at. */
interface KeptRoot {
  readonly registry: string;
  readonly root: string;
}

const rootFile = (paths: DataPaths): string => path.join(paths.trust, 'registry-root.json');

/** Kept at enrolment, beside the digest that people compared. */
export function keepRegistryRoot(paths: DataPaths, registry: string, root: Uint8Array): void {
  const content: KeptRoot = { registry, root: Buffer.from(root).toString('base64') };
  const file = rootFile(paths);
  writeDurably(`${file}.new`, [Buffer.from(JSON.stringify(content))]);
  renameDurably(`${file}.new`, file);
}

/** The registry as this station talks to it. @throws SYNC_ROOT_MISMATCH when the kept root was exchanged */
export function registryClient({ clock, ids, paths, identity, machineKey }: LinkParts): RegistryClient {
  const { registry, root } = JSON.parse(fs.readFileSync(rootFile(paths), 'utf8')) as KeptRoot;
  const pinned = pinRegistry(registry, new Uint8Array(Buffer.from(root, 'base64')), identity.registryRootSm3);
  const transport = createTransport({ url: identity.registryUrl });
  return createRegistryClient({ transport, machineKey, pinned, clock, ids });
}

export interface RegistryLink {
  synchronise(): Promise<SyncView>;
  state(): SyncView;
}

/** Synchronisation wired to what it changes: a seal that leaves `active` closes the requests on it (C.1). */
export function createRegistryLink(parts: LinkParts & { readonly events: StationEvents }): RegistryLink {
  const { db, clock, events } = parts;
  const engine = createSyncEngine({
    db,
    clock,
    outbox: ledgerOutbox(db),
    client: registryClient(parts),
    onSealsChanged: (changes) => {
      const closed = transaction(db, (tx) =>
        changes.flatMap((change) => (change.to === 'active' ? [] : invalidateRequestsOnSeal(tx, change.esId))),
      );
      events.emit({ type: 'seals.changed' });
      for (const requestId of closed) events.emit({ type: 'request.changed', requestId });
    },
  });
  const state = (): SyncView => {
    const { pending, statusNumber, statusIssuedAt } = engine.state();
    return { pushed: 0, receipts: [], pending, statusNumber, statusIssuedAt };
  };
  return {
    state,
    synchronise: async () => {
      const { pushed, receipts } = await engine.run().finally(() => events.emit({ type: 'sync.changed' }));
      return {
        ...state(),
        pushed,
        receipts: receipts.map(({ number, fromIndex, toIndex }) => ({ number, fromIndex, toIndex })),
      };
    },
  };
}

/** What the registry last said, for the pre-checks and the register. */
export function registryNews(db: ReadableDb): RegistryNews {
  const status = keptStatusList(db)?.statement;
  const position = readPosition(db);
  return {
    statusNumber: status?.number ?? null,
    statusIssuedAt: status ? new Date(status.issuedAt) : null,
    // The engine measures registry minus station; the register tells how far this clock is off.
    clockOffsetMs: position.clock_offset_ms === null ? null : -position.clock_offset_ms,
    clockCheckedAt: position.registry_time === null ? null : new Date(position.registry_time),
  };
}
