import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import * as z from 'zod';
import { parseCanonical } from '#shared/log/canonical-json.ts';
import { isSignedBy, parseCheckpoint, type Checkpoint } from '#shared/log/checkpoint.ts';
import { parseExportStatement } from '#shared/log/export-statement.ts';
import { checkInclusion } from '#shared/log/inclusion-proof.ts';
import { leafHash } from '#shared/log/merkle-tree.ts';
import { encodeRecord, type LedgerRecord } from '#shared/log/record.ts';
import { isNoteSignedBy } from '#shared/log/signed-note.ts';
import { fromHex, toHex } from '#shared/log/text-bytes.ts';
import { jsonExportFormat } from './export-json.ts';

const leafSchema = z.object({
  record: z.looseObject({ index: z.int().min(0), station: z.string() }),
  leafHash: z.string(),
  proof: z.array(z.string()),
});
const exportSchema = z.object({
  entries: z.array(z.object({ leaf: leafSchema, intent: leafSchema, corrections: z.array(leafSchema) })),
  header: z.looseObject({
    format: z.literal(jsonExportFormat),
    station: z.string(),
    entries: z.int().min(0),
    checkpoint: z.string().nullable(),
  }),
});

export type ExportFault = 'statement' | 'digest' | 'format' | 'checkpoint' | 'leaf';

export interface ExportVerdict {
  readonly ok: boolean;
  readonly fault?: { readonly reason: ExportFault; readonly leafIndex?: number };
  readonly entries: number;
}

const by = { hash: sm3, verify: sm2Verify };

/**
 * Check a JSON export without the database it came from: the statement is signed by one of the machine keys and names
 * this very file; the checkpoint is signed; every leaf stands under it.
 *
 * That no entry was left out shows only for a whole book: the numbers then have no gap. A filtered export cannot prove
 * that nothing else matched.
 */
export function checkJsonExport(
  file: Uint8Array,
  statementNote: string,
  publicKeys: readonly Uint8Array[],
): ExportVerdict {
  const signed = parseExportStatement(statementNote);
  if (!signed || !isNoteSignedBy(signed.note, publicKeys, by)) return faulty('statement');
  const { statement } = signed;
  if (statement.sm3 !== toHex(sm3(file)) || statement.bytes !== file.length) return faulty('digest');

  const content = readExport(file);
  if (!content || content.header.station !== statement.station) return faulty('format');
  const { entries, header } = content;
  if (entries.length !== statement.entries || entries.length !== header.entries) return faulty('format');
  if (entries.length === 0) return { ok: true, entries: 0 };

  const checkpoint = signedCheckpoint(header.checkpoint, publicKeys);
  if (checkpoint?.station !== statement.station) return faulty('checkpoint');
  for (const { leaf, intent, corrections } of entries) {
    const bad = [leaf, intent, ...corrections].find((each) => !standsUnder(checkpoint, each));
    if (bad) return { ok: false, fault: { reason: 'leaf', leafIndex: bad.record.index }, entries: entries.length };
  }
  return { ok: true, entries: entries.length };
}

function faulty(reason: ExportFault): ExportVerdict {
  return { ok: false, fault: { reason }, entries: 0 };
}

function readExport(file: Uint8Array): z.infer<typeof exportSchema> | null {
  try {
    return exportSchema.parse(parseCanonical(file));
  } catch {
    return null;
  }
}

function signedCheckpoint(note: string | null, publicKeys: readonly Uint8Array[]): Checkpoint | null {
  try {
    const signed = parseCheckpoint(note ?? '');
    return isSignedBy(signed, publicKeys, by) ? signed.checkpoint : null;
  } catch {
    return null;
  }
}

function standsUnder(
  checkpoint: Checkpoint,
  { record, leafHash: claimed, proof }: z.infer<typeof leafSchema>,
): boolean {
  try {
    const hash = leafHash(sm3, encodeRecord(record as unknown as LedgerRecord));
    const hashes = proof.map((hex) => fromHex(hex) ?? new Uint8Array());
    const claim = { leaf: hash, index: record.index, size: checkpoint.size, root: checkpoint.root };
    return toHex(hash) === claimed && record.station === checkpoint.station && checkInclusion(sm3, claim, hashes);
  } catch {
    return false;
  }
}
