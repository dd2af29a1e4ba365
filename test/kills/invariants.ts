import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { checkLedger } from '#main/ledger/check-ledger.ts';
import { listEntriesAfter, openIntents } from '#main/ledger/ledger-repository.ts';
import { dataPaths } from '#main/platform/paths.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { openReadable, type ReadableDb } from '#main/storage/database.ts';
import { all, createQueries } from '#main/storage/queries.ts';
import { entryNoText } from '#shared/model/register-entry.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { preparedNames } from '#test/support/prepared-station.ts';
import { toHex } from '#shared/log/text-bytes.ts';

export type EntryResult = 'success' | 'signed-unsaved' | 'unknown' | 'void';

/** One folder that is killed over and over, with what its earlier checks have found. */
export interface WatchedFolder {
  readonly folder: string;
  readonly data: string;
  readonly publicKey: Uint8Array;
  /** Signatures the token had made before the first stamp. */
  readonly signaturesBefore: number;
  /** SM3 by final name, of the files that were read. */
  readonly files: Map<string, string>;
  readonly results: Map<string, { readonly result: EntryResult; readonly digest: string }>;
  lastLeaf: number;
}

/** What must hold whenever a station has been opened again. @returns sentences about what does not */
export function brokenPromises(watched: WatchedFolder, signatures: 'all' | 'newest' = 'newest'): string[] {
  const db = openReadable(dataPaths(watched.data).database);
  try {
    readNews(watched, db);
    return [
      ...fileTrouble(watched),
      ...entryTrouble(watched, db),
      ...keyTrouble(watched, db),
      ...ledgerTrouble(watched, db, signatures),
    ];
  } finally {
    db.close();
  }
}

function readNews(watched: WatchedFolder, db: ReadableDb): void {
  for (const { index, record } of listEntriesAfter(db, {}, watched.lastLeaf, 100_000)) {
    watched.lastLeaf = index;
    if (record.kind === 'void') {
      watched.results.set(entryNoText(record.body.entryNo), { result: 'void', digest: '' });
    } else {
      const { ledgerYear: year, seqNo: seq, result, digestAfter } = record.body.entry;
      watched.results.set(entryNoText({ year, seq }), {
        result: result as EntryResult,
        digest: digestAfter?.sm3 ?? '',
      });
    }
  }
  const { sealed } = dataPaths(watched.data);
  for (const name of fs.readdirSync(sealed)) {
    if (!watched.files.has(name)) watched.files.set(name, toHex(sm3(fs.readFileSync(path.join(sealed, name)))));
  }
}

/** Every file under a final name has one 成功 entry with its digest, every such entry its file; nothing else lies there. */
function* fileTrouble({ data, files, results }: WatchedFolder): Iterable<string> {
  const present = new Set(fs.readdirSync(dataPaths(data).sealed));
  const sealedEntries = new Set<string>();
  for (const [name, digest] of files) {
    if (!present.has(name)) yield `${name} has gone`;
    const entry = name.slice(0, 'yyyy-nnnnnn'.length);
    const found = results.get(entry);
    if (name.startsWith('.')) yield `${name} was left behind`;
    else if (found?.result !== 'success') yield `${name} has no entry 成功`;
    else if (found.digest !== digest) yield `${name} is not the file its entry speaks of`;
    if (sealedEntries.has(entry)) yield `${entry} has two files`;
    sealedEntries.add(entry);
  }
  for (const [entry, { result }] of results) {
    if (result === 'success' && !sealedEntries.has(entry)) yield `${entry} is 成功 and has no file`;
  }
}

function* entryTrouble({ results }: WatchedFolder, db: ReadableDb): Iterable<string> {
  const numbers = [...results.keys()].map((entry) => Number(entry.slice(5))).toSorted((a, b) => a - b);
  const gap = numbers.findIndex((number, at) => number !== at + 1);
  if (gap >= 0) yield `number ${gap + 1} is missing or doubled`;
  const open = openIntents(db).length;
  if (open > 0) yield `${open} intents are open`;
}

const queries = createQueries<Record<never, never>>();

/** No permission gives two signatures, and no signature of the key is without an entry. */
function* keyTrouble(watched: WatchedFolder, db: ReadableDb): Iterable<string> {
  const journal = all(
    db,
    sql<{ use_id: string }>`SELECT use_id FROM signature_journal WHERE use_kind = 'stamping'`.compile(queries),
  );
  if (new Set(journal.map((row) => row.use_id)).size !== journal.length) yield 'one permission gave two signatures';
  const live = all(
    db,
    sql<{ id: string }>`SELECT warrant_id AS id FROM warrants WHERE state = 'reserved'`.compile(queries),
  );
  if (live.length > 0) yield `${live.length} permissions are half used`;
  const tally = tallyOf(watched);
  const signed = tally.success + tally['signed-unsaved'];
  const made = softkeyHand(path.join(watched.folder, preparedNames.token)).signatureCount() - watched.signaturesBefore;
  if (journal.length !== signed) yield `${journal.length} signatures in the journal, ${signed} in the register`;
  if (made < signed) yield `the key made ${made} signatures, the register has ${signed}`;
  if (made > signed + tally.unknown)
    yield `the key made ${made} signatures, the register accounts for ${signed + tally.unknown}`;
}

function* ledgerTrouble(watched: WatchedFolder, db: ReadableDb, signatures: 'all' | 'newest'): Iterable<string> {
  const report = checkLedger(db, { publicKeys: [watched.publicKey], signatures });
  if (!report.ok) yield `the ledger is broken at leaf ${report.firstBad?.index}: ${report.firstBad?.reason}`;
  if (report.entries !== watched.results.size) yield `${report.entries} entries, ${watched.results.size} were read`;
}

export function tallyOf({ results }: WatchedFolder): Record<EntryResult, number> {
  const tally = { success: 0, 'signed-unsaved': 0, unknown: 0, void: 0 };
  for (const { result } of results.values()) tally[result] += 1;
  return tally;
}
