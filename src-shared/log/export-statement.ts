import { encodeNote, noteKeyId, parseNote, type SignedNote } from './signed-note.ts';
import type { HashFunction } from './merkle-tree.ts';

/**
 * The detached signature of an exported ledger file: a signed note beside the file that names the file's digest.
 *
 *     sealkeeper/ledger-export/v1/<station>\n
 *     sm3 <64 hexadecimal digits>\n
 *     bytes <decimal>\n
 *     entries <decimal>\n
 *
 * The file itself is not what is signed, so a file of any length is exported without being held in memory.
 */
export interface ExportStatement {
  readonly station: string;
  /** SM3 of the whole file, hexadecimal. */
  readonly sm3: string;
  readonly bytes: number;
  readonly entries: number;
}

const originPrefix = 'sealkeeper/ledger-export/v1/';

export function exportStatementText({ station, sm3, bytes, entries }: ExportStatement): string {
  return `${originPrefix}${station}\nsm3 ${sm3}\nbytes ${bytes}\nentries ${entries}\n`;
}

/** The whole note. @param signer its `sign` makes SM2 with SM3 and the default user id: 64 bytes, r then s */
export function exportNote(
  statement: ExportStatement,
  hash: HashFunction,
  signer: { readonly publicKey: Uint8Array; readonly sign: (tbs: Uint8Array) => Uint8Array },
): string {
  const text = exportStatementText(statement);
  const origin = originPrefix + statement.station;
  const signatureRs = signer.sign(new TextEncoder().encode(text));
  const note = encodeNote({ origin, text, keyId: noteKeyId(hash, origin, signer.publicKey), signatureRs });
  if (note === null) throw new RangeError('an SM2 signature is 64 bytes');
  return note;
}

/** @returns null for anything but a well-formed export note; the signature is checked with `isNoteSignedBy` */
export function parseExportStatement(note: string): { statement: ExportStatement; note: SignedNote } | null {
  const parsed = parseNote(note);
  const form = /^sealkeeper\/ledger-export\/v1\/(\S+)\nsm3 ([0-9a-f]{64})\nbytes (\d+)\nentries (\d+)\n$/;
  const [, station, sm3, bytes, entries] = form.exec(parsed?.text ?? '') ?? [];
  if (!parsed || !station || !sm3) return null;
  return { statement: { station, sm3, bytes: Number(bytes), entries: Number(entries) }, note: parsed };
}
