import { sm3 } from '#main/sm/sm3.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { canonicalJson } from '#shared/log/canonical-json.ts';
import { exportNote } from '#shared/log/export-statement.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { latestHead, type Head } from './checkpoints.ts';
import {
  digestedExport,
  exportEntries,
  type ExportEntry,
  type ExportFile,
  type ExportSummary,
} from './export-entries.ts';
import type { EntryFilter, StoredLeaf } from './ledger-repository.ts';
import { listReceipts } from './receipts.ts';
import { proveInclusion } from './stored-tree.ts';

export const jsonExportFormat = 'sealkeeper/ledger-export/v1';

/** What stands in the head of an export beside the entries. */
export interface ExportHeader {
  readonly station: string;
  /** UTC with milliseconds. */
  readonly exportedAt: string;
  readonly exportedBy: { readonly account: string; readonly name: string };
  readonly purpose: string;
  /** 65 bytes: the machine key whose signature is on the checkpoint and on the statement beside the file. */
  readonly publicKey: Uint8Array;
  /** DER of the machine certificate, where there is one. */
  readonly certificate?: Uint8Array | undefined;
}

/**
 * The register as one canonical JSON value `{"entries":[…],"header":{…}}`, written as it is read.
 *
 * Each leaf comes with its inclusion proof under the checkpoint in the header, so that every line can be checked
 * without the database. The file is signed by a statement beside it (`signExport`).
 */
export function exportJson(db: ReadableDb, header: ExportHeader, filter: EntryFilter = {}): ExportFile {
  return digestedExport(jsonPieces(db, header, filter));
}

/**
 * The detached signature of an exported file, CSV or JSON, to be kept beside it: a short text, not JSON.
 *
 * @param sign the machine key: SM2 with SM3 and the default user id, 64 bytes r then s
 */
export function signExport(
  summary: ExportSummary,
  header: Pick<ExportHeader, 'station' | 'publicKey'>,
  sign: (tbs: Uint8Array) => Uint8Array,
): string {
  return exportNote({ station: header.station, ...summary }, sm3, { publicKey: header.publicKey, sign });
}

function* jsonPieces(db: ReadableDb, header: ExportHeader, filter: EntryFilter) {
  const head = latestHead(db);
  let count = 0;
  yield { text: '{"entries":[', isEntry: false };
  for (const entry of exportEntries(db, filter, head?.size ?? 0)) {
    const text = canonicalJson(entryValue(db, entry, head!.size));
    yield { text: count === 0 ? text : `,${text}`, isEntry: true };
    count += 1;
  }
  yield { text: `],"header":${canonicalJson(headerValue(db, header, filter, head, count))}}`, isEntry: false };
}

function entryValue(db: ReadableDb, entry: ExportEntry, size: number) {
  const value = (leaf: StoredLeaf) => ({
    record: leaf.record,
    leafHash: toHex(leaf.hash),
    proof: proveInclusion(db, leaf.index, size).map(toHex),
  });
  return { leaf: value(entry.leaf), intent: value(entry.intent), corrections: entry.corrections.map(value) };
}

function headerValue(
  db: ReadableDb,
  header: ExportHeader,
  filter: EntryFilter,
  head: Head | undefined,
  entries: number,
) {
  return {
    format: jsonExportFormat,
    station: header.station,
    exportedAt: header.exportedAt,
    exportedBy: header.exportedBy,
    purpose: header.purpose,
    filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
    entries,
    checkpoint: head?.note ?? null,
    publicKey: toHex(header.publicKey),
    certificate: header.certificate ? toHex(header.certificate) : null,
    receipts: listReceipts(db).map((receipt) => ({
      receiptNo: receipt.receiptNo,
      fromIndex: receipt.fromIndex,
      size: receipt.size,
      root: toHex(receipt.root),
      receipt: receipt.receipt,
      receivedAt: receipt.receivedAt,
    })),
  };
}
