import { PDFHexString, PDFRawStream } from 'pdf-lib';
import { createSm3, sm3, type Sm3Hash } from '#main/sm/sm3.ts';
import type { ByteSource } from '../byte-source.ts';
import { formFields, topFieldNames } from './form-fields.ts';
import { DictEdit, appendToArray } from './dict-edit.ts';
import { Increment } from './increment.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { broken } from './pdf-problems.ts';
import { PdfRef } from './pdf-values.ts';
import { readSecurityStore, type SecurityStore } from './security-store.ts';
import { fillByteRange, fillContents } from './signature-dictionary.ts';
import { addSignatureField } from './signature-field.ts';
import { isLocked, signatureRules, signedFields } from './signing-locks.ts';

/** More than an authority's token takes, with its certificates. */
const tokenBytes = 16 * 1024;

/** An update that is laid behind a signed file: material for checking it later, and room for a document timestamp. */
export interface PreparedArchive {
  /** 32 bytes, SM3 of what the document timestamp covers: the whole file besides the token; null without room for one. */
  readonly imprint: Uint8Array | null;
  /** The bytes to append. The same token gives the same bytes. @throws STAMP_CONTENTS_TOO_LARGE */
  finish(token: Uint8Array | null): Uint8Array;
}

/**
 * Lay a DSS behind a signed file, and a document timestamp over all of it. What the file's DSS holds already stays, and
 * is not stored twice. Nothing that is signed is touched: an update of this kind is what earlier signatures allow.
 *
 * @param source the signed file
 * @param hash SM3 state after the whole of `source`
 * @returns null where there is nothing to add
 * @throws DOC_* as the reader of the file
 * @see ISO 32000-2 clauses 12.8.4.3 and 12.8.5, ETSI EN 319 142-1 clause 5.4
 */
export function prepareArchive(
  source: ByteSource,
  hash: Sm3Hash,
  { store, hasTimestamp }: { readonly store: SecurityStore; readonly hasTimestamp: boolean },
): PreparedArchive | null {
  const file = openPdf(source);
  if (file.condition === 'rebuilt') throw broken('needs-repair');
  const added = missingFrom(readSecurityStore(file), store);
  const isEmpty = Object.values(added).every((list) => list.length === 0);
  const fieldName = freeTimestampName(file);
  const isRoomLeft = hasTimestamp && maySign(file, fieldName);
  if (isEmpty && !isRoomLeft) return null;
  const increment = new Increment(file);
  if (!isEmpty) addToStore(file, increment, added);
  const signature = isRoomLeft ? increment.add(timestampDictionary(increment, source.size)) : null;
  if (signature) addSignatureField(file, increment, fieldName, signature, [], 'stamps');
  const { bytes, positions } = increment.write(secondId(hash, added, isRoomLeft));
  if (!signature) return { imprint: null, finish: () => bytes };
  const hole = fillByteRange(bytes, positions.get(signature.objectNumber)!, source.size);
  const covered = hash.clone().update(bytes.subarray(0, hole.start)).update(bytes.subarray(hole.end));
  return {
    imprint: covered.digest(),
    finish: (token) => {
      if (token === null) throw new RangeError('room for a token, and no token');
      return fillContents(bytes, hole, token);
    },
  };
}

function missingFrom(kept: SecurityStore, wanted: SecurityStore): SecurityStore {
  const without = (key: keyof SecurityStore): readonly Uint8Array[] => {
    const known = new Set(kept[key].map(keyOf));
    return wanted[key].filter((der) => {
      const isNew = !known.has(keyOf(der));
      known.add(keyOf(der));
      return isNew;
    });
  };
  return { certificates: without('certificates'), lists: without('lists'), responses: without('responses') };
}

const keyOf = (der: Uint8Array): string => Buffer.from(sm3(der)).toString('hex');

const storeKeys = { certificates: 'Certs', lists: 'CRLs', responses: 'OCSPs' } as const;

function addToStore(file: PdfFile, increment: Increment, added: SecurityStore): void {
  const { objects, catalog, catalogNum } = file;
  const value = catalog.get('DSS');
  const isIndirect = value instanceof PdfRef && objects.dict(value) !== undefined;
  const catalogEdit = new DictEdit(increment.textOf(catalogNum));
  const before = isIndirect ? increment.textOf(value.num) : catalogEdit.textOf('DSS');
  const edit = new DictEdit(objects.dict(value) && before ? before : Buffer.from('<</Type /DSS>>'));
  for (const [name, key] of Object.entries(storeKeys)) {
    const ders = added[name as keyof SecurityStore];
    if (ders.length === 0) continue;
    const refs = ders.map((der) => String(increment.add(streamOf(increment, der))));
    edit.set(key, withRefs(file, edit, key, refs));
  }
  if (isIndirect) {
    increment.replace(value.num, edit.serialize());
    return;
  }
  const made = increment.reserve();
  increment.putBytes(made, edit.serialize());
  catalogEdit.set('DSS', String(made));
  increment.replace(catalogNum, catalogEdit.serialize());
}

/** The list of a DSS with more in it. A list that is an object of its own is written out, so that one object changes. */
function withRefs(file: PdfFile, edit: DictEdit, key: string, refs: readonly string[]): Uint8Array | string {
  const own = edit.textOf(key);
  if (own?.[0] === 0x5b) return appendToArray(own, refs);
  const { objects, catalog } = file;
  const kept = objects.array(objects.dict(catalog.get('DSS'))?.get(key)) ?? [];
  const old = kept.flatMap((item) => (item instanceof PdfRef ? [`${item.num} ${item.gen} R`] : []));
  return `[${[...old, ...refs].join(' ')}]`;
}

function streamOf(increment: Increment, der: Uint8Array): PDFRawStream {
  return PDFRawStream.of(increment.context.obj({}), der);
}

function timestampDictionary(increment: Increment, fileSize: number) {
  const digits = Math.max(10, String(fileSize * 2).length);
  const anyNumber = Number('9'.repeat(Math.min(15, digits)));
  return increment.context.obj({
    Type: 'DocTimeStamp',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.RFC3161',
    ByteRange: [0, anyNumber, anyNumber, anyNumber],
    Contents: PDFHexString.of('00'.repeat(tokenBytes)),
    V: 0,
  });
}

function freeTimestampName(file: PdfFile): string {
  const used = topFieldNames(file.objects, file.catalog);
  for (let n = 1; ; n += 1) if (!used.has(`Timestamp_${n}`)) return `Timestamp_${n}`;
}

/** A signature that froze the form lets no field be added: then the material comes without a timestamp. */
function maySign({ objects, catalog }: PdfFile, fieldName: string): boolean {
  return signedFields(objects, formFields(objects, catalog)).every(({ field, value }) =>
    signatureRules(objects, value, field.dict).locks.every((lock) => !isLocked(lock, fieldName)),
  );
}

/** Of this state of the file; drawn from what is added, as for a stamp. */
function secondId(hash: Sm3Hash, added: SecurityStore, hasTimestamp: boolean): Uint8Array {
  const state = createSm3().update(hash.clone().digest());
  for (const ders of Object.values(added)) for (const der of ders as readonly Uint8Array[]) state.update(sm3(der));
  return state
    .update(Buffer.from(hasTimestamp ? 'timestamp' : 'material'))
    .digest()
    .subarray(0, 16);
}
