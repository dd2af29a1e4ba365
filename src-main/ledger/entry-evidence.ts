import type { ReadableDb } from '#main/storage/database.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { latestHead } from './checkpoints.ts';
import type { EntryStory } from './entry-story.ts';
import { proveInclusion } from './stored-tree.ts';

/** One file of an evidence package. */
export interface EvidenceFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export const evidenceFormat = 'sealkeeper/evidence/v1';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const jsonFile = (path: string, value: unknown): EvidenceFile => ({
  path,
  content: utf8(`${JSON.stringify(value, null, 2)}\n`),
});

/**
 * What the ledger says of one number, so that it can be checked without the ledger: the bytes of its leaves, the newest
 * signed checkpoint, the registry's receipt as it came, and for each leaf its path to the roots of both.
 *
 * @throws LEDGER_NOT_FOUND when there is no checkpoint
 */
export function entryEvidence(
  db: ReadableDb,
  story: EntryStory,
  signer: { readonly station: string; readonly publicKey: Uint8Array; readonly certificate: Uint8Array | undefined },
): readonly EvidenceFile[] {
  const head = latestHead(db);
  if (!head) throw new StationError('LEDGER_NOT_FOUND', { entry: entryNoText(story.entryNo) });
  const { receipt } = story;
  const leaves = [story.intent, ...(story.settlement ? [story.settlement] : []), ...story.corrections];
  const named = leaves.map((leaf) => ({ leaf, file: `leaves/${leaf.index}-${leaf.record.kind}.json` }));
  const pathsOf = (index: number, size: number): readonly string[] => proveInclusion(db, index, size).map(toHex);
  const proof = {
    format: evidenceFormat,
    station: signer.station,
    publicKey: toHex(signer.publicKey),
    checkpointSize: head.size,
    leaves: named.map(({ leaf: { index }, file }) => ({
      file,
      index,
      path: pathsOf(index, head.size),
      receiptPath: receipt && index < receipt.size ? pathsOf(index, receipt.size) : null,
    })),
  };
  return [
    ...named.map(({ leaf, file }) => ({ path: file, content: leaf.bytes })),
    jsonFile('proof.json', proof),
    { path: 'checkpoint.txt', content: utf8(head.note) },
    ...(receipt ? [{ path: 'receipt.json', content: utf8(receipt.receipt) }] : []),
    ...(signer.certificate ? [{ path: 'machine.cer', content: signer.certificate }] : []),
  ];
}
