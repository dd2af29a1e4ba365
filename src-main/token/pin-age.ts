import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import type { Migration } from '#main/storage/migrations.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { TokenRef } from './host-protocol.ts';

/** When the PIN of a token came to be what it is, as far as this station was there. Never the PIN. */
export interface PinSet {
  readonly at: Date;
  /** Changed through this station, or taken into use here with the PIN it was issued with. */
  readonly how: 'changed' | 'taken-into-use';
  readonly account: string;
}

export const pinSetMigration: Migration = {
  number: 750,
  name: 'when a PIN was set',
  sql: `
CREATE TABLE token_pins (
  pin_index INTEGER PRIMARY KEY,
  serial TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('changed', 'taken-into-use')),
  account TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX token_pins_by_token ON token_pins (serial, manufacturer);
CREATE TRIGGER token_pins_no_update BEFORE UPDATE ON token_pins
BEGIN SELECT RAISE(ABORT, 'when a PIN was set is a fact'); END;
CREATE TRIGGER token_pins_no_delete BEFORE DELETE ON token_pins
BEGIN SELECT RAISE(ABORT, 'when a PIN was set is a fact'); END;
`,
};

interface PinsTable {
  pin_index: number | null;
  serial: string;
  manufacturer: string;
  how: PinSet['how'];
  account: string;
  at: string;
}

const queries = createQueries<{ token_pins: PinsTable }>();

export function recordPinSet(tx: WriteTransaction, { serial, manufacturer }: TokenRef, set: PinSet): void {
  const { how, account, at } = set;
  const row = { pin_index: null, serial, manufacturer, how, account, at: at.toISOString() };
  run(tx, queries.insertInto('token_pins').values(row));
}

/** Undefined: nobody changed it through this station, and it was not taken into use here. */
export function lastPinSet(db: ReadableDb, { serial, manufacturer }: TokenRef): PinSet | undefined {
  const row = get(
    db,
    queries
      .selectFrom('token_pins')
      .selectAll()
      .where('serial', '=', serial)
      .where('manufacturer', '=', manufacturer)
      .orderBy('pin_index', 'desc')
      .limit(1),
  );
  return row && { at: new Date(row.at), how: row.how, account: row.account };
}
