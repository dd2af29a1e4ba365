import { StationError } from '#shared/errors/station-error.ts';
import { connectionOf, transaction, type WritableDb } from './database.ts';

/**
 * One step of the schema, given by the room that owns the tables. A released step is never edited; the next change is
 * another step.
 *
 * `number` is unique in the whole program; each room counts within a hundred of its own, so that rooms need not agree
 * on an order: station 100, documents 200, seals 300, approvals 400, warrant 500, ledger 600, token 700, sync 800,
 * archive 900, registry from 1000. A step may only refer to tables of its own room.
 */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** One or more statements. */
  readonly sql: string;
}

const book = `CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT`;

/**
 * Bring a database up to this program, in one transaction: after a failure it is as it was.
 *
 * @throws STATION_DATA_NEWER when a later program has been at work here, whose steps this one does not know
 */
export function migrate(db: WritableDb, migrations: readonly Migration[]): void {
  const known = ordered(migrations);
  const { driver } = connectionOf(db);
  transaction(db, () => {
    driver.exec(book);
    const applied = driver
      .prepare<[], { number: number; name: string }>('SELECT number, name FROM schema_migrations ORDER BY number')
      .all();
    for (const step of applied) refuseUnknown(step, known, driver.name);
    const done = new Set(applied.map((step) => step.number));
    const record = driver.prepare('INSERT INTO schema_migrations (number, name) VALUES (?, ?)');
    for (const step of known.values()) {
      if (done.has(step.number)) continue;
      driver.exec(step.sql);
      record.run(step.number, step.name);
    }
  });
}

function ordered(migrations: readonly Migration[]): Map<number, Migration> {
  const known = new Map<number, Migration>();
  for (const step of migrations.toSorted((a, b) => a.number - b.number)) {
    if (known.has(step.number)) {
      throw new StationError('INTERNAL_UNEXPECTED', { detail: `migration ${step.number} is defined twice` });
    }
    known.set(step.number, step);
  }
  return known;
}

function refuseUnknown(step: { number: number; name: string }, known: Map<number, Migration>, path: string): void {
  if (known.get(step.number)?.name === step.name) return;
  throw new StationError('STATION_DATA_NEWER', { path, detail: `${step.number} ${step.name}` });
}
