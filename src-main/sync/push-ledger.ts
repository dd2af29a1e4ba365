import { StationError } from '#shared/errors/station-error.ts';
import {
  signedReceiptSchema,
  type Receipt,
  type Reconciliation,
  type SignedReceipt,
} from '#shared/registry/registry-statements.ts';
import type { UsageLeaf } from '#shared/registry/usage.ts';
import { listReceipts } from '#main/ledger/receipts.ts';
import type { Clock } from '#main/platform/clock.ts';
import { transaction, type ReadableDb, type WritableDb } from '#main/storage/database.ts';
import { keptStatusList } from './accept-list.ts';
import type { LedgerOutbox, OutboxHead } from './ledger-outbox.ts';
import type { RegistryClient } from './registry-client.ts';
import { addEvidence, readPosition, savePosition } from './sync-repository.ts';

export interface PushParts {
  readonly db: WritableDb;
  readonly outbox: LedgerOutbox;
  readonly client: RegistryClient;
  readonly clock: Clock;
}

/** Leaves of one request; with ordinary entries about half a megabyte. */
const batchLength = 200;
/** Characters of one request, well under what a registry takes (8 MiB). */
const batchCharacters = 3 * 1024 * 1024;

/** Urgent leaves the registry has not taken yet, one by one, before anything else (C.6). @returns how many were sent */
export async function pushUrgent({ db, outbox, client }: PushParts): Promise<number> {
  const waiting = outbox.urgentAfter(readPosition(db).urgent_sent);
  for (const leaf of waiting) {
    await client.notify(leaf);
    transaction(db, (tx) => savePosition(tx, { urgent_sent: leaf.index }));
  }
  return waiting.length;
}

/**
 * Push the ledger from where the receipts end, batch by batch; every batch ends at a checkpoint. Each receipt is
 * compared with this station's own tree before it is kept.
 *
 * @returns the receipts of this run
 * @throws LEDGER_DIVERGED when the registry holds another ledger, or more of it than this station; REGISTRY_INCONSISTENT
 * when the registry says so; the codes of the transport
 */
export async function pushLedger(parts: PushParts): Promise<readonly Receipt[]> {
  const { outbox } = parts;
  const receipts: Receipt[] = [];
  let cursor = outbox.receiptedSize();
  let hasReconciled = false;
  for (;;) {
    const batch = nextBatch(outbox, cursor);
    if (batch === undefined) return receipts;
    try {
      const receipt = await pushBatch(parts, cursor, batch);
      receipts.push(receipt);
      cursor = receipt.ledgerSize;
    } catch (error) {
      const isBehind = error instanceof StationError && error.code === 'REGISTRY_SEQUENCE_GAP' && !hasReconciled;
      if (!isBehind) throw error;
      hasReconciled = true;
      cursor = (await reconcile(parts)).ledgerSize;
    }
  }
}

interface Batch {
  readonly leaves: readonly UsageLeaf[];
  readonly head: OutboxHead;
}

/** Leaves up to the last checkpoint within a batch, or to the first one when that lies further on. */
function nextBatch(outbox: LedgerOutbox, cursor: number): Batch | undefined {
  const last = outbox.head();
  if (last === undefined || cursor >= last.size) return undefined;
  const leaves = leadingLeaves(outbox.leavesFrom(cursor, batchLength));
  for (let count = leaves.length; count > 0; count -= 1) {
    const head = outbox.checkpointAt(cursor + count);
    if (head) return { leaves: leaves.slice(0, count), head };
  }
  const head = outbox.checkpointCovering(cursor);
  return head && { leaves: outbox.leavesFrom(cursor, head.size - cursor), head };
}

/** As many as fit one request, at least one. */
function leadingLeaves(leaves: readonly UsageLeaf[]): readonly UsageLeaf[] {
  let characters = 0;
  const tooMany = leaves.findIndex(({ record }) => (characters += record.length) > batchCharacters);
  return tooMany === -1 ? leaves : leaves.slice(0, Math.max(1, tooMany));
}

async function pushBatch(parts: PushParts, fromIndex: number, { leaves, head }: Batch): Promise<Receipt> {
  const { client, outbox, clock } = parts;
  let signed: SignedReceipt;
  try {
    signed = await client.pushLeaves({ fromIndex, leaves: [...leaves], checkpoint: head.note });
  } catch (error) {
    if (error instanceof StationError && error.code === 'REGISTRY_INCONSISTENT') {
      keepEvidence(parts, 'ledger-diverged', { checkpoint: head.note, answer: { ...error.facts } });
    }
    throw error;
  }
  const receipt = signed.statement;
  compareHeads(parts, { size: receipt.ledgerSize, root: receipt.root }, signed);
  if (receipt.ledgerSize < head.size) {
    throw new StationError('SYNC_RECEIPT_INVALID', { detail: '@registry.receiptContent' });
  }
  outbox.saveReceipt(signed, clock.now());
  return receipt;
}

/**
 * Show the registry what it signed last and hear what it holds. It may know less than it has signed for, when it was
 * restored from an older copy (U-REG-4).
 *
 * @returns the verified answer; a roll-back is kept as evidence
 * @throws LEDGER_DIVERGED when what it holds is not the beginning of this ledger
 */
export async function reconcile(parts: PushParts): Promise<Reconciliation> {
  const lastReceipt = lastKeptReceipt(parts.db);
  const lastStatusList = keptStatusList(parts.db);
  const answer = await parts.client.reconcile({
    ...(lastReceipt === undefined ? {} : { lastReceipt }),
    ...(lastStatusList === undefined ? {} : { lastStatusList }),
  });
  compareHeads(parts, { size: answer.ledgerSize, root: answer.root }, answer);
  if (answer.isRolledBack) keepEvidence(parts, 'registry-rolled-back', { answer, lastReceipt: lastReceipt ?? null });
  return answer;
}

function lastKeptReceipt(db: ReadableDb): SignedReceipt | undefined {
  const last = listReceipts(db).at(-1);
  return last && signedReceiptSchema.parse(JSON.parse(last.receipt));
}

/** Both sides must have the same first `size` leaves; the registry can never have more than the station made. */
function compareHeads(parts: PushParts, held: { size: number; root: string }, evidence: object): void {
  const own = parts.outbox.head();
  if (held.size > (own?.size ?? 0)) {
    keepEvidence(parts, 'station-rolled-back', { ownHead: own ?? null, registry: evidence });
    throw new StationError('LEDGER_DIVERGED', {
      detail: '@registry.registryHasMore',
      size: held.size,
      kept: held.size,
      own: own?.size ?? 0,
    });
  }
  const root = parts.outbox.rootAt(held.size);
  if (root === held.root) return;
  keepEvidence(parts, 'ledger-diverged', { ownHead: own ?? null, ownRoot: root ?? null, registry: evidence });
  throw new StationError('LEDGER_DIVERGED', {
    detail: '@registry.rootDiffers',
    size: held.size,
    kept: held.root,
    offered: root ?? '',
  });
}

function keepEvidence(parts: PushParts, kind: Parameters<typeof addEvidence>[2], evidence: object): void {
  transaction(parts.db, (tx) => addEvidence(tx, parts.clock.now(), kind, evidence));
}
