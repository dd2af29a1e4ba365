import { headAt, type Head } from '#main/ledger/checkpoints.ts';
import type { EntryStory } from '#main/ledger/entry-story.ts';
import { leafAt } from '#main/ledger/ledger-repository.ts';
import type { StoredReceipt } from '#main/ledger/receipts.ts';
import { proveInclusion } from '#main/ledger/stored-tree.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import type { EntryProof } from '#shared/contract/ledger-views.ts';
import { isSignedBy, parseCheckpoint } from '#shared/log/checkpoint.ts';
import { checkInclusion } from '#shared/log/inclusion-proof.ts';
import { leafHash, sameBytes } from '#shared/log/merkle-tree.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { signedReceiptSchema, type Receipt } from '#shared/registry/registry-statements.ts';
import { officeTime } from '#shared/model/register-entry.ts';

/**
 * The proof of an entry, computed now from its bytes: nothing is taken from a column that says so.
 *
 * @param publicKeys machine keys of this station, 65 bytes each
 */
export function entryProof(
  db: ReadableDb,
  story: EntryStory,
  publicKeys: readonly Uint8Array[],
): EntryProof & { readonly receipt: Receipt | null } {
  const { index, head, hashes } = story.proof;
  const bytes = leafAt(db, index)?.bytes ?? new Uint8Array();
  const leaf = leafHash(sm3, bytes);
  const { checkpoint, isSigned } = readHead(head, publicKeys);
  const claim = { leaf, index, size: head.size, root: checkpoint.root };
  const receipt = story.receipt && readReceipt(story.receipt);
  return {
    leafHash: toHex(leaf),
    leafIndex: index,
    nodes: hashes.length,
    isIncluded: checkInclusion(sm3, claim, hashes),
    checkpoint: { at: officeTime(new Date(checkpoint.at)), size: head.size, isSigned },
    registry: registryPart(db, leaf, index, story.receipt, receipt),
    receipt,
  };
}

function readHead({ note }: Head, publicKeys: readonly Uint8Array[]) {
  const signed = parseCheckpoint(note);
  return { checkpoint: signed.checkpoint, isSigned: isSignedBy(signed, publicKeys, { hash: sm3, verify: sm2Verify }) };
}

function registryPart(
  db: ReadableDb,
  leaf: Uint8Array,
  index: number,
  stored: StoredReceipt | null,
  receipt: Receipt | null,
): EntryProof['registry'] {
  if (!stored || !receipt) return { state: 'waiting', number: null, at: null };
  const own = headAt(db, stored.size);
  const claim = { leaf, index, size: stored.size, root: stored.root };
  const agrees =
    own !== undefined &&
    sameBytes(own.root, stored.root) &&
    checkInclusion(sm3, claim, proveInclusion(db, index, stored.size));
  return {
    state: agrees ? 'agrees' : 'differs',
    number: receipt.number,
    at: officeTime(new Date(receipt.receivedAt)),
  };
}

/** Its signature was checked when it came; the ledger keeps it exactly as it was. */
function readReceipt({ receipt }: StoredReceipt): Receipt | null {
  const parsed = signedReceiptSchema.safeParse(JSON.parse(receipt));
  return parsed.success ? parsed.data.statement : null;
}
