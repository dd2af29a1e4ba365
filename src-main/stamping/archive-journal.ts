import * as z from 'zod';
import type { SecurityStore } from '#main/formats/pdf/security-store.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { sm3HexSchema } from '#shared/registry/wire-values.ts';
import type { StampingSchema } from './job-schema.ts';

/** What is put behind one stamp. */
export interface StampArchive {
  readonly store: SecurityStore;
  /** DER of the token of the document timestamp. */
  readonly token: Uint8Array | null;
  /** Why there is less than was wanted. */
  readonly failure: string | null;
}

const queries = createQueries<StampingSchema>();
const digests = z.array(sm3HexSchema);
const objectsSchema = z.strictObject({ certificates: digests, lists: digests, responses: digests });

/** Before it is used: the file is made with it, again if need be. The database refuses a second answer. */
export function journalArchive(tx: WriteTransaction, warrantId: string, archive: StampArchive, at: Date): void {
  const { store, token, failure } = archive;
  const keep = (ders: readonly Uint8Array[]): string[] => ders.map((der) => keepObject(tx, der));
  const objects = JSON.stringify({
    certificates: keep(store.certificates),
    lists: keep(store.lists),
    responses: keep(store.responses),
  });
  const row = { warrant_id: warrantId, objects, token, failure, at: at.toISOString() };
  run(tx, queries.insertInto('stamp_archives').values(row));
}

/** A list of an authority stands behind a thousand stamps and in the database once. */
function keepObject(tx: WriteTransaction, der: Uint8Array): string {
  const digest = Buffer.from(sm3(der)).toString('hex');
  const insert = queries.insertInto('archived_objects').values({ sm3: digest, der });
  run(
    tx,
    insert.onConflict((on) => on.column('sm3').doNothing()),
  );
  return digest;
}

export function findArchive(db: ReadableDb, warrantId: string): StampArchive | undefined {
  const row = get(db, queries.selectFrom('stamp_archives').selectAll().where('warrant_id', '=', warrantId));
  if (!row) return undefined;
  const objects = objectsSchema.parse(JSON.parse(row.objects));
  const read = (list: readonly string[]): readonly Uint8Array[] => list.map((digest) => readObject(db, digest));
  return {
    store: {
      certificates: read(objects.certificates),
      lists: read(objects.lists),
      responses: read(objects.responses),
    },
    token: row.token === null ? null : new Uint8Array(row.token),
    failure: row.failure,
  };
}

function readObject(db: ReadableDb, digest: string): Uint8Array {
  const row = get(db, queries.selectFrom('archived_objects').select('der').where('sm3', '=', digest));
  if (!row) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'an archived object is missing' });
  return new Uint8Array(row.der);
}
